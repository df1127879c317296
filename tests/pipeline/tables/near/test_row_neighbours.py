"""Rows that say something of a row beside them flag that one too."""

from tests.pipeline.test_extract import BOX, SHED, cells, read, row, table


def said(page, code):
    return [(each.record, each.value) for each in read(page).issues if each.code == code]


def test_row_above_one_without_a_name_is_flagged():
    page = table(row(*SHED), row("", "", "", "Upton", "e@f.org"), row(*BOX))
    assert said(page, "row-continued") == [(1, None)] and said(page, "name-blank") == [(2, None)]
    assert said(table(row(*SHED), row("<s>Salus</s>", *BOX[1:])), "row-continued") == []
    assert said(table(row("", "", "", "Upton", "e@f.org"), row(*BOX)), "row-continued") == []


def test_record_that_a_row_across_the_table_names_is_flagged():
    note = "<td colspan=5>Please note: the shed is closed until May."
    assert said(table(row(*SHED), note, row(*BOX)), "row-named") == [(1, note.partition(">")[2])]
    assert said(table("<td colspan=5>The Shed", row(*SHED), row(*BOX)), "row-named") == []
    assert said(table("<td colspan=5>The Shedding", row(*SHED), row(*BOX)), "row-named") == []


def test_cell_merged_over_records_of_a_table_on_its_side_stands_in_each():
    rows = zip(["Name", "Service", "Ages"], SHED[:3], BOX[:3], strict=True)
    side = "".join("<tr><th>" + row(*each)[4:] for each in rows)
    found = read(f"<table>{side}<tr><th>Area<td colspan=2>Norton</table>")
    assert cells(found) == [[[text] for text in (*each[:3], "Norton")] for each in (SHED, BOX)]
    assert not any(each.needs_a_person for each in found.issues)


def test_words_of_a_table_on_its_side_are_no_headings():
    sides = [["Name", *"ABC"], ["Description", "Music", "Youth club", "Judo"], ["Ages", "4-6", "5-8", "7-9"]]
    page = "".join(f"<tr><th>{each[0]}</th>{row(*each[1:])}</tr>" for each in sides)
    found = read(f"<table>{page}<tr><th>Area<td>Norton<td colspan=2>Upton</table>")
    assert [each[0] for each in cells(found)] == [["A"], ["B"], ["C"]]

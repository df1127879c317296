"""A table is the same where its words are, whatever stands around it."""

from pipeline.model import Cell, Column, Extraction, Paragraph, RawRecord, Role, same_table

NAME, AGE = Column(Role.NAME, "Name"), Column(Role.AGE, "Age")


def table(*rows, first_line=1, columns=(NAME, AGE)):
    records = []
    for number, row in enumerate(rows, start=1):
        cells = tuple(
            Cell(column, (Paragraph(text, first_line + number),))
            for column, text in zip(columns, row, strict=True)
        )
        records.append(RawRecord(number, cells, (first_line + number, first_line + number)))
    return Extraction(columns, tuple(records), ())


def test_a_banner_above_the_table_changes_nothing():
    assert same_table(table(("Club", "8-12")), table(("Club", "8-12"), first_line=40))


def test_a_changed_word_a_moved_word_and_a_missing_row_are_changes():
    page = table(("Club", "8-12"), ("Choir", "All"))
    assert not same_table(page, table(("Club", "8-13"), ("Choir", "All")))
    assert not same_table(page, table(("Choir", "All"), ("Club", "8-12")))
    assert not same_table(page, table(("Club", "8-12")))
    assert not same_table(table(("Club", "8-12")), table(("Club", "8-12"), columns=(NAME, NAME)))

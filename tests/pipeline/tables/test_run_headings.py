"""Headings on one line, a blank between them: parted above paragraphs, left alone above glued rows."""

from pipeline.tables.run_headings import part_headings
from pipeline.tables.stream import Token
from tests.pipeline.tables.text.test_text_rows import rows

HEAD = "   Name Service Provided Age group Area covered Email\n\n"


def page(cells, apart):
    names = ("Attic Club", "Shed Trust", "Box Club", "Mill Project")
    text = HEAD
    for n, name in enumerate(names, 1):
        text += apart.join(cells).format(name=name, n=n, mail=f"{name[:3].lower()}@lane.org") + "\n\n"
    links = "".join(f"   {n}. mailto:{name[:3].lower()}@lane.org\n" for n, name in enumerate(names, 1))
    return f"{text}   Last updated 4 May 2021\n\nReferences\n\n{links}"


CELLS = ("   {name}", "   Judo lessons for young people", "   5-8", "   Norton", "   [{n}]{mail}")


def test_paragraphs_under_headings_on_one_line_are_read_without_the_numbers_of_links():
    found = rows(page(CELLS, "\n\n"))
    assert found[0] == ("Attic Club", "Judo lessons for young people", "5-8", "Norton", "att@lane.org", False)
    assert [row[0] for row in found] == ["Attic Club", "Shed Trust", "Box Club", "Mill Project"]


def test_rows_glued_by_blanks_are_not_taken_for_paragraphs():
    lines = [HEAD.strip(), *(f"Club {n} Judo lessons 5-8 Norton n{n}@lane.org" for n in range(9))]
    tokens = [Token(line, n) for n, line in enumerate(lines, 1)]
    assert part_headings(tokens, {}) == tokens

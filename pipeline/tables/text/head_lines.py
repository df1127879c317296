"""How many printed lines the headings of a table in text stand on: a heading may go on in the next line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.model import Role
from pipeline.tables.headings.readings import find_role
from pipeline.tables.markdown import strip_marks
from pipeline.tables.text.bordered import split
from pipeline.tables.words import clean

LONGEST_CAPTION = 200  # letters
REACH = 3  # lines over which a heading row may run


def read_head(
    lines: Sequence[str], start: int, border: str, own: Mapping[str, Role]
) -> tuple[list[str], int]:
    r"""The headings that begin on this line, and the number of lines that they stand on.

    >>> read_head(["Name\tAge", "group\tArea", "The Shed\t5-8"], 0, "\t", {})
    (['Name', 'Age group', 'Area'], 2)
    """
    cells, count = split(lines[start], border), 1
    found = cells
    for number, line in enumerate(lines[start + 1 : start + 1 + REACH], 2):
        more = split(line, border)
        goes_on = _goes_on(cells[-1], more, own)
        if not line.strip() or (len(more) > 1 and not goes_on):
            break
        cells = [*cells[:-1], f"{cells[-1]} {more[0]}", *more[1:]]
        if goes_on:
            found, count = cells, number
    return found, count


def part_caption(words: str, above: Sequence[str], own: Mapping[str, Role]) -> tuple[str, str]:
    """The caption that a tool printed right before the first heading, without a blank, and the heading.

    It is a caption where small letters end there, or where the page says it above the table too.

    >>> part_caption("Clubs we fundName", [], {}), part_caption("CLUBSName", ["# CLUBS"], {})
    (('Clubs we fund', 'Name'), ('CLUBS', 'Name'))
    >>> part_caption("Project name", [], {}), part_caption("FORENAME", [], {})
    (('', 'Project name'), ('', 'FORENAME'))
    """
    words = clean(strip_marks(words))
    places = range(1, min(len(words), LONGEST_CAPTION)) if find_role(words, own) is None else ()
    for at in (n for n in places if words[n].isupper() and not words[n - 1].isspace()):
        caption, heading = words[:at], words[at:]
        if find_role(heading, own) and (
            caption[-1].islower() or caption in {line.strip(" #*") for line in above}
        ):
            return caption, heading
    return "", words


def _goes_on(last: str, more: Sequence[str], own: Mapping[str, Role]) -> bool:
    """True where a line's first words are the rest of the last heading above, and its others are headings."""
    known = find_role(f"{last} {more[0]}", own) is not None or (len(more) > 1 and more[0][:1].islower())
    return known and all(find_role(each, own) for each in more[1:] if each.strip())

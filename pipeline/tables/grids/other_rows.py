"""Rows of a table that are no records: headings printed again, titles and notes across it, and blank ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pipeline.issues import Issue, issue
from pipeline.tables.grids.grid import GridRow, Words
from pipeline.tables.headings.columns import Heading
from pipeline.tables.headings.readings import possible_roles
from pipeline.tables.headings.roles import HEADED_ANEW, find_roles, is_services_table
from pipeline.tables.headings.words import LONGEST, plain
from pipeline.tables.html.asides import STRUCK, say_asides


def say_no_record(row: GridRow, heading: Heading, titles: tuple[str, ...]) -> tuple[Issue, ...] | None:
    """What to say of a row that is no record; None where it is one."""
    filled = _own_words(row)
    if not filled:
        return tuple(_say_struck(row))
    if len(filled) > 1:
        is_prose = row.own is not None and has_prose(filled)
        return None if is_prose else _say_headings(row, filled, heading, titles)
    cell = next(each for each in row.cells if each.paragraphs and not each.above)
    if cell.span < 2 or cell.span < heading.width - 1:
        return None
    return (issue("table-note" if row.foot else "section-row", value=cell.text, line=row.lines[0]),)


def find_doubt(said: Iterable[Issue], before: str) -> str:
    """Why the rows below what is said may be divided wrongly; empty where they are not."""
    codes = {each.code for each in said}
    if "heading-changed" in codes:
        return HEADED_ANEW
    return "" if "heading-repeated" in codes else before


def _say_headings(
    row: GridRow, filled: list[Words], heading: Heading, titles: tuple[str, ...]
) -> tuple[Issue, ...] | None:
    """What to say of a row of headings, none of which is prose; None where it is one of words."""
    if heading.last > heading.first and not _are_titles(filled, titles):
        titles = tuple(map(plain, heading.lower_texts))
    is_repeated = _says_again(row, heading)
    are_titles = is_repeated or _are_titles(filled, titles)
    if not are_titles and (len(filled) < 3 or not all(possible_roles(to_text(words)) for words in filled)):
        return None
    texts = [to_text(words) for words in filled]
    if are_titles:
        is_repeated = is_repeated or _is_in_place(row, heading, titles)
        code = "heading-repeated" if is_repeated else "heading-changed"
        return (issue(code, value="; ".join(texts), line=row.lines[0]),)
    if is_services_table(find_roles(texts), texts):
        return (issue("heading-changed", value="; ".join(texts), line=row.lines[0]),)
    return None


def _says_again(row: GridRow, heading: Heading) -> bool:
    """True where the plain row has the very words of the headings, each under itself."""
    if row.own is not None or to_text(row.words[0]) != heading.columns[0].heading:
        return False
    return heading.is_plain and tuple(map(to_text, row.words)) == heading.texts


def _is_in_place(row: GridRow, heading: Heading, titles: tuple[str, ...]) -> bool:
    """True where each title among the row's words stands under itself."""
    under = ((plain(cell.text), [titles[n] for n in heading.find_under(cell)]) for cell in row.cells)
    return all(text in above for text, above in under if text in titles)


def _are_titles(filled: Sequence[Words], titles: tuple[str, ...]) -> bool:
    """True where three in four of the cells are titles; no more are looked at than it takes to tell."""
    others = 0
    for words in filled:
        others += plain(to_text(words)) not in titles
        if others * 4 > len(filled):
            return False
    return True


def _say_struck(row: GridRow) -> Iterator[Issue]:
    """What a row without words has that are struck out."""
    struck = (each for cell in row.own or () for each in cell.asides if each.code == STRUCK)
    return (each.at(line=row.lines[0]) for each in say_asides(struck))


def has_prose(row: Iterable[Words]) -> bool:
    """True where a cell begins with more words than a heading has."""
    for words in row:  # noqa: SIM110
        if words and len(words[0].text) > LONGEST // 2:
            return True
    return False


def _own_words(row: GridRow) -> list[Words]:
    """The words of the row's cells that are not blank, those that reach into it from above left out."""
    if row.own is None:
        return [words for words in row.words if words]
    return [cell.paragraphs for cell in row.own if cell.paragraphs and not cell.above]


def to_text(words: Words) -> str:
    """The words of a cell, joined by one blank."""
    return words[0].text if len(words) == 1 else " ".join([each.text for each in words])

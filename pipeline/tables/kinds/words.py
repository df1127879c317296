"""Words in the cells and titles of lists that are none of services: data, in `vocabulary/other_words.csv`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from pipeline.model import RawRecord, Role
from pipeline.tables.flattened.detectors import begins_with_forename
from pipeline.tables.grammars import word_list
from pipeline.vocabulary import table

_FIRST = 3  # words
_TITLE = r"(?:(?:Mr|Mrs|Ms|Miss|Dr|Rev|Cllr|Sir|Dame)\.? )?"
_PERSON = re.compile(rf"{_TITLE}[A-Z][\w'’-]+(?: [A-Z]\.?)?(?: [A-Z][\w'’-]+){{1,2}}")


@cache
def kind_words(kind: str, family: str) -> re.Pattern[str]:
    """The pattern that finds the words of this family, which tell of this kind."""
    words = [re.escape(each) for each, of in _rows(family) if of == kind]
    return re.compile(rf"\b(?:{'|'.join(words)})\b", re.I)


@cache
def kinds_by_words(family: str) -> Mapping[str, str]:
    """The kind of which each of the words of this family tells, in small letters."""
    return {words.casefold(): kind for words, kind in _rows(family)}


def _rows(family: str) -> list[tuple[str, str]]:
    return [(row["words"], row["kind"]) for row in table("other_words.csv") if row["family"] == family]


def may_name_person(name: str) -> bool:
    """The name is written as a person's, with or without a title, and no word of it is an organisation's."""
    parts = name.casefold().split()
    is_written_so = bool(_PERSON.fullmatch(name)) and parts[0] != "the"
    return is_written_so and word_list("organisation").isdisjoint(parts)


def names_person(name: str) -> bool:
    """The name is written as a person's, and begins with a forename."""
    return bool(_PERSON.fullmatch(name)) and begins_with_forename(name)


def parts_of_person(name: str) -> list[str]:
    """The names of a person in small letters, without the title before them.

    >>> parts_of_person("Dr. Jane O’Hara-Smith")
    ['jane', 'o’hara-smith']
    """
    return re.sub(rf"^{_TITLE}", "", name).casefold().split()


def words_of(record: RawRecord, *roles: Role) -> str:
    """All words of the record under these roles, or under any, and the headings that have no role."""
    cells = [cell for cell in record.cells if cell.paragraphs and (not roles or cell.role in roles)]
    return " ".join(
        f"{cell.column.heading} {cell.text}" if cell.role is Role.TEXT else cell.text for cell in cells
    )


def begins_with(text: str, words: re.Pattern[str]) -> bool:
    """The words are among the first of the text.

    >>> [begins_with(each, re.compile("notice")) for each in ("A public notice", "We gave her notice")]
    [True, False]
    """
    return words.search(" ".join(text.split()[:_FIRST])) is not None


def ends_with(text: str, words: re.Pattern[str]) -> bool:
    """The text ends with the words."""
    return any(found.end() == len(text) for found in words.finditer(text))

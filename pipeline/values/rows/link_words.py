"""What tools and authors print behind a link, of the link alone: "(opens in new window)", "(PDF, 200KB)"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace as copy
from functools import cache
from itertools import chain

from msgspec.structs import replace

from pipeline.issues import Issue, issue
from pipeline.model import FIELDS, Cell, Derivation, RawRecord, Record, Role
from pipeline.values.rows.lines import line_of
from pipeline.vocabulary import table

_SIZE = r"[\d.,]+ ?(?:bytes|[KMG]i?B)"
_WORD = re.compile(r"\w+")
_BRACKETS = (")", "]")
Said = tuple[Role, Issue]


def leave_out(raw: RawRecord) -> tuple[RawRecord, tuple[Said, ...]]:
    """The record without such words at the end of a paragraph, and what was left out under which role.

    Contact cells are read as they stand: there such words may part two addresses.

    Issues: link-words (notice).
    """
    endings = _endings()
    if not any(each.text.endswith(endings) for cell in raw.cells for each in cell.paragraphs):
        return raw, ()
    said: list[Said] = []
    cells = tuple(cell if cell.role is Role.CONTACT else _read(cell, said) for cell in raw.cells)
    return replace(raw, cells=cells) if said else raw, tuple(said)


def put_back(record: Record, printed: RawRecord, said: Sequence[Said]) -> Record:
    """The record with the row as printed, and told which words of links its values are without."""
    if not said:
        return record
    told = tuple(each.at(record=printed.number, field=FIELDS.get(role)) for role, each in said)
    values = (
        ("name", Role.NAME, record.service.name),
        ("description", Role.DESCRIPTION, record.service.description),
    )
    derived = tuple(
        Derivation(member, printed.text(role), value, "link-words", line_of(printed, role))
        for member, role, value in values
        if value and printed.text(role) != record.raw.text(role)
    )
    kept = tuple(each for each in record.derivations if each.field not in {one.field for one in derived})
    return copy(record, raw=printed, issues=(*record.issues, *told), derivations=(*derived, *kept))


def _read(cell: Cell, said: list[Said]) -> Cell:
    parted = [part(each.text) for each in cell.paragraphs]
    found = [words for _, words in parted if words]
    if not found:
        return cell
    said.append((cell.role, issue("link-words", value=" ".join(found), line=cell.line)))
    words = zip(parted, cell.paragraphs, strict=True)
    return replace(cell, paragraphs=tuple(replace(each, text=text) for (text, _), each in words))


def part(text: str) -> tuple[str, str]:
    """The text without such words at its end, and these words; both whole where they are all it says.

    >>> part("Wye Walkers (opens in new window)"), part("Wye Walkers (PDF, 200KB) (external link)")
    (('Wye Walkers', '(opens in new window)'), ('Wye Walkers', '(PDF, 200KB) (external link)'))
    >>> part("Wye Walkers (women)"), part("(opens in new window)")
    (('Wye Walkers (women)', ''), ('(opens in new window)', ''))
    """
    found = _pattern().search(text) if text.endswith(_endings()) and _may_tell(text) else None
    before = text[: found.start()].rstrip() if found else ""
    return (before, text[len(before) :].strip()) if before else (text, "")


def _may_tell(text: str) -> bool:
    """False where a text has no word of any of them, as most have that only end with a bracket."""
    return not _telling_words().isdisjoint(_WORD.findall(text.casefold()))


@cache
def _telling_words() -> frozenset[str]:
    phrases = chain(_words("phrase"), _words("file"), _words("bare"))
    return frozenset(chain.from_iterable(_WORD.findall(phrase.casefold())[:1] for phrase in phrases))


@cache
def _pattern() -> re.Pattern[str]:
    kinds = ("phrase", "file", "bare")
    phrases, files, bare = ("|".join(sorted(map(re.escape, _words(kind)), reverse=True)) for kind in kinds)
    named = rf"(?:\.?(?:{files}))(?: (?:document|file|format|version|download))?"
    file = rf"(?:{named}(?:[,;:–-]? ?{_SIZE})?|{_SIZE}[,;:]? ?{named})"
    said = rf"(?:{phrases}|{file}(?:[,;:–-] ?(?:{phrases}))?)\.?"
    return re.compile(rf"(?:\s*(?:\({said}\)|\[{said}\]|(?:[,;.]| [–-]) ?(?:{bare})\.?)){{1,3}}$", re.I)


@cache
def _endings() -> tuple[str, ...]:
    """What each text ends with that has such words at its end."""
    last = {word.split()[-1] for word in _words("bare")}
    return (*_BRACKETS, *(each + dot for each in sorted(last) for dot in ("", ".")))


def _words(kind: str) -> Iterator[str]:
    yield from [row["word"] for row in table("link_words.csv") if row["kind"] == kind]

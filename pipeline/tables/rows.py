"""Grid rows to records: each word in one cell or in an issue, and a row that does not fit is flagged."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from pipeline.issues import Issue, issue
from pipeline.model import Cell, Paragraph, RawRecord, Role
from pipeline.tables.columns import Heading, Span
from pipeline.tables.doubts import check_record
from pipeline.tables.grid import Grid, GridCell, GridRow, Words
from pipeline.tables.headings import plain
from pipeline.tables.words import find_emails

DOUBTFUL = 0.5  # the probability that a repaired row is right


class Body(NamedTuple):
    """The records of one table and what there is to say of them and of its other rows."""

    records: tuple[RawRecord, ...]
    issues: tuple[Issue, ...]


def read_body(grid: Grid, heading: Heading, first: int, number: int = 1) -> Body:
    """The records from row `first` of the grid on, numbered from `number`."""
    records: list[RawRecord] = []
    issues: list[Issue] = []
    titles = tuple(plain(text) for text in heading.texts)
    for row in grid.rows[first:]:
        filled = _own_words(row)
        if not filled:
            continue
        said = _say_no_record(row, filled, heading, titles)
        if said is None:
            record, doubts = _to_record(row, heading, number + len(records))
            records.append(record)
            issues.extend(doubts)
        else:
            issues.append(said)
    issues.extend(issue("words-between-cells", value=words, line=grid.line) for words in grid.stray)
    return Body(tuple(records), tuple(issues))


def _say_no_record(
    row: GridRow, filled: list[Words], heading: Heading, titles: tuple[str, ...]
) -> Issue | None:
    """What to say of a row that is no record; None where it is one."""
    if len(filled) > 1:
        return issue("heading-repeated", line=row.lines[0]) if _says_again(filled, titles) else None
    cell = next(each for each in row.cells if each.paragraphs and not each.above)
    if cell.span < 2 or cell.span < heading.width - 1:
        return None
    return issue("table-note" if row.foot else "section-row", value=cell.text, line=row.lines[0])


def _own_words(row: GridRow) -> list[Words]:
    """The words of the row's cells that are not blank, those that reach into it from above left out."""
    if row.own is None:
        return [words for words in row.words if words]
    return [cell.paragraphs for cell in row.own if cell.paragraphs and not cell.above]


def _says_again(filled: list[Words], titles: tuple[str, ...]) -> bool:
    """True where nearly all of the row's cells are headings."""
    start = filled[0][0].text[:3].casefold()
    if not any(title.startswith(start) for title in titles):
        return False
    same = sum(1 for words in filled if plain(" ".join([each.text for each in words])) in titles)
    return same * 4 >= len(filled) * 3


def _to_record(row: GridRow, heading: Heading, number: int) -> tuple[RawRecord, list[Issue]]:
    if row.own is None and not row.doubt and heading.is_plain and len(row.words) == len(heading.spans):
        cells = tuple(map(Cell, heading.columns, row.words))
        issues = check_record(cells, row.lines[0])
        if not issues:
            return RawRecord(number, cells, row.lines), issues
    else:
        issues = []
        cells = tuple(_fit(row, heading, issues))
        if row.doubt:
            issues.append(issue("row-unclear", why=row.doubt))
        issues += check_record(cells, row.lines[0])
    doubtful = any(each.needs_a_person for each in issues)
    record = RawRecord(number, cells, row.lines, DOUBTFUL if doubtful else 1.0)
    return record, [each.at(record=number, line=row.lines[0]) for each in issues]


def _fit(row: GridRow, heading: Heading, issues: list[Issue]) -> Iterator[Cell]:
    """One cell a column, of the printed cells that stand under its heading."""
    here: dict[int, list[GridCell]] = {n: [] for n in range(len(heading.spans))}
    for cell in row.cells:
        under = [n for n, span in enumerate(heading.spans) if _overlap(cell, span)]
        if under:
            here[under[0]].append(cell)
        if cell.paragraphs and len(under) > 1:
            issues.append(issue("cell-spans-columns", value=cell.text, count=len(under)))
        if cell.paragraphs and not under:
            issues.append(issue("row-long", value=cell.text))
        if cell.hidden:
            issues.append(issue("words-hidden", value=" ".join(cell.hidden)))
    missing = [span for span in heading.spans if span.start >= row.width]
    if missing or row.cut:
        issues.append(issue("row-short", value=str(len(missing)), count=len(missing)))
    for n, span in enumerate(heading.spans):
        words = [each for cell in here[n] for each in _with_addresses(cell, span.column.role, issues)]
        yield Cell(span.column, tuple(words))


def _overlap(cell: GridCell, span: Span) -> bool:
    return cell.column < span.end and span.start < cell.column + cell.span


def _with_addresses(cell: GridCell, role: Role, issues: list[Issue]) -> tuple[Paragraph, ...]:
    """The cell's words, and the addresses that its links lead to where the words do not say them."""
    if not cell.links:
        return cell.paragraphs
    words = list(cell.paragraphs)
    for address in dict.fromkeys(cell.links):
        if _is_printed(address, cell) or not _is_wanted(address, role):
            continue
        printed = find_emails(cell.text)
        if printed and "@" in address:
            issues.append(issue("link-differs", value=address, printed=printed[0], field=role.value))
            continue
        issues.append(issue("link-address", value=address, field=role.value))
        words.append(Paragraph(address, words[-1].line if words else cell.line))
    return tuple(words)


def _is_printed(address: str, cell: GridCell) -> bool:
    def bare(text: str) -> str:
        return text.casefold().replace(" ", "").removeprefix("https://").removeprefix("http://").rstrip("/")

    return bare(address).removeprefix("www.") in bare(cell.text)


def _is_wanted(address: str, role: Role) -> bool:
    """An e-mail address is wanted in a contact's cell; a web or telephone address under its own heading."""
    if "@" in address and "/" not in address:
        return role in (Role.CONTACT, Role.TEXT)
    return role is (Role.URL if address.startswith("http") else Role.PHONE)

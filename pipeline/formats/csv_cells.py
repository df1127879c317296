"""CSV that opens rightly in a spreadsheet, and gives every text back: docs/decisions/0004-csv.md."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence

BOM = "\ufeff"
SEPARATOR = "; "  # between the values of one cell
INNER = "|"  # between the parts of one value

# What a spreadsheet takes for a formula, behind any blanks, with the full-width twins of the signs.
_FORMULA = re.compile(r"'*\s*[=+\-@\t\r\n＝＋－＠]")
_GUARDED = re.compile(r"'+\s*[=+\-@\t\r\n＝＋－＠]")
_NUMBER = re.compile(r"-?\d+(\.\d+)?")


def guard(text: str) -> str:
    """The text as a cell that no spreadsheet runs as a formula: one apostrophe goes before it.

    >>> guard("=1+1"), guard("+44 1622 000000"), guard("'=1"), guard("Boxing")
    ("'=1+1", "'+44 1622 000000", "''=1", 'Boxing')
    """
    return f"'{text}" if _FORMULA.match(text) else text


def unguard(cell: str) -> str:
    """The text that `guard` was given.

    >>> unguard("'=1+1"), unguard("''=1"), unguard("'tis a club")
    ('=1+1', "'=1", "'tis a club")
    """
    return cell[1:] if _GUARDED.match(cell) else cell


def join_values(values: Iterable[str], separator: str = SEPARATOR) -> str:
    r"""Several values as one cell; a separator inside a value is written with a backslash.

    >>> join_values(["Swale", "Ashford; north"])
    'Swale; Ashford\\; north'
    """
    mark = separator.strip()
    return separator.join(each.replace("\\", r"\\").replace(mark, f"\\{mark}") for each in values)


def split_values(cell: str, separator: str = SEPARATOR) -> tuple[str, ...]:
    r"""The values that `join_values` was given; at least one, which may be empty.

    >>> split_values(r"Swale; Ashford\; north")
    ('Swale', 'Ashford; north')
    """
    values, word, at = [], "", 0
    while at < len(cell):
        if cell[at] == "\\" and at + 1 < len(cell):
            word, at = word + cell[at + 1], at + 2
        elif cell.startswith(separator, at):
            values.append(word)
            word, at = "", at + len(separator)
        else:
            word, at = word + cell[at], at + 1
    return (*values, word)


def to_csv(
    header: Sequence[str], rows: Iterable[Mapping[str, str]], *, bom: bool = True, guarded: bool = True
) -> bytes:
    """The rows as CSV in UTF-8, lines ended by LF; with a byte order mark where people open it."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(header)
    for row in rows:
        cells = (row.get(name, "") for name in header)
        writer.writerow([_cell(each) if guarded else each for each in cells])
    return ((BOM if bom else "") + buffer.getvalue()).encode("utf-8")


def is_number(text: str) -> bool:
    """Whether the cell is a plain number, which needs no guard even with a minus before it."""
    return bool(_NUMBER.fullmatch(text))


def _cell(text: str) -> str:
    return text if is_number(text) else guard(text)


def read_csv(content: bytes, *, guarded: bool = True) -> list[dict[str, str]]:
    """The rows that `to_csv` was given, every text as it was.

    Raises: ValueError where the bytes are not UTF-8, or a row is longer or shorter than the header.
    """
    lines = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    if not lines:
        raise ValueError("the file is empty, it lacks even a header")
    header, *rows = lines
    for number, row in enumerate(rows, 2):
        if len(row) != len(header):
            raise ValueError(f"row {number} has {len(row)} cells, the header has {len(header)}")
    return [dict(zip(header, map(unguard, row) if guarded else row, strict=True)) for row in rows]

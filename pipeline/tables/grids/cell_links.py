"""The addresses behind a cell's links: added to its words where its heading asks for such, else named."""

from __future__ import annotations

from pipeline.issues import Issue, issue
from pipeline.model import Paragraph, Role
from pipeline.tables.grids.grid import GridCell
from pipeline.tables.words import find_emails


def add_addresses(cell: GridCell, role: Role, issues: list[Issue]) -> tuple[Paragraph, ...]:
    """The cell's words, and the addresses that its links lead to where the words do not say them."""
    words = list(cell.paragraphs)
    if unwanted := [address for address in cell.links if not _is_wanted(address, role)]:
        issues.append(issue("link-left-out", value=" ".join(unwanted), field=role.value))
    for address in cell.links:
        if not _is_wanted(address, role):
            continue
        printed = find_emails(cell.text)
        if printed and "@" in address:
            issues.append(issue("link-differs", value=address, printed=printed[0], field=role.value))
            continue
        issues.append(issue("link-address", value=address, field=role.value))
        words.append(Paragraph(address, words[-1].line if words else cell.line, linked=True))
    return tuple(words)


def _is_wanted(address: str, role: Role) -> bool:
    """An e-mail address is wanted in a contact's cell; a web or telephone address under its own heading."""
    if "@" in address and "/" not in address:
        return role in (Role.CONTACT, Role.TEXT)
    return role is (Role.URL if address.startswith("http") else Role.PHONE)

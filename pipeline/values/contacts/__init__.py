"""Contacts: `parse` reads a cell of mailboxes, with the numbers and web addresses that stand among them."""

from pipeline.values.contacts.cell import ContactCell, parse

__all__ = ["ContactCell", "parse"]

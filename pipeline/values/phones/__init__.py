"""Telephone numbers: `parse` reads a cell of them, `find` those that stand among other words."""

from pipeline.values.phones.cell import Found, Number, find, may_be_number, parse, read

__all__ = ["Found", "Number", "find", "may_be_number", "parse", "read"]

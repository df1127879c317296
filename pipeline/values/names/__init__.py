"""Names: `parse` reads one cell, `link` reads it beside those of all other rows."""

from pipeline.values.names.cell import NamedRow, as_organisation, link, parse

__all__ = ["NamedRow", "as_organisation", "link", "parse"]

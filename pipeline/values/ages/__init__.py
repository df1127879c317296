"""Ages: `parse` reads one printed text, `parse_lines` a cell of several lines."""

from pipeline.values.ages.cell import parse, parse_lines

__all__ = ["parse", "parse_lines"]

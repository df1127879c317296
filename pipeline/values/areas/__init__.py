"""Areas: `parse` reads a cell of places."""

from pipeline.values.areas.cell import parse, values_of, words

__all__ = ["parse", "values_of", "words"]

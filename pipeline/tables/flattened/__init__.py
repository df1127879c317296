"""A table recovered from a stream of paragraphs in which its cells have lost their borders."""

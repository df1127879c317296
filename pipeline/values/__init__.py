"""One pure `parse()` for each kind of value: printed words in, a typed value or an issue out."""

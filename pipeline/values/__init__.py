"""A pure `parse()` for each kind of value, and what doubts, patches or withholds the values that it gives."""

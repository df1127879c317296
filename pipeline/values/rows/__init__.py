"""A row as a whole: read cell by cell, without words about links alone, compared with others, and patched."""

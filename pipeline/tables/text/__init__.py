"""Tables in plain text: one line or box a row, or columns set apart by blanks."""

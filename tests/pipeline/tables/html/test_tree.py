"""Markup as it comes: what a browser shows is in the tree."""

import pytest

from pipeline.tables.decode import decode
from pipeline.tables.html.tree import parse_tree


@pytest.mark.parametrize(
    "end", ["</html>", "</BODY ></HTML>", "</body\u3000>", "</html><html><body class='b'>"]
)
def test_what_follows_the_end_of_the_document_is_read(end):
    tree = parse_tree(decode(f"<html><body><p>first</p>\n{end}\n<p>second</p></body></html>".encode()))
    assert [each.text for each in tree.iter("p")] == ["first", "second"]
    assert [each.sourceline for each in tree.iter("p")] == [1, 3]

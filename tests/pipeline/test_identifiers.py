"""Identifiers outlive the page's address."""

from msgspec import structs

from pipeline.identifiers import identifier
from pipeline.source import GENERAL


def at(url, first_url=None):
    page = structs.replace(GENERAL.page, url=url, first_url=first_url)
    return identifier(structs.replace(GENERAL, page=page), "service", "Youth Club")


def test_a_page_that_moved_keeps_its_identifiers_where_its_first_address_is_kept():
    assert at("https://example.org/new", "https://example.org/old") == at("https://example.org/old")
    assert at("https://example.org/new") != at("https://example.org/old")

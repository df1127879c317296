"""Made-up pages of cards, as markup and as tools flatten them: read exactly, or flagged, or refused."""

import random
from functools import cache

import html2text
import inscriptis
import pytest
from bs4 import BeautifulSoup
from resiliparse.extract.html2text import extract_plain_text

from pipeline.issues import DocumentRefused
from tests.card_pages import find_silent, make_cards
from tests.pipeline.test_extract import read

PAGES = 120


def soup(page, between="\n", strip=False):
    return BeautifulSoup(page, "lxml").get_text(between, strip=strip)


def unwrapped(page):
    tool = html2text.HTML2Text()
    tool.body_width = 0
    return tool.handle(page)


TOOLS = {  # and of the pages' records that are read and not flagged the least share
    "markup": (lambda page: page, 0.8),
    "resiliparse": (lambda page: extract_plain_text(page, main_content=False), 0.6),
    "soup": (soup, 0.5),
    "soup-lines": (lambda page: soup(page, strip=True), 0.5),
    "soup-paragraphs": (lambda page: soup(page, "\n\n", strip=True), 0.5),
    "html2text": (html2text.html2text, 0.4),
    "html2text-unwrapped": (unwrapped, 0.4),
    "inscriptis": (inscriptis.get_text, 0.25),
}


@cache
def pages():
    return [make_cards(random.Random(seed)) for seed in range(PAGES)]


@pytest.mark.parametrize("tool", TOOLS)
def test_cards_are_read_exactly_or_flagged(tool):
    flatten, floor = TOOLS[tool]
    right, every = 0, sum(len(page.records) for page in pages())
    for seed, page in enumerate(pages()):
        try:
            found = read(flatten(page.html))
        except DocumentRefused:
            continue
        assert not find_silent(page, found), seed
        doubted = {each.record for each in found.issues if each.needs_a_person} - {None}
        right += len(found.records) - len(doubted)
    assert right >= floor * every

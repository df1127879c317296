"""What a hostile page prints is shown as text: nothing in it acts, styles, links or leaves its place."""

import json
from dataclasses import replace

import pytest

from pipeline.formats.pages import public_page, report
from pipeline.source import GENERAL
from tests.browser.visitor import Visitor
from tests.releases import release_of_rows
from tests.rows import raw_record

NAMES = (
    "<script>window.acted = 1</script>",
    "</script><script>window.acted = 2</script>",
    "</style><style>body { display: none }</style>",
    '" onfocus="window.acted = 3" autofocus tabindex="0" x="',
    "' onclick='window.acted = 4",
    "<img src=x onerror=window.acted=5>",
    "{{ 7 * 7 }} {% raw %} ${7*7}",
    "Club \u202egnp.exe",
    "<svg onload=window.acted=6><a href=javascript:window.acted=7>x</a>",
    "<!-- <script> --> ]]> \\u003c/script\\u003e",
    '"}],"@type":"Evil',
    "<meta http-equiv=refresh content='0;url=https://example.org/'>",
    "<base href=https://example.org/><iframe src=https://example.org/>",
    "javascript:window.acted=8",
)
TEXT = "Boxing</p></article><style>*{color:red}</style>|javascript:alert(1)|=HYPERLINK(1)"


@pytest.fixture(scope="module")
def hostile():
    rows = [
        raw_record(
            n,
            name=name,
            description=f"{TEXT}|{name}",
            age=name,
            area=f"<b>{name}",
            contact=name,
            url=f"javascript:window.acted={n}",
        )
        for n, name in enumerate(NAMES, 1)
    ]
    dataset = release_of_rows(GENERAL, rows)
    entries = tuple(
        replace(each, record=replace(each.record, service=replace(each.record.service, name=name)))
        for each, name in zip(dataset.entries, NAMES, strict=True)
    )
    return replace(dataset, entries=entries)


@pytest.fixture
def visit(browser, hostile, tmp_path):
    for path, content in (*report.files(hostile, {}), *public_page.files(hostile)):
        (tmp_path / path).write_bytes(content)
    visitor = Visitor(browser, tmp_path)
    yield visitor
    visitor.close()
    assert visitor.complaints == []
    assert [url for url in visitor.requests if not url.startswith("file:")] == []


@pytest.mark.parametrize("path", ["index.html", "report.html"])
def test_nothing_acts(visit, path):
    page = visit(path)
    for each in page.locator("summary:visible").all():
        each.click()
    page.get_by_role("spinbutton", name="Age").fill(
        "10"
    )  # no age here is understood: all are listed as uncertain
    page.locator("#unsure summary").click()
    assert page.locator("#unsure a").all_inner_texts() == [" ".join(each.split()) for each in NAMES]
    page.wait_for_timeout(200)
    assert page.evaluate("window.acted") is None
    assert page.locator("body").evaluate("node => getComputedStyle(node).display") == "block"
    assert page.locator("script:not([type])").count() == 1
    assert page.locator("style").count() == 1
    assert page.locator("img, iframe, base, object, embed, [onfocus], [onclick], [onload]").count() == 0
    links = page.locator("a").evaluate_all("nodes => nodes.map(node => node.protocol)")
    assert set(links) <= {"file:", "https:", "http:", "mailto:", "about:"}


@pytest.mark.parametrize("path", ["index.html", "report.html"])
def test_every_name_is_read_as_it_was_printed(visit, path):
    page = visit(path)
    shown = page.locator("#services [data-words]").evaluate_all(
        "nodes => nodes.map(node => node.querySelector('h2, summary').textContent)"
    )
    assert shown == list(NAMES)


def test_a_direction_mark_turns_only_its_own_cell(visit):
    page = visit("index.html")
    heading = page.locator("h2", has_text="Club").first
    assert heading.evaluate("node => getComputedStyle(node).unicodeBidi") == "isolate"


def test_linked_data_holds_the_names_whole(visit):
    page = visit("index.html")
    blocks = page.locator("script[type='application/ld+json']")
    assert blocks.count() == 1
    linked = json.loads(blocks.text_content())
    assert [each["name"] for each in linked["hasPart"]] == list(NAMES)
    assert {each["@type"] for each in linked["hasPart"]} == {"Service"}


@pytest.mark.parametrize("path", ["index.html", "report.html"])
def test_the_policy_blocks_what_escaping_would_let_by(browser, hostile, tmp_path, path):
    """Were a cell ever written unescaped, the browser itself would still refuse it."""
    pages = dict((*report.files(hostile, {}), *public_page.files(hostile)))
    planted = b"<main><script>window.acted = 9</script><style>body{display:none}</style><img src='https://example.org/x.png'>"
    (tmp_path / path).write_bytes(pages[path].replace(b"<main>", planted, 1))
    visitor = Visitor(browser, tmp_path)
    page = visitor(path)
    assert page.evaluate("window.acted") is None
    assert page.locator("body").evaluate("node => getComputedStyle(node).display") == "block"
    assert len(visitor.complaints) >= 3, visitor.complaints
    visitor.close()

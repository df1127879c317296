"""Two thousand services still make one small page, and it filters them all."""

import pytest

from benchmarks.pages import many_services
from pipeline.formats.pages import public_page
from tests.browser.visitor import Visitor

MOST_BYTES = 2_000_000


@pytest.fixture(scope="module")
def page_bytes():
    return dict(public_page.files(many_services(2000)))["index.html"]


def test_two_thousand_services_stay_under_two_megabytes(page_bytes):
    assert page_bytes.count(b"<article") == 2000
    assert len(page_bytes) < MOST_BYTES


def test_two_thousand_services_are_filtered_with_the_uncertain_ones_listed(browser, page_bytes, tmp_path):
    """How fast is measured by `python -m benchmarks pages`, where the machine can be idle."""
    (tmp_path / "index.html").write_bytes(page_bytes)
    visitor = Visitor(browser, tmp_path)
    page = visitor("index.html")
    page.get_by_role("combobox", name="Area").select_option(label="Thanet")
    page.locator("#unsure summary").click()
    page.locator("#unsure a").first.wait_for(state="attached")
    listed = page.locator("#unsure a").count()
    page.get_by_label("Words").fill("number 3")
    fewer = (
        "listed => { const n = document.querySelectorAll('#unsure a').length; return 0 < n && n < listed }"
    )
    page.wait_for_function(fewer, arg=listed)  # the list is written anew a moment after the words
    visitor.close()


def test_two_thousand_services_are_filtered(browser, page_bytes, tmp_path):
    (tmp_path / "index.html").write_bytes(page_bytes)
    visitor = Visitor(browser, tmp_path)
    page = visitor("index.html")
    page.get_by_label("Words").fill("number 1234")
    assert page.get_by_role("status").inner_text() == "1 service of 2000"
    assert page.locator("#services [data-words]:visible").count() == 1
    visitor.close()

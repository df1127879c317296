"""Debian's Chromium, started once; where there is none, the tests that need it are skipped."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from pipeline.formats.pages import public_page, report
from tests.browser import chromium
from tests.browser.visitor import Visitor
from tests.releases import real_release

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    program = chromium.find()
    if not program:
        pytest.skip(chromium.MISSING)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def dataset():
    return real_release()


@pytest.fixture(scope="session")
def folder(dataset, tmp_path_factory) -> Path:
    """The two pages on disk."""
    folder = tmp_path_factory.mktemp("pages")
    for path, content in (*report.files(dataset, {}), *public_page.files(dataset)):
        (folder / path).write_bytes(content)
    return folder


@pytest.fixture
def visit(browser, folder) -> Iterator[Visitor]:
    """Opens pages from disk; at the end, nothing was asked of a network and no script complained."""
    visitor = Visitor(browser, folder)
    yield visitor
    visitor.close()
    assert visitor.complaints == []
    assert [url for url in visitor.requests if not url.startswith("file:")] == []

"""Debian's Chromium, started once. Where it is missing it is installed if that can be done, else said."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from pipeline.formats import public_page, report
from tests.browser.visitor import Visitor
from tests.releases import real_release

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
MISSING = "no chromium for the browser tests: run `apt-get install chromium`"


def _chromium() -> str | None:
    return shutil.which("chromium") or shutil.which("chromium-browser")


def _install() -> None:
    apt = shutil.which("apt-get")
    if apt and os.geteuid() == 0:
        for arguments in (["update", "-q"], ["install", "-qy", "--no-install-recommends", "chromium"]):
            subprocess.run([apt, *arguments], check=False, capture_output=True, timeout=300)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not _chromium():
        _install()
    chromium = _chromium()
    if not chromium:
        pytest.skip(MISSING)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def dataset():
    return real_release()


@pytest.fixture(scope="session")
def folder(dataset, tmp_path_factory) -> Path:
    """The two pages on disk."""
    folder = tmp_path_factory.mktemp("pages")
    for path, content in (*report.files(dataset), *public_page.files(dataset)):
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

"""A person at a browser, who notes every complaint and every request."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page


class Visitor:
    """Opens pages of a folder by name, each in its own context."""

    def __init__(self, browser: Browser, folder: Path) -> None:
        self._browser, self._folder = browser, folder
        self._contexts: list[BrowserContext] = []
        self.complaints: list[str] = []
        self.requests: list[str] = []

    def __call__(self, name: str, *, width: int = 1280, **options: Any) -> Page:
        context = self._browser.new_context(viewport={"width": width, "height": 900}, **options)
        self._contexts.append(context)
        context.set_default_timeout(8_000)
        page = context.new_page()
        page.on("console", lambda each: self._hear(each.type, each.text))
        page.on("pageerror", lambda each: self._hear("error", str(each)))
        page.on("request", lambda each: self.requests.append(each.url))
        page.goto((self._folder / name).as_uri())
        return page

    def _hear(self, kind: str, text: str) -> None:
        if kind in ("error", "warning"):
            self.complaints.append(text)

    def close(self) -> None:
        for each in self._contexts:
            each.close()


def shown_names(page: Page) -> list[str | None]:
    """The services that the filter leaves on the page, in its order."""
    return [
        each.locator("h2, summary").first.text_content()
        for each in page.locator("#services [data-words]:visible").all()
    ]


def sideways(page: Page) -> int:
    """By how many pixels the page as a whole is wider than the window."""
    wide: int = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return wide

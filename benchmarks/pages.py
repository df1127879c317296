"""The public page with 2,000 services: its size, and how long a filter takes in a browser."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import replace
from pathlib import Path
from statistics import median

from pipeline.dataset import Dataset
from pipeline.formats.pages import public_page
from tests.releases import real_release

PAGE = Path(__file__).resolve().parents[1] / "docs" / "benchmarks" / "pages.md"
SERVICES = 2000
# From the keystroke's event to the next frame that is painted.
TIMED = """words => new Promise(done => {
  const form = document.getElementById('find'), start = performance.now();
  form.words.value = words;
  form.words.dispatchEvent(new Event('input', { bubbles: true }));
  const filtered = performance.now() - start;
  document.body.offsetHeight;
  const laid = performance.now() - start;
  done([filtered, laid]);
})"""


def many_services(number: int) -> Dataset:
    """A release of so many services, each like one of the real page's, numbered."""
    dataset = real_release()
    entries = []
    for n in range(number):
        entry = dataset.entries[n % len(dataset.entries)]
        service = replace(entry.record.service, name=f"{entry.record.service.name} number {n}")
        record = replace(entry.record, service=service)
        entries.append(replace(entry, id=f"00000000-0000-5000-8000-{n:012d}", record=record))
    return replace(dataset, entries=tuple(entries))


def main() -> None:
    """docs/benchmarks/pages.md is written and printed."""
    content = dict(public_page.files(many_services(SERVICES)))["index.html"]
    text = "\n".join(["## The public page", "", *_lines(content), ""])
    PAGE.write_text(text, encoding="utf-8", newline="\n")
    print(text)


def _lines(content: bytes) -> list[str]:
    size = f"With {SERVICES:,} services `index.html` has {len(content) / 1e6:.2f} MB (budget: 2 MB)."
    chromium = shutil.which("chromium")
    if not chromium:
        return [size, "", "Chromium is not installed, so the filter was not timed."]
    times = _times(chromium, content)
    filtered, laid = (median(column) for column in zip(*times, strict=True))
    worst = max(each[1] for each in times)
    return [
        size,
        "",
        f"Chromium filters them by words in {filtered:.0f} ms, and in {laid:.0f} ms with the new layout "
        f"(median of {len(times)} filters, worst {worst:.0f} ms; budget: 100 ms).",
    ]


def _times(chromium: str, content: bytes) -> list[tuple[float, float]]:
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        path = Path(folder) / "index.html"
        path.write_bytes(content)
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        page.goto(path.as_uri())
        words = ["b", "bo", "boxing", "", "number 12", "young", "", "mentoring", "zzz", ""]
        times = [tuple(page.evaluate(TIMED, each)) for each in words]
        browser.close()
    return times


if __name__ == "__main__":
    main()

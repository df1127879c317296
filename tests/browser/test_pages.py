"""The report and the public page in a real browser, opened from disk."""

from dataclasses import replace
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from pipeline.dataset import Change, ChangeKind, FieldChange
from pipeline.formats.pages import report
from tests.browser.visitor import Visitor, shown_names, sideways
from tests.releases import second_release

SCREENSHOTS = Path(__file__).resolve().parents[2] / "build" / "screenshots"
PAGES = ("index.html", "report.html")
# A browser does not draw a card until it is scrolled to, and a picture of the whole page scrolls to none.
DRAW_ALL = """() => document.querySelectorAll('.service').forEach(
  each => { each.style.contentVisibility = 'visible'; })"""


def is_there(service, place) -> bool:
    """True where the service certainly serves the place."""
    around = {place.code, *place.part_of}
    return any(area.code in around or place.code in area.within for area in service.areas)


def may_be_there(service, place) -> bool:
    """True where one of the service's areas may mean the place."""
    open_ones = [each for each in service.areas if not each.code and not each.within]
    return not service.areas or any(not a.candidates or place.code in a.candidates for a in open_ones)


def suits(ages, age: int) -> bool:
    return bool(ages) and (ages.minimum or 0) <= age <= (999 if ages.maximum is None else ages.maximum)


def expected(dataset, area: str, age: int) -> tuple[list[str], list[str]]:
    """The services for the area and age, from the records alone: the certain ones, and those that may be."""
    place = next(each for each in dataset.source.gazetteer if each.name == area and each.code)
    services = [each.record.service for each in dataset.entries]
    certain = [each for each in services if suits(each.ages, age) and is_there(each, place)]
    possible = [
        each
        for each in services
        if each not in certain
        and (suits(each.ages, age) or each.ages is None)
        and (is_there(each, place) or may_be_there(each, place))
    ]
    return [each.name for each in certain], [each.name for each in possible]


def filtered(page, area: str, age: int):
    page.get_by_role("combobox", name="Area").select_option(label=area)
    page.get_by_role("spinbutton", name="Age").fill(str(age))
    return page


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("wanted", [("Thanet", 15, 0), ("Thanet", 18, 2), ("Maidstone", 15, 1)])
def test_area_and_age_leave_the_right_services(visit, dataset, name, wanted):
    page = visit(name)
    area, age, more = wanted
    certain, possible = expected(dataset, area, age)
    assert len(shown_names(page)) == len(dataset.entries)
    filtered(page, area, age)
    assert shown_names(page) == certain
    said = page.get_by_role("status").inner_text()
    assert said.startswith(f"{len(certain)} services of {len(dataset.entries)}")
    assert len(possible) == more
    assert (f"; {more} more may fit" in said) is page.locator("#unsure").is_visible() is (more > 0)
    assert 3 < len(certain) < len(dataset.entries)


@pytest.mark.parametrize("name", PAGES)
def test_a_service_of_uncertain_area_is_listed_and_its_link_shows_it(visit, dataset, name):
    certain, possible = expected(dataset, "Thanet", 18)
    page = filtered(visit(name), "Thanet", 18)
    page.locator("#unsure summary").press("Enter")
    links = page.locator("#unsure a")
    links.nth(1).wait_for()
    assert links.all_inner_texts() == possible
    links.first.press("Enter")
    assert set(shown_names(page)) == {*certain, possible[0]}
    target = page.locator(links.first.get_attribute("href"))
    assert target.inner_text() == possible[0]
    assert 0 <= target.evaluate("node => node.getBoundingClientRect().top") < 900
    page.get_by_label("Words").fill("no service has these words")
    assert not page.locator("#unsure").is_visible()


@pytest.mark.parametrize("name", PAGES)
def test_words_find_services_and_clear_brings_all_back(visit, dataset, name):
    page = visit(name)
    page.get_by_label("Words").fill("BOXING")
    truth = [
        each.record.service.name
        for each in dataset.entries
        if "boxing" in f"{each.record.service.name} {each.record.service.description}".casefold()
    ]
    assert shown_names(page) == truth != []
    page.get_by_role("button", name="Clear").click()
    page.wait_for_function(
        f"document.querySelectorAll('#services [data-words]:not([hidden])').length == {len(dataset.entries)}"
    )


def test_a_record_opens_to_its_printed_words(visit, dataset):
    page = visit("report.html")
    entry = next(each for each in dataset.entries if each.record.derivations)
    row = page.locator("#services > tbody > tr").nth(dataset.entries.index(entry))
    row.locator("summary").click()
    derivation = entry.record.derivations[0]
    assert row.get_by_role("cell", name=derivation.published, exact=True).first.is_visible()
    assert entry.record.raw.cells[0].texts[0] in row.locator("dl").inner_text()


def test_a_heading_sorts_its_column(visit, dataset):
    page = visit("report.html")
    page.get_by_role("button", name="Service", exact=True).press("Enter")
    names = shown_names(page)
    assert names != [each.record.service.name for each in dataset.entries]
    assert sorted(names, key=str.casefold)[0] == names[0]
    assert page.locator("#services th[aria-sort]").get_attribute("aria-sort") == "ascending"


def test_the_keyboard_alone_reaches_and_filters(visit, dataset):
    page = visit("report.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    for _ in range(200):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == "words":
            break
    page.keyboard.type(dataset.entries[4].record.service.name)
    assert shown_names(page)[0] == dataset.entries[4].record.service.name
    while page.evaluate("document.activeElement.tagName") != "SUMMARY":
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.parentElement.open")


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("narrowed", [False, True])
def test_axe_finds_nothing_serious(visit, name, scheme, narrowed):
    page = visit(name, color_scheme=scheme)
    if narrowed:
        filtered(page, "Thanet", 18).locator("#unsure summary").click()
        page.locator("#unsure a").first.wait_for()
    found = Axe().run(page).response["violations"]
    assert [
        (e["id"], e["nodes"][0]["html"][:200]) for e in found if e["impact"] in ("serious", "critical")
    ] == []


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280, 3840])
def test_no_width_scrolls_the_page_sideways(visit, name, scheme, width):
    page = visit(name, width=width, color_scheme=scheme)
    assert sideways(page) <= 0
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    page.evaluate(DRAW_ALL)
    whole = width < 3000  # at 4k one screen of it: a picture of all is more than some browsers can hold
    page.set_viewport_size({"width": width, "height": 900 if whole else 2160})
    page.screenshot(path=SCREENSHOTS / f"{Path(name).stem}-{width}-{scheme}.png", full_page=whole)


@pytest.mark.parametrize("name", PAGES)
def test_text_at_twice_its_size_still_fits(visit, name):
    page = visit(name, width=640)
    page.evaluate("document.documentElement.style.setProperty('font-size', '200%')")
    assert sideways(page) <= 0


@pytest.mark.parametrize("name", PAGES)
def test_without_script_the_page_is_still_read(visit, dataset, name):
    page = visit(name, java_script_enabled=False)
    assert len(shown_names(page)) == len(dataset.entries)
    assert not page.locator("#find").is_visible()


def test_only_the_outer_tables_can_be_sorted(visit):
    page = visit("report.html")
    assert page.locator("table.sortable > thead button").count() > 0
    assert page.locator("details table button").count() == 0


def test_a_mailbox_is_a_link_that_mail_programs_understand(visit, dataset):
    page = visit("index.html")
    links = [each.get_attribute("href") for each in page.locator("a[href^='mailto:']").all()]
    assert links == [f"mailto:{each.email}" for e in dataset.entries for each in e.record.service.contacts]


def test_both_sides_of_a_change_are_seen_on_a_narrow_screen(browser, dataset, tmp_path):
    ages = FieldChange("minimum_age", "8", "9", "8-12", "9-12")
    changes = (Change(ChangeKind.CHANGED, dataset.entries[0].id, "Club", (ages,)),)
    changed = replace(second_release(dataset), previous_sha256="0", changes=changes)
    for path, content in report.files(changed, {}):
        (tmp_path / path).write_bytes(content)
    visitor = Visitor(browser, tmp_path)
    page = visitor("report.html", width=320)
    for printed in ("on the page: 8-12", "on the page: 9-12"):
        box = page.get_by_text(printed, exact=True).bounding_box()
        assert box["x"] >= 0 and box["x"] + box["width"] <= 320
    assert sideways(page) <= 0
    visitor.close()

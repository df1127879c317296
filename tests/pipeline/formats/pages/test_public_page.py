"""The public page as a file: what it says, what it must not say, and that nothing in it leads astray."""

import json
import re
from dataclasses import replace

import pytest
from bs4 import BeautifulSoup

from pipeline.formats.pages import public_page
from pipeline.formats.pages.rendering import day_text
from pipeline.formats.pages.shown import DOWNLOADS
from pipeline.model import AgeRange, Contact
from pipeline.source import GENERAL
from tests.pipeline.formats.releases import with_policy, with_service
from tests.releases import real_release, release_of_rows
from tests.rows import raw_record

LOADS = ("src", "srcset", "data", "poster", "action", "formaction", "background", "ping")
HOSTILE = (
    "<script>alert(1)</script>",
    "</script><script>alert(2)</script>",
    '"><img src=x onerror=alert(3)>',
    "' onclick='alert(4)",
    "{{ 7 * 7 }}",
    "javascript:alert(5)",
)


def text_of(dataset) -> str:
    return dict(public_page.files(dataset))["index.html"].decode()


def page_of(dataset) -> BeautifulSoup:
    return BeautifulSoup(text_of(dataset), "lxml")


def linked_of(page: BeautifulSoup) -> dict:
    (block,) = page.select("script[type='application/ld+json']")
    return json.loads(block.string)


def cards(page: BeautifulSoup) -> list:
    return page.select("#services > article")


@pytest.fixture(scope="module")
def dataset():
    return real_release()


@pytest.fixture(scope="module")
def page(dataset):
    return page_of(dataset)


def test_every_service_has_its_card_without_any_script(dataset, page):
    services = [each.record.service for each in dataset.entries]
    assert [each.h2.get_text() for each in cards(page)] == [each.name for each in services]
    for card, service in zip(cards(page), services, strict=True):
        words = card.get_text()
        assert not card.has_attr("hidden")
        assert service.description in words
        assert all(area.name in words for area in service.areas)
        assert all(each.email in words for each in service.contacts)
    assert page.select_one("#find").has_attr("hidden"), "a form that does nothing is not shown"


def test_an_organisation_stands_below_the_name_only_where_it_is_another(dataset):
    named = with_service(dataset, 1, name="Police", organization="Police")
    named = with_service(named, 2, organization="Trust")
    said = [[each.get_text() for each in card.select("p.quiet")] for card in cards(page_of(named))]
    assert said[:2] == [[], ["Trust"]]


def test_the_source_its_date_and_its_licence_are_stated(dataset, page):
    words = page.get_text(" ")
    source = dataset.source
    assert source.publisher.name in words and source.licence.title in words
    assert day_text(dataset.page_date) in words and day_text(dataset.as_of) in words
    stated = [each["datetime"] for each in page.select("time")]
    assert stated == [str(dataset.page_date), str(dataset.as_of)]
    assert page.select_one("header a")["href"] == source.page.url
    assert page.title.get_text() == page.h1.get_text() == source.title


def test_a_page_without_a_date_says_so(dataset):
    page = page_of(replace(dataset, page_date=None))
    assert "states no date" in page.header.get_text()
    assert "dateModified" not in linked_of(page)


def test_each_download_is_explained_beside_its_link(page):
    listed = page.select("section[aria-labelledby=downloads] li")
    assert [(each.a["href"], each.get_text().removeprefix(f"{each.a['href']}: ")) for each in listed] == [
        *DOWNLOADS
    ]


def test_a_download_is_a_file_of_the_release(dataset):
    from pipeline.formats.registry import FORMATS

    written = {path for files in FORMATS for path, _ in files(dataset)}
    assert {path for path, _ in DOWNLOADS} <= written


def test_linked_data_has_the_dataset_and_its_services(dataset, page):
    linked = linked_of(page)
    assert (linked["@context"], linked["@type"]) == ("https://schema.org", "Dataset")
    assert linked["dateModified"] == dataset.page_date.isoformat()
    assert [(each["@id"], each["name"]) for each in linked["hasPart"]] == [
        (f"urn:uuid:{each.id}", each.record.service.name) for each in dataset.entries
    ]
    assert [each.get("areaServed", []) for each in linked["hasPart"]] == [
        [area.name for area in each.record.service.areas] for each in dataset.entries
    ]
    assert [each["contentUrl"] for each in linked["distribution"]] == [path for path, _ in DOWNLOADS]


def test_nothing_is_loaded_from_anywhere(page):
    loading = [(each.name, name) for each in page.find_all(True) for name in LOADS if each.has_attr(name)]
    assert loading == []
    assert page.find_all(["link", "img", "iframe", "object", "embed", "base", "audio", "video"]) == []
    assert not re.search(r"url\(|@import", page.style.string)
    policy = page.select_one("meta[http-equiv=Content-Security-Policy]")["content"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy and "http" not in policy


def test_hostile_words_stay_words():
    rows = [
        raw_record(n, name=f"Club {n}", description=words, age=words, area=words, contact=words, url=words)
        for n, words in enumerate(HOSTILE, 1)
    ]
    page = page_of(release_of_rows(GENERAL, rows))
    assert len(page.find_all("script")) == 2 and not page.find_all("img")
    allowed = {"class", "id", "data-find", "href", "rel"}
    for card, words in zip(cards(page), HOSTILE, strict=True):
        assert words in card.get_text(" ")
        assert {name for each in card.find_all(True) for name in each.attrs} <= allowed
        assert {name for name in card.attrs if not name.startswith("data-")} == {"class"}
        assert all(each["href"].startswith(("https:", "http:", "mailto:")) for each in card.find_all("a"))


@pytest.mark.parametrize(
    ("mailboxes", "shown"),
    [("all", {"help@example.org", "jo.bloggs@example.org"}), ("role", {"help@example.org"}), ("none", set())],
)
def test_only_the_contacts_that_the_policy_allows_are_told(dataset, mailboxes, shown):
    contacts = (Contact("help@example.org", "North"), Contact("jo.bloggs@example.org", None, True))
    changed = with_policy(with_service(dataset, 1, contacts=contacts), mailboxes=mailboxes)
    text = text_of(changed)
    assert {each for each in ("help@example.org", "jo.bloggs@example.org") if each in text} == shown
    links = cards(page_of(changed))[0].select("a[href^=mailto]")
    assert {each["href"] for each in links} == {f"mailto:{each}" for each in shown}


def test_what_is_not_known_is_said_to_be_so(dataset):
    bare = with_service(dataset, 1, ages=None, areas=(), contacts=(), description=None)
    card = cards(page_of(bare))[0]
    facts = dict(zip([e.get_text() for e in card.select("dt")], card.select("dd"), strict=True))
    assert facts["Ages"].get_text().startswith("not known")
    assert facts["Areas"].get_text() == "not stated"
    assert card["data-maybe"] == "*" and not card.has_attr("data-low")


def test_all_ages_is_not_the_same_as_no_age(dataset):
    card = cards(page_of(with_service(dataset, 1, ages=AgeRange(None, None))))[0]
    assert (card["data-low"], card["data-high"]) == ("", "")
    assert "all ages" in card.get_text()


def test_an_area_of_several_meanings_may_be_any_of_them_alone(dataset, page):
    codes = {each.name: each.code for each in dataset.source.gazetteer if each.kind == "authority"}
    meant = {codes["Folkestone and Hythe"], codes["Maidstone"]}
    assert set(cards(page)[0]["data-maybe"].split("|")) == meant
    assert not meant & set(cards(page)[0]["data-areas"].split("|"))
    assert sum(each.has_attr("data-maybe") for each in cards(page)) == 3

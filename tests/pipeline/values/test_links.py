"""What stands behind a link is read, and never told as if the page printed it."""

from __future__ import annotations

from pipeline.extract import extract
from pipeline.inspect import inspect
from pipeline.model import Record, Role, Snapshot
from pipeline.normalise import normalise
from pipeline.source import GENERAL
from tests.rows import codes

HEADINGS = ("Name", "Service provided", "Age", "Phone", "Website", "Contact")


def page(**cells: str) -> bytes:
    """A page with a table of two rows, whose first has these cells."""
    first = {"name": "A Club", "about": "Judo", "age": "8-9", "phone": "", "url": "", "contact": "", **cells}
    second = ("B Club", "Chess", "8-9", "01622 690690", "www.b.org", "b@b.org")
    rows = ("".join(f"<td>{each}</td>" for each in row) for row in (first.values(), second))
    heads = "".join(f"<th>{each}</th>" for each in HEADINGS)
    body = "".join(f"<tr>{row}</tr>" for row in rows)
    return f'<html><meta charset="utf-8"><table><tr>{heads}</tr>{body}</table></html>'.encode()


def read(**cells: str) -> Record:
    snapshot = Snapshot("page", "page.html", page(**cells), "")
    return normalise(extract(snapshot, GENERAL), GENERAL).items[0]


def traces(made: Record) -> dict[str, tuple[str, str, str]]:
    traced = (each for each in made.derivations if "age" not in each.field)
    return {each.field: (each.printed, each.published, each.rule) for each in traced}


def test_an_address_behind_words_is_published_without_a_label_and_traced() -> None:
    made = read(contact='<a href="mailto:A@a.org">Send an email</a>')
    assert [(each.email, each.label) for each in made.service.contacts] == [("a@a.org", None)]
    assert traces(made) == {"contacts.0.email": ("Send an email", "a@a.org", "address-from-link")}
    assert codes(made) == ["link-address", "contact-told"]
    assert not made.flagged


def test_the_printed_cell_has_the_words_alone() -> None:
    content = page(contact='<a href="mailto:a@a.org">Send an email</a>')
    made = read(contact='<a href="mailto:a@a.org">Send an email</a>')
    assert made.raw.printed(Role.CONTACT) == "Send an email"
    assert inspect("page.html", content, GENERAL)["records"][0]["cells"]["contact"] == ["Send an email"]


def test_a_name_before_a_link_is_its_label_and_an_order_not_to_write_is_kept() -> None:
    named = read(contact='<a href="mailto:a@a.org">Emma Price</a>')
    assert [each.label for each in named.service.contacts] == ["Emma Price"]
    assert not named.flagged
    warned = read(contact='Do not email <a href="mailto:a@a.org">A Club</a>')
    assert warned.flagged


def test_a_link_without_words_is_read_too() -> None:
    made = read(contact='<a href="mailto:a@a.org"><img src="m.png"></a>', url='<a href="https://a.org/"></a>')
    assert [each.email for each in made.service.contacts] == ["a@a.org"]
    assert made.service.urls == ("https://a.org/",)
    assert made.raw.printed(Role.CONTACT) == made.raw.printed(Role.URL) == ""


def test_the_words_of_a_link_to_a_page_call_for_nobody() -> None:
    for words in ("Visit website", "B Club's website", "here"):
        made = read(url=f'<a href="https://a.org">{words}</a>')
        assert made.service.urls == ("https://a.org",)
        assert codes(made) == ["link-address"]
        assert traces(made)["urls.0"] == (words, "https://a.org", "address-from-link")


def test_words_that_are_a_broken_address_or_a_warning_are_told_beside_a_link() -> None:
    for words in ("http://a,org", "Website closed"):
        made = read(url=f'<a href="https://a.org">{words}</a>')
        assert codes(made) == ["link-address", "url-refused"]
        assert made.flagged


def test_a_number_behind_a_link_is_published_and_traced() -> None:
    made = read(phone='<a href="tel:+441622690000">Ring us</a>')
    assert made.service.phones == ("+441622690000",)
    assert traces(made)["phones.0"] == ("Ring us", "+441622690000", "address-from-link")
    assert codes(made) == ["link-address"]


def test_rows_whose_links_differ_are_not_the_same() -> None:
    made = read(name="B Club", contact='<a href="mailto:a@a.org">Send an email</a>')
    assert "row-repeated" not in codes(made)

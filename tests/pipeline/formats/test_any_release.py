"""Whatever a page says, the release of a sound reading passes our checks, the schemas and a round trip."""

import datetime as dt
import json
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import structs

from pipeline.dataset import Entry
from pipeline.formats.checks.release import check_release
from pipeline.formats.csv_cells import read_csv
from pipeline.formats.flat.rows import from_cells
from pipeline.identifiers import identifier
from pipeline.issues import Severity
from pipeline.model import AgeRange, Amount, Area, Contact, Derivation, Service
from pipeline.values.areas import values_of
from tests.gold import gold_dataset
from tests.pipeline.formats import official, releases
from tests.releases import real_release
from tests.rows import patch

GOLD = gold_dataset()
PLACES = GOLD.source.gazetteer

WORDS = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=30)
TEXT = st.one_of(WORDS, st.sampled_from(["=1+1", "-", "@club", "'", "a; b", "x\\", "“q”", "|", "n/a", "+44"]))
TEXT = TEXT.map(lambda text: " ".join(text.split())).filter(bool)


@st.composite
def areas(draw):
    place = draw(st.sampled_from(PLACES))
    printed = draw(TEXT)
    if draw(st.booleans()):
        return Area(printed, place.name, place.kind, place.code, place.within)
    return Area(
        printed, printed, "unknown", None, (), draw(st.sampled_from([(), ("E07000112", "E07000110")]))
    )


CONTACTS = st.builds(
    Contact,
    st.sampled_from(["a.b@example.org", "a-b@example.org", "y@example.museum"]),
    st.none() | TEXT,
    st.booleans(),
)
LINKS = st.sampled_from(["https://example.org", "http://localhost:80/x", "https://example.org/@club?a=b#c"])


@st.composite
def services(draw):
    low, high = sorted(draw(st.tuples(st.integers(0, 120), st.integers(0, 120))))
    ages = st.sampled_from(
        [None, AgeRange(None, None), AgeRange(low, None), AgeRange(None, high), AgeRange(low, high)]
    )
    return Service(
        name=draw(TEXT),
        organization=draw(st.none() | TEXT),
        alternate_names=tuple(draw(st.lists(TEXT, max_size=2))),
        description=draw(st.none() | TEXT),
        ages=draw(ages),
        areas=tuple(draw(st.lists(areas(), max_size=3))),
        contacts=tuple(draw(st.lists(CONTACTS, max_size=3))),
        phones=tuple(draw(st.lists(st.sampled_from(["+441622000000", "+441634000000"]), max_size=2))),
        urls=tuple(draw(st.lists(LINKS, max_size=3))),
        amount=draw(st.none() | st.builds(Amount, st.decimals(0, 10**6, places=2), st.just("GBP"))),
        texts=tuple(draw(st.lists(st.tuples(TEXT, TEXT), max_size=2))),
    )


RULES = {"kind": "area-kind", "code": "area-code", "within": "lies-in", "candidates": "candidate"}


def derivations(service):
    """Every kind of derivation, with a chain of two steps behind the name."""
    yield Derivation("name", f"{service.name}  (x)", f"{service.name} (x)", "text-tidied")
    yield Derivation("name", f"{service.name} (x)", service.name, "name-part")
    if service.organization:
        yield Derivation("organization", f"{service.name} (x)", service.organization, "name-part")
    for number, each in enumerate(service.areas):
        for path, value in values_of(number, each):
            yield Derivation(path, each.printed, value, RULES.get(path.split(".")[2], "area-name"))
    for number, each in enumerate(service.contacts):
        yield Derivation(f"contacts.{number}.email", each.email.upper(), each.email, "email-lower")
        if each.label:
            yield Derivation(f"contacts.{number}.label", f"{each.label}: x", each.label, "contact-label")
    for number, each in enumerate(service.alternate_names):
        yield Derivation(f"alternate_names.{number}", f"{service.name} (x)", each, "name-former")
    if service.amount:
        yield Derivation("amount", "x", f"{service.amount.value} GBP", "amount-number")


@st.composite
def datasets(draw):
    entries = []
    for number, service in enumerate(draw(st.lists(services(), min_size=1, max_size=4)), 1):
        raw = structs.replace(GOLD.entries[0].record.raw, number=number)
        record = replace(
            GOLD.entries[number].record, raw=raw, service=service, derivations=tuple(derivations(service))
        )
        ident = identifier(GOLD.source, "service", service.name, str(number))
        entries.append(Entry(ident, record, dt.date(2026, 11, 23)))
    dataset = replace(GOLD, entries=tuple(entries), issues=())
    dataset = releases.with_policy(dataset, mailboxes=draw(st.sampled_from(["all", "role", "none"])))
    if draw(st.booleans()):
        dataset = replace(dataset, source=structs.replace(dataset.source, programme=None))
    return replace(dataset, page_date=draw(st.sampled_from([None, dt.date(2020, 12, 4), dataset.as_of])))


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(datasets())
def test_a_sound_reading_gives_a_release_without_errors(dataset):
    files = releases.render(dataset)
    errors = [each for each in check_release(files, PLACES) if each.severity is Severity.ERROR]
    assert errors == []
    rows = [from_cells(row) for row in read_csv(files["services.csv"])]
    assert rows == json.loads(files["services.json"])
    if official.STANDARDS is not None:
        _valid(files)


@pytest.mark.parametrize("mailboxes", ["all", "role", "none"])
def test_the_real_page_gives_a_release_without_errors_whatever_is_withheld(mailboxes):
    """The codes of places are no telephone numbers."""
    policy = structs.replace(GOLD.source.policy, mailboxes=mailboxes)
    files = releases.render(real_release(structs.replace(GOLD.source, policy=policy)))
    errors = [each for each in check_release(files, PLACES) if each.severity is Severity.ERROR]
    assert errors == []


PATCHES = [
    ("areas", "North Kent", ("Swale", "Gravesham")),
    ("areas", "Shepway", ("Swale", "Gravesham")),
    ("areas", "Shepway", ("Dover (town)",)),
    ("areas", "Shepway", ("E07000110", "Ash (village, E07000108)")),
    ("areas", "Shepway", ()),
    ("areas", "Tonbridge Luton Chatham Shepway", ("Medway",)),
    ("areas", "Tonbridge Luton Chatham Shepway", ()),
    ("name", "The Shed", "The Shed Project"),
    ("organization", "The Shed", "The Trust"),
    ("organization", "The Shed", ""),
    ("alternate_names", "The Shed", ("Den", "Hut")),
    ("minimum_age", "10-20", 11),
    ("contacts", "Caley.Walden@kent.police.uk", ("North <Help@example.org>", "b@example.org")),
    ("contacts", "Caley.Walden@kent.police.uk", ()),
]


@pytest.mark.parametrize(("field", "match", "value"), PATCHES)
def test_a_patched_reading_gives_a_release_without_errors(field, match, value):
    source = structs.replace(GOLD.source, patches=(patch(field, match, value),))
    dataset = real_release(source)
    assert "patch-unused" not in {each.code for each in dataset.issues}
    files = releases.render(dataset)
    said = [each for each in read_csv(files["issues.csv"]) if each["code"] == "patched"]
    assert said and all("“asked” (a clerk, 2026-01-02)" in each["message"] for each in said)
    errors = [each for each in check_release(files, PLACES) if each.severity is Severity.ERROR]
    assert errors == []
    if official.STANDARDS is not None:
        _valid(files)


def _valid(files):
    judged = [
        (official.compiled("hsds-3.1", "service_with_definitions"), "hsds-3.1/services.json"),
        (official.compiled("hsds-uk-3.0", "service_list"), "hsds-uk-3.0/services/index.json"),
    ]
    for validator, path in judged:
        for each in json.loads(files[path])["contents"]:
            assert official.faults(validator, each) == []
    for path, content in files.items():
        if path.startswith("hsds-uk-3.0/services/") and path.count("/") == 3:
            assert official.faults(official.compiled("hsds-uk-3.0", "service"), json.loads(content)) == []


def test_money_keeps_its_pence():
    dataset = releases.with_service(GOLD, 1, amount=Amount(Decimal("1500.10"), "GBP"))
    files = releases.render(dataset)
    assert read_csv(files["services.csv"])[0]["amount"] == "1500.10"
    assert json.loads(files["services.json"])[0]["amount"] == 1500.1

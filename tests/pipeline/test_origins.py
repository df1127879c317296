"""No release is made of two pages, or under two settings: each file says what it was made from."""

import datetime as dt
import hashlib

import pytest
from msgspec import structs

from pipeline import store
from pipeline.issues import StoreError
from pipeline.source import Policy
from tests.invented import NAMES, plant, run, seen

FIRST, SECOND = dt.date(2026, 1, 1), dt.date(2026, 1, 2)


@pytest.fixture
def source(tmp_path, monkeypatch):
    source = plant(tmp_path, monkeypatch)
    seen(source, FIRST, NAMES)
    run(source)
    return source


@pytest.mark.parametrize(
    ("again", "then", "stale", "other"),
    [
        (("extract",), "validate", "normalise", "extract"),
        (("extract",), "publish", "normalise", "extract"),
        (("extract", "normalise"), "publish", "validate", "normalise"),
    ],
)
def test_a_stage_that_was_left_out_is_named_and_nothing_is_published(source, again, then, stale, other):
    before = store.read_folder(store.output_folder(source.id))
    seen(source, SECOND, (*NAMES[:3], "Chess"))
    run(source, *again)
    with pytest.raises(StoreError) as caught:
        run(source, then)
    assert str(caught.value).count("\n") == 0
    assert f"{stale}.json: was made from another {other}.json." in str(caught.value)
    assert f"Run `python -m pipeline.{stale} {source.id}`" in str(caught.value)
    assert store.read_folder(store.output_folder(source.id)) == before


def test_all_stages_in_order_publish_the_new_page(source):
    seen(source, SECOND, (*NAMES[:3], "Chess"))
    run(source)
    assert b"Chess" in store.read_folder(store.output_folder(source.id))["services.csv"]


@pytest.mark.parametrize("then", ["normalise", "validate", "publish"])
def test_settings_that_changed_between_two_stages_are_told(source, then):
    changed = structs.replace(source, policy=Policy(currency="EUR"))
    with pytest.raises(StoreError, match="the source's TOML or a gazetteer file has changed since"):
        run(changed, then)
    run(changed)


def test_each_file_names_the_hashes_of_what_it_was_made_from(source):
    extracted = store.read_origin(source.id, "extract")
    assert list(extracted) == ["settings", "snapshot"]
    content = store.stage_file(source.id, "extract").read_bytes()
    made = store.read_origin(source.id, "normalise")
    assert made == {
        "settings": extracted["settings"],
        "extract.json": hashlib.sha256(content).hexdigest(),
    }
    assert store.origin_of(source, "normalise") == made


def test_a_file_of_an_earlier_version_is_made_again(source):
    store.write_bytes(store.stage_file(source.id, "validate"), b'{"issues": [], "checks": []}')
    with pytest.raises(StoreError, match=r"validate\.json: .* Run `python -m pipeline\.validate"):
        run(source, "publish")

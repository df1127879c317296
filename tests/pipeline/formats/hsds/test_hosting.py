"""The feed behind a real web server, walked as the Open Referral UK validator walks it."""

import json
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.formats.hsds.uk import walked
from pipeline.formats.hsds.walk import Response, fetch_from, to_checks, walk
from tests.gold import gold_dataset
from tests.pipeline.formats import hosting, official, releases
from tests.pipeline.formats.seeded import SEEDS

HOSTS = {"nginx": hosting.NGINX, "apache": hosting.APACHE, "plain": "python"}


@pytest.fixture(scope="module", params=list(HOSTS))
def fetch(request):
    if not HOSTS[request.param]:
        package = {"nginx": "nginx-light", "apache": "apache2"}[request.param]
        pytest.skip(f"{request.param} is not installed (Debian: apt-get install {package})")
    with tempfile.TemporaryDirectory() as name:  # pytest's own folders are closed to a server's workers
        root = releases.write(releases.gold_files(), Path(name) / "site") / "hsds-uk-3.0"
        serve = {"nginx": hosting.nginx, "apache": hosting.apache, "plain": hosting.plain}[request.param]
        with serve(root, Path(name) / "run") as port:
            yield hosting.client(port)


def official_judge(table, value):
    if table in ("service", "organization", "service_at_location"):
        return official.faults(official.compiled("hsds-uk-3.0", table), value)
    return official.faults(official.entity("hsds-uk-3.0", table), value)


def test_every_check_of_the_validator_passes(fetch):
    steps = walk(fetch)
    assert [each for each in steps if not each.passed] == []
    assert {each.endpoint for each in steps} >= {
        "/",
        "/services",
        "/services/{id}",
        "/taxonomies",
        "/taxonomy_terms/{id}",
        "/service_at_locations/{id}",
        "/organizations/{id}",
    }
    asked = next(each for each in steps if each.endpoint == "/services/{id}" and "FAILED" in each.check)
    assert asked.detail == "8 asked for"


@official.needed
def test_every_check_passes_with_the_official_schemas(fetch):
    assert [each for each in walk(fetch, official_judge) if not each.passed] == []


def test_the_walk_over_files_in_memory_is_the_walk_over_the_host(fetch):
    assert walk(fetch_from(releases.gold_files())) == _same_kind(walk(fetch))


def _same_kind(steps):
    """A host may leave out the charset: JSON is UTF-8 by definition."""
    kind = "application/json; charset=utf-8"
    return tuple(replace(each, detail=kind) if each.check == "CONTENT_TYPE" else each for each in steps)


def test_what_is_not_there_is_404_and_a_slash_or_query_changes_nothing(fetch):
    assert fetch("/nothing").status == 404
    assert fetch("/services/0").status == 404
    assert fetch("/services").status == 200
    assert fetch("/services").body == fetch("/services?page=1&per_page=50").body
    assert fetch("/services/").status == 200
    assert fetch("/not-carried.csv").headers["content-type"].startswith("text/csv")


def test_nginx_serves_no_settings_of_other_hosts(tmp_path):
    if not hosting.NGINX:
        pytest.skip("nginx is not installed")
    root = releases.write(releases.gold_files(), tmp_path / "site") / "hsds-uk-3.0"
    with hosting.nginx(root, tmp_path / "run") as port:
        fetch = hosting.client(port)
        for path in ("/.htaccess", "/nginx.conf", "/_headers", "/_redirects"):
            assert fetch(path).status == 404


@pytest.mark.parametrize(
    ("answer", "check"),
    [
        (Response(500), "REQUIRED_ENDPOINT_FAILED"),
        (Response(200, {}, b"<html>"), "INVALID_JSON"),
        (Response(301, {"location": "/services/"}), "NO_REDIRECT"),
        (Response(200, {"content-type": "text/html"}, b"{}"), "CONTENT_TYPE"),
        (Response(200, {}, b'{"contents": []}'), "EMPTY_FEED_WARNING"),
        (Response(200, {}, b'{"contents": [{"name": "x"}]}'), "NO_IDS_AVAILABLE"),
        (Response(200, {}, b'{"contents": [{"id": "x"}]}'), "SCHEMA_VALIDATION"),
        (Response(200, {}, b'{"total_pages": 3, "page_number": 1, "contents": []}'), "PAGINATION"),
    ],
)
def test_the_walk_sees_what_the_validator_would_report(answer, check):
    good = fetch_from(releases.gold_files())
    steps = walk(lambda path: answer if path.startswith("/services") else good(path))
    assert check in {each.check for each in steps if not each.passed}


def test_a_version_that_leads_to_another_profile_is_seen():
    seed = next(each for each in SEEDS if each.name == "a feed of another version")
    failed = [each.check for each in walk(fetch_from(seed.make())) if not each.passed]
    assert failed == ["PROFILE_DISCOVERY"]


def test_the_redirect_rules_cover_every_endpoint_that_has_content():
    files = releases.gold_files()
    rules = files["hsds-uk-3.0/_redirects"].decode()
    for path in files:
        parts = path.split("/")
        if len(parts) == 3 and parts[0] == "hsds-uk-3.0":
            assert f"/{parts[1]}  /{parts[1]}/index.json  200" in rules
            assert f"/{parts[1]}/:id  /{parts[1]}/:id/index.json  200" in rules


def test_the_root_is_what_the_validator_reads_first():
    root = json.loads(releases.gold_files()["hsds-uk-3.0/index.json"])
    assert root["version"] == "HSDS-UK-3.0"
    assert set(root) == {"version", "profile", "openapi_url"}


def test_the_report_has_a_row_for_each_of_the_validators_checks():
    good = to_checks(walk(fetch_from(releases.gold_files())))
    assert all(each.passed for each in good)
    names = {each.name for each in good}
    assert "REQUIRED_ENDPOINT_FAILED (Level 1, error)" in names
    assert "OPTIONAL_ENDPOINT_NON_SUCCESS (Level 2, warning)" in names
    assert walked(gold_dataset()) == tuple(each for each in good if "Hosting" not in each.name)
    seed = next(each for each in SEEDS if each.name == "a status left out")
    failed = [each for each in to_checks(walk(fetch_from(seed.make()))) if not each.passed]
    assert [each.name for each in failed] == ["SCHEMA_VALIDATION (Level 1, error)"]
    assert "status" in failed[0].detail

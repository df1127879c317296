"""No answer leads into this machine, its network or a cloud's, and a name is believed only once."""

import socket
import subprocess
from dataclasses import replace
from functools import partial

import pytest
from msgspec import structs

from pipeline import archive
from pipeline.scrape import scrape
from pipeline.scraping.means import Means, Trouble, trusted
from pipeline.scraping.safety import find_addresses, is_public, to_target
from tests.fetching import HASTY, make_source, permitting, write_toml
from tests.server import Site, redirect, reply

PAGE = b"<table><tr><th>Name<tr><td>Club</table>"


def codes(fetched):
    return [each.code for each in fetched.issues]


PRIVATE = [
    *("127.0.0.1", "127.8.9.10", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254"),
    *("100.64.0.1", "224.0.0.1", "255.255.255.255", "192.0.2.1", "198.18.0.1", "240.0.0.1"),
    *("::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "fd00:ec2::254", "ff02::1", "2001:db8::1"),
    *("::ffff:127.0.0.1", "::ffff:169.254.169.254", "64:ff9b::a9fe:a9fe", "2002:7f00:1::", "::127.0.0.1"),
]
UNSAFE = [
    *("http://127.0.0.1/", "http://localhost/", "http://localhost./", "http://2130706433/", "http://0x7f.1/"),
    *("http://0177.0.0.1/", "http://127.1/", "http://0/", "http://[::1]/", "http://[::ffff:127.0.0.1]/"),
    *("http://169.254.169.254/latest/meta-data/", "http://[fd00:ec2::254]/", "http://１２７.0.0.1/"),
    *("file:///etc/passwd", "ftp://example.org/", "gopher://127.0.0.1/", "javascript:alert(1)", "//a.org/"),
    *("example.org", "http://", "http://user:word@example.org/", "http://@example.org/", "http://[::1"),
    *("http://example.org\\@127.0.0.1/", "http://exa\tmple.org/", "http://127.0.0.1:99999/"),
]


@pytest.mark.parametrize("address", PRIVATE)
def test_an_address_off_the_public_internet_is_known(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", ["1.1.1.1", "151.101.0.81", "2606:4700::1111", "::ffff:1.1.1.1"])
def test_a_public_address_is_known(address):
    assert is_public(address)


@pytest.mark.parametrize("url", UNSAFE)
def test_a_source_with_an_unsafe_address_is_not_fetched(url, source, means):
    page = structs.replace(source.page, url=url)
    fetched = scrape(structs.replace(source, page=page), replace(means, permitted=frozenset()))
    assert codes(fetched) == ["address-unsafe"]
    assert fetched.snapshot is None
    assert archive.snapshots("here") == ()


def test_the_test_site_is_met_only_where_it_is_permitted(site, source):
    site.on("/page", reply(PAGE))
    assert codes(scrape(source, Means(delay=0))) == ["address-unsafe"]
    assert site.asked == []


def test_a_permission_is_for_one_port(site, source, means):
    with Site() as other:
        site.on("/page", redirect(f"{other.url}/page"))
        other.on("/page", reply(PAGE))
        allowed = structs.replace(source, page=structs.replace(source.page, allow_hosts=(other.address,)))
        assert codes(scrape(allowed, means)) == ["address-unsafe"]
        assert other.asked == []


def test_another_host_is_followed_only_where_the_source_allows_it(site, tmp_path, means):
    with Site("127.0.0.2") as other:
        other.on("/page", reply(PAGE))
        site.on("/page", redirect(f"{other.url}/page"))
        toml = write_toml(tmp_path, f"{site.url}/page")
        refused = scrape(make_source(toml), permitting(means, other))
        assert codes(refused) == ["page-moved-away"]
        assert other.address in refused.issues[0].message
        assert other.asked == []
        fetched = scrape(make_source(toml, allow_hosts=(other.address,)), permitting(means, other))
        assert codes(fetched) == ["page-moved"]
        assert fetched.snapshot.content == PAGE
        assert other.paths() == ["/robots.txt", "/page"]
        assert other.asked[-1].headers["host"] == other.address


def _answering(*answers):
    """A resolver that gives one list of addresses after the other, the last of them for ever."""
    left = list(answers)

    def resolve(host, port, *_, **__):
        found = left.pop(0) if len(left) > 1 else left[0]
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (each, port)) for each in found]

    asked: list[str] = []
    resolve.asked = asked
    return resolve


def test_a_name_with_one_private_address_is_refused(monkeypatch):
    monkeypatch.setattr(socket, "getaddrinfo", _answering(["93.184.216.34", "10.0.0.1"]))
    with pytest.raises(Trouble, match=r"10\.0\.0\.1"):
        find_addresses(to_target("https://example.org/"), frozenset())


def test_a_name_that_changes_its_mind_is_met_where_it_was_checked(site, means, tmp_path, monkeypatch):
    """The checked address is connected to: the name is not looked up a second time for the connection."""
    site.on("/page", reply(PAGE))
    source = make_source(write_toml(tmp_path, f"http://rebound.example:{site.port}/page"))
    truly = socket.getaddrinfo
    names = _answering(["127.0.0.1"], ["127.0.0.1"], ["169.254.169.254"])

    def resolve(host, *args, **kwargs):
        return names(host, *args) if host == "rebound.example" else truly(host, *args, **kwargs)

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    assert scrape(source, means).snapshot.content == PAGE
    assert names.asked == ["rebound.example"] * 2, "once for robots.txt, once for the page"
    assert site.asked[-1].headers["host"] == f"rebound.example:{site.port}"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    path = tmp_path_factory.mktemp("tls") / "site.pem"
    order = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=test"]
    order += ["-addext", "subjectAltName=IP:127.0.0.1", "-keyout", str(path), "-out", f"{path}.crt"]
    try:
        subprocess.run(order, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("no openssl on this machine to make a certificate with")
    with path.open("a", encoding="ascii") as file:
        file.write((path.parent / "site.pem.crt").read_text(encoding="ascii"))
    return str(path)


def _trusting(path):
    context = trusted()
    context.load_verify_locations(f"{path}.crt")
    return context


@pytest.fixture
def secure(certificate):
    with Site(certificate=certificate) as running:
        yield running.on("/page", reply(PAGE))


def test_a_certificate_of_nobody_is_refused(secure, tmp_path, means):
    source = make_source(write_toml(tmp_path, f"{secure.url}/page"))
    fetched = scrape(source, permitting(means, secure))
    assert codes(fetched) == ["page-not-reached"]
    assert "certificate is not valid" in fetched.issues[0].message
    assert secure.asked == []


def test_a_certificate_of_another_name_is_refused(secure, certificate, tmp_path, means, monkeypatch):
    truly = socket.getaddrinfo
    monkeypatch.setattr(socket, "getaddrinfo", lambda _, *rest, **more: truly("127.0.0.1", *rest, **more))
    source = make_source(write_toml(tmp_path, f"https://other.example:{secure.port}/page"))
    fetched = scrape(source, replace(permitting(means, secure), certificates=partial(_trusting, certificate)))
    assert "certificate is not valid" in fetched.issues[0].message


def test_a_good_certificate_is_accepted_and_a_fall_to_http_is_not(secure, site, certificate, tmp_path, means):
    source = make_source(write_toml(tmp_path, f"{secure.url}/page"), allow_hosts=(site.address,))
    means = replace(permitting(means, secure), certificates=partial(_trusting, certificate))
    assert scrape(source, means).snapshot.content == PAGE
    secure.on("/page", redirect(f"{site.url}/page"))
    assert codes(scrape(source, means)) == ["address-unsafe"]
    assert site.asked == []


def test_bytes_that_are_no_tls_are_one_clear_issue(site, tmp_path, means):
    source = make_source(write_toml(tmp_path, f"https://{site.address}/page"))
    assert codes(scrape(source, replace(means, **HASTY))) == ["page-not-reached"]


def test_nobody_listening_is_said(tmp_path, means):
    with socket.create_server(("127.0.0.1", 0)) as unused:
        port = unused.getsockname()[1]
    source = make_source(write_toml(tmp_path, f"http://127.0.0.1:{port}/page"))
    fetched = scrape(source, replace(means, permitted=frozenset({f"127.0.0.1:{port}"})))
    assert "refused the connection" in fetched.issues[0].message

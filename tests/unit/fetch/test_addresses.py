import pytest
from hypothesis import given
from hypothesis import strategies as st

from orchestration.fetch.addresses import (
    BadUrlError,
    UnknownHostError,
    UnsafeAddressError,
    is_public,
    join,
    page_url,
    parse,
    resolve,
    safe_addresses,
    without_credentials,
)

INSIDE = (
    "127.0.0.1", "127.1.2.3", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",  # noqa: S104
    "100.100.100.200", "198.18.0.1", "192.0.2.1", "224.0.0.1", "240.0.0.1", "255.255.255.255", "168.63.129.16",
    "::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd00:ec2::254", "ff02::1", "2001:db8::1",
    "::ffff:127.0.0.1", "::ffff:169.254.169.254", "64:ff9b::10.0.0.1", "2002:7f00:1::", "2002:a00:1::1",
)  # fmt: skip
PUBLIC = ("8.8.8.8", "93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "::ffff:8.8.8.8", "64:ff9b::8.8.8.8")


@pytest.mark.parametrize("address", INSIDE)
def test_addresses_inside(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("host", ["2130706433", "0x7f000001", "127.1", "0177.0.0.1", "localhost", "[::1]"])
def test_other_spellings_of_this_machine_are_refused(host: str) -> None:
    with pytest.raises((UnsafeAddressError, UnknownHostError, BadUrlError)):
        safe_addresses(parse(f"http://{host}/"), ())


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("file:///etc/passwd", "Only addresses of http and https are asked for."),
        ("ftp://news.example/", "Only addresses of http and https are asked for."),
        ("javascript:alert(1)", "Only addresses of http and https are asked for."),
        ("/news", "Only addresses of http and https are asked for."),
        ("https:///news", "The address names no host."),
        ("https://user:secret@news.example/", "The address holds credentials."),
        ("https://user@news.example/", "The address holds credentials."),
        ("https://[fe80::1%25eth0]/", "The address names no host."),
        ("https://news.example:99999/", "The address cannot be read."),
        ("https://news.example/\r\nHost: other", "The address has control characters."),
        ("https://news.example/" + "a" * 3000, "The address has 3,021 characters."),
    ],
)
def test_urls_that_are_refused(url: str, reason: str) -> None:
    with pytest.raises(BadUrlError) as told:
        parse(url)
    assert str(told.value) == reason


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("HTTPS://News.Example:443/A?b#c", "https://news.example/A?b"),
        ("http://news.example", "http://news.example/"),
        ("http://news.example.:8080/a", "http://news.example:8080/a"),
        ("https://news.example/दिल्ली", "https://news.example/%E0%A4%A6%E0%A4%BF%E0%A4%B2%E0%A5%8D%E0%A4%B2%E0%A5%80"),
        ("https://президент.рф/a", "https://xn--d1abbgf6aiiy.xn--p1ai/a"),
        # what makes a story of these sources must stay
        ("https://ministry.example/list.htm?dtl/39456/Visit", "https://ministry.example/list.htm?dtl/39456/Visit"),
        ("https://bureau.example/Page.aspx?PRID=21&reg=3&lang=1", "https://bureau.example/Page.aspx?PRID=21&reg=3&lang=1"),
        ("https://news.example/a?utm_source=rss&id=7&fbclid=x", "https://news.example/a?id=7"),
        ("https://news.example/a?UTM_medium=rss", "https://news.example/a"),
        (" https://news.example/a ", "https://news.example/a"),
    ],
)  # fmt: skip
def test_pages_have_one_spelling(url: str, expected: str) -> None:
    assert page_url(url) == expected
    assert page_url(expected) == expected


@given(st.text(max_size=60))
def test_any_text_is_an_address_or_refused(text: str) -> None:
    for url in (text, "http://" + text, "http://news.example/" + text, join("http://news.example/", text)):
        try:
            once = page_url(url)
        except BadUrlError:
            continue
        assert once.isascii()
        assert page_url(once) == once


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://user:secret@news.example/a@b", "https://news.example/a@b"),
        ("https://a@b:c@news.example", "https://news.example"),
        ("https://news.example/a", "https://news.example/a"),
        ("nonsense", "nonsense"),
    ],
)
def test_credentials_are_not_shown(url: str, shown: str) -> None:
    assert without_credentials(url) == shown


def test_one_address_inside_is_enough_to_refuse() -> None:
    with pytest.raises(UnsafeAddressError, match=r"10\.0\.0\.1"):
        safe_addresses(parse("http://news.example/"), (), lambda host, port: ["8.8.8.8", "10.0.0.1"])


def test_other_ports_are_refused_before_a_name_is_looked_up() -> None:
    def never(host: str, port: int) -> list[str]:
        raise AssertionError(host)

    with pytest.raises(UnsafeAddressError, match="22"):
        safe_addresses(parse("http://news.example:22/"), (), never)


@pytest.mark.parametrize("allowed", ["localhost", "localhost:8080"])
def test_hosts_that_are_allowed_may_lead_anywhere(allowed: str) -> None:
    target = parse("http://localhost:8080/")
    assert safe_addresses(target, {allowed}, lambda host, port: ["127.0.0.1"]) == ["127.0.0.1"]


def test_a_port_that_is_allowed_allows_no_other() -> None:
    with pytest.raises(UnsafeAddressError):
        safe_addresses(parse("http://localhost/"), {"localhost:8080"}, lambda host, port: ["127.0.0.1"])


def test_a_name_that_leads_nowhere() -> None:
    with pytest.raises(UnknownHostError):
        resolve("nowhere.invalid", 80)

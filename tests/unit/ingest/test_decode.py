from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orchestration.ingest.decode import UndecodableError, decode, wide_encoding

HINDI = "विदेश मंत्री ने 21 अगस्त को मॉस्को में लावरोव से मुलाकात की।\nदोनों ने व्यापार पर चर्चा की।"
RUSSIAN = "Министр иностранных дел провёл переговоры в Москве.\nСтороны обсудили торговлю и энергетику."


@given(st.binary(max_size=3000))
def test_any_bytes_are_text_or_refused(content: bytes) -> None:
    try:
        decoded = decode(content)
    except UndecodableError:
        return
    assert "\r" not in decoded.text
    decoded.text.encode("utf-8")


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=300))
def test_utf8_comes_back_unchanged(text: str) -> None:
    assert decode(text.encode()).text == text.removeprefix("\ufeff")


@pytest.mark.parametrize("text", [HINDI, RUSSIAN])
@pytest.mark.parametrize(
    "codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"]
)
def test_unicode_encodings_with_and_without_mark(text: str, codec: str) -> None:
    assert decode(text.encode(codec)).text == text


@pytest.mark.parametrize("codec", ["cp1251", "koi8-r", "cp866", "iso8859-5"])
@pytest.mark.parametrize("declared", [None, "utf-8", "iso-8859-1", "no-such-charset", "zip"])
def test_russian_legacy_encodings_whatever_is_declared(codec: str, declared: str | None) -> None:
    assert decode(RUSSIAN.encode(codec), declared).text == RUSSIAN


def test_quotes_of_windows_1252_in_english() -> None:
    decoded = decode("The “café” said – yes, it’s true.".encode("cp1252"))
    assert (decoded.text, decoded.encoding) == ("The “café” said – yes, it’s true.", "windows-1252")


def test_newlines_become_one_kind_and_nothing_else_changes() -> None:
    assert decode("a\r\nb\rc\u2028d\u00a0e\u0301".encode()).text == "a\nb\nc\u2028d\u00a0e\u0301"


def test_few_broken_bytes_are_replaced_and_told() -> None:
    content = HINDI.encode() * 20
    decoded = decode(content[:3000] + b"\xff" + content[3000:])
    assert decoded.encoding == "utf-8 (1 byte replaced)"
    assert decoded.text.count("\ufffd") == 1


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (HINDI.encode()[:90] + b"\xff\xfe\xfd" + HINDI.encode()[90:], "too many"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "NUL"),
        (b"a\0b\xff" * 7, "NUL"),
        (bytes(range(1, 32)) * 10, "control"),
        ("अ".encode("utf-16") + b"\x00", "broken at byte"),
    ],
)
def test_what_is_refused(content: bytes, reason: str) -> None:
    with pytest.raises(UndecodableError) as refusal:
        decode(content)
    assert reason in refusal.value.reason


def test_binary_is_not_taken_for_utf16() -> None:
    assert wide_encoding(b"\0\x01\x02\x03" * 40) is None
    assert wide_encoding("Путин, 5 мая".encode("utf-16-le")) == "utf-16-le"

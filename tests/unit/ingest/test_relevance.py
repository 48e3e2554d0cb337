from __future__ import annotations

import json
import urllib.parse
from collections.abc import Callable
from pathlib import Path

import pytest

from orchestration.ingest.decode import decode
from orchestration.ingest.relevance import Gate

ARTICLES = [
    path
    for folder in ("tests/gold/articles", "seeds/articles")
    for path in sorted((Path(__file__).parents[3] / folder).iterdir())
    if path.suffix in (".txt", ".html")
]


def decimal(text: str) -> bytes:
    return text.encode("ascii", "xmlcharrefreplace")


def hexadecimal(text: str) -> bytes:
    return "".join(c if c.isascii() else f"&#x{ord(c):04X};" for c in text).encode()


WRITTEN: dict[str, Callable[[str], bytes]] = {
    "utf-8": str.encode,
    "utf-8 with mark": lambda text: text.encode("utf-8-sig"),
    "utf-16": lambda text: text.encode("utf-16"),
    "utf-16-be without mark": lambda text: text.encode("utf-16-be"),
    "windows-1251": lambda text: text.encode("cp1251", "xmlcharrefreplace"),
    "windows-1252": lambda text: text.encode("cp1252", "xmlcharrefreplace"),
    "koi8-r": lambda text: text.encode("koi8_r", "xmlcharrefreplace"),
    "cp866": lambda text: text.encode("cp866", "xmlcharrefreplace"),
    "iso-8859-5": lambda text: text.encode("iso8859_5", "xmlcharrefreplace"),
    "decimal entities": decimal,
    "hexadecimal entities": hexadecimal,
    "json": lambda text: json.dumps({"text": text}).encode(),
    "json in json": lambda text: json.dumps(json.dumps({"text": text})).encode(),
    "percents": lambda text: urllib.parse.quote(text).encode(),
    "capitals": lambda text: text.upper().encode(),
}


@pytest.mark.parametrize("written", WRITTEN)
def test_no_annotated_article_is_dropped_however_it_is_written(gate: Gate, written: str) -> None:
    texts = {path.name: decode(path.read_bytes()).text for path in ARTICLES}
    pages = {
        name: text
        if name.endswith(".html")
        else f"<html><head><title>x</title></head><body><p>{text}</p></body></html>"
        for name, text in texts.items()
    }
    dropped = [name for name, page in pages.items() if not gate.passes(WRITTEN[written](page))]
    assert len(pages) > 80
    assert dropped == []


@pytest.mark.parametrize(
    "text",
    [
        "The commodity was modified by an Indianapolis muscovite rushing to ruse.",
        "Modi inaugurated a road in Varanasi.",
        "Путин провёл совещание в Москве.",
        "मोदी ने दिल्ली में बैठक की।",
        "Встреча прошла в Анкаре.",
        "&#65;&#8217;&#1046;&#x430; %D0%B0%D0 %zz \\u0430",
        "",
        "\0\0\0",
    ],
)
def test_who_names_one_side_or_none_is_dropped(gate: Gate, text: str) -> None:
    for written in WRITTEN.values():
        assert not gate.passes(written(text))


@pytest.mark.parametrize(
    "text",
    [
        "Jaishankar flew from New Delhi to Kazan.",
        "INDIA, RUSSIA SIGN",
        "<p>India</p><p>Russia</p>",
        "Переговоры в Нью-Дели: визит Медведева",
        "नई दिल्ली और मॉस्को",
        "Посол Индии в РФ",
    ],
)
def test_who_names_both_sides_passes(gate: Gate, text: str) -> None:
    assert gate.passes(text.encode())


def test_the_order_of_questions_changes_no_answer(gate: Gate) -> None:
    pages = [b"Modi", b"Putin", b"Modi, Putin", b"neither"] * 20
    assert [gate.passes(p) for p in pages] == [p == b"Modi, Putin" for p in pages]
    assert [gate.passes(p) for p in reversed(pages)] == [p == b"Modi, Putin" for p in reversed(pages)]

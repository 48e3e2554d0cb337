"""The term syntax, and that one scan finds what a naive search finds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orchestration.extract.lexicon import Lexicon, TermSyntaxError, expand, longest
from orchestration.extract.text import tokenize


def found(terms: list[str], text: str) -> list[str]:
    lexicon = Lexicon()
    for term in terms:
        lexicon.add(term, "kind", term)
    tokens = tokenize(text)
    return [text[tokens[m.first].start : tokens[m.last - 1].end] for m in longest(lexicon.scan(tokens).of("kind"))]


@pytest.mark.parametrize(
    ("term", "text", "hits"),
    [
        ("मुलाकात*", "मोदी ने मुलाकातें कीं, मुलाक़ात हुई", ["मुलाकातें", "मुलाक़ात"]),
        ("саммит* ШОС", "на саммите ШОС и саммит БРИКС", ["саммите ШОС"]),
        ("S 400", "S-400, s 400 and S400", ["S-400", "s 400", "S400"]),
        (
            "भारत रूस वार्षिक? सम्मेलन|वार्ता",
            "भारत-रूस वार्ता, भारत रूस वार्षिक सम्मेलन",
            ["भारत-रूस वार्ता", "भारत रूस वार्षिक सम्मेलन"],
        ),
        ("met", "He meted out; they Met.", ["Met"]),
        ("one two", "one\n\ntwo", []),
    ],
)
def test_term_syntax(term: str, text: str, hits: list[str]) -> None:
    assert found([term], text) == hits


@pytest.mark.parametrize("term", ["", "?", "a|", "a?|b", "*", "a? b?" + " c|d|e|f|g|h|i|j|k" * 4])
def test_bad_terms_are_refused_by_name(term: str) -> None:
    with pytest.raises(TermSyntaxError, match="term"):
        expand(term)


def test_longest_wins_and_equal_spans_stay() -> None:
    lexicon = Lexicon()
    lexicon.add("foreign minister", "role", "fm")
    lexicon.add("minister", "role", "m")
    lexicon.add("foreign minister", "other", "x")
    matches = longest(lexicon.scan(tokenize("the foreign minister")).of("role", "other"))
    assert {(m.kind, m.value) for m in matches} == {("role", "fm"), ("other", "x")}


@given(st.lists(st.text("ab", min_size=1, max_size=3), min_size=1, max_size=4), st.text("ab ", max_size=30))
def test_scan_agrees_with_naive_search(words: list[str], text: str) -> None:
    lexicon = Lexicon()
    term = " ".join(words)
    lexicon.add(term, "kind", 1)
    tokens = tokenize(text)
    keys = [t.key for t in tokens]
    naive = [(i, i + len(words)) for i in range(len(keys)) if keys[i : i + len(words)] == words]
    assert [(m.first, m.last) for m in lexicon.scan(tokens).of("kind")] == naive

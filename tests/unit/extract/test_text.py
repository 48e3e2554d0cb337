"""Tokens lead back into the text; keys bring spellings together; sentences end where readers say."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from orchestration.extract.text import key_of, split_sentences, tokenize, without_wraps

ABBREVIATIONS = frozenset(key_of(word) for word in ("एस", "डॉ", "dr", "г"))

ALPHABET = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from("कखगज़ड़िी्ँंः।॥\u200d\u200c०१"),
        st.sampled_from("абвёйЁ.!?\n «»"),
        st.sampled_from("aé'’-–.,:()\n"),
    )
)


@given(ALPHABET)
def test_tokens_are_in_order_and_lead_back(text: str) -> None:
    tokens = tokenize(text)
    end = 0
    for token in tokens:
        assert token.start >= end
        assert text[token.start : token.end] == token.text
        assert text[end : token.start].strip("\n") == text[end : token.start]
        end = token.end


@given(ALPHABET)
def test_sentences_cover_all_tokens_once(text: str) -> None:
    tokens = tokenize(text)
    spans = split_sentences(tokens, ABBREVIATIONS)
    assert [i for first, last in spans for i in range(first, last)] == list(range(len(tokens)))


@given(st.text())
@example("𝕬")
def test_keys_do_not_change_twice(word: str) -> None:
    for token in (t for t in tokenize(word) if t.kind == "word"):
        assert key_of(token.key) == token.key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("हिन्दी", "हिंदी"),
        ("मुलाक़ात", "मुलाकात"),
        ("नयी", "नई"),
        ("गये", "गए"),
        ("चाँद", "चांद"),
        ("ज़", "ज"),
        ("Ёлкин", "елкин"),
        ("Erdoğan", "erdogan"),
        ("२०२५", "2025"),
    ],
)
def test_spellings_of_one_word_meet(one: str, other: str) -> None:
    assert [t.key for t in tokenize(one)] == [t.key for t in tokenize(other)]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("एस. जयशंकर ने लावरोव से मुलाकात की। दोनों ने बात की।", 2),
        ("मास्को, 1 अक्टूबर . भारत-रूस की बैठक हुई. कपूर ने कहा.", 3),
        ("J.P. Singh met Dr. Kabulov. They talked.", 2),
        ("С.К. Шойгу принял А.К. Довала. Говорили о Пакистане.", 2),
        ("В 2025 г. состоялась встреча. Она была первой.", 2),
        ("Комиссия создана в 1994 г. Сопредседатели назначены.", 2),
        ("Министры говорили 15 июля с.г. Затем прошел обед.", 2),
        ("24 декабря 2012 г. В. В. Путин прибыл в Дели.", 1),
        ("В марте 2010 г. Индию посетил премьер.", 1),
        ("It grew 3.5 percent. Fine.", 2),
        ("“Will he come?” he asked. Yes.", 3),
    ],
)
def test_sentences_end_where_readers_say(text: str, count: int) -> None:
    tokens = tokenize(text)
    assert len(split_sentences(tokens, ABBREVIATIONS)) == count


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Делегацию возглавил\nпервый зампред комитета\nпо обороне Иванов.\nИванов\nОн прилетел в среду.", 3),
        ("The team was led by the\ndeputy speaker.\nHe met the minister", 2),
        ("Новости\n\nстраны", 2),
        ("Итоги:\nвстреча в Дели", 2),
    ],
)
def test_a_line_that_goes_on_in_small_letters_is_of_one_sentence(text: str, sentences: int) -> None:
    tokens = without_wraps(tokenize(text))
    spans = split_sentences(tokens, ABBREVIATIONS)
    assert sum(any(t.kind == "word" for t in tokens[a:b]) for a, b in spans) == sentences

"""Spelling of names: keys, Russian cases, transliteration."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orchestration.extract.people.names import name_key, of_man_on_a, russian_forms, russian_lemma, transliterate


@pytest.mark.parametrize(
    "spellings",
    [
        "मंटुरोव मंतुरोव मान्तुरोव मांटुरोव",
        "पुतिन पूतिन पुतीन",
        "लावरोव लवरोव लाव्रोव",
        "शोइगु शोईगू शोयगु शोइगू",
        "डोभाल डोवाल दोभाल",
        "बेलौसोव बेलोउसोव बेलूसोव",
        "सेर्गेई सर्गेई सर्गेइ",
        "व्लादिमीर ब्लादिमीर व्लादिमिर व्लादीमीर व्लादिमर",
        "अलेक्जेंडर एलेक्जेंडर अलेक्सांद्र अलेक्सेंडर",
        "नरेंद्र नरेन्द्र",
        "मुर्मु मुर्मू मुरमू",
        "Sergey Sergei Serguei",
        "Andrei Andrey",
        "Doval Dobhal",
        "Shoygu Shoigu",
        "Venediktov Wenediktow",
        "Alexander Aleksandr",
        "Jaishankar Jaishanker",
        "Zelensky Zelenskyy Zelenskiy",
        "Dmitry Dmitri Dmitriy",
    ],
)
def test_spellings_of_one_name_meet(spellings: str) -> None:
    assert len({name_key(word) for word in spellings.split()}) == 1


@pytest.mark.parametrize(
    ("name", "other"),
    [("शाह", "सह"), ("मोदी", "मूडी"), ("मोदी", "मुद्दा"), ("पुतिन", "पतन"), ("राव", "रवि"), ("सिंह", "सह")],
)
def test_other_words_stay_apart(name: str, other: str) -> None:
    assert name_key(name) != name_key(other)


@pytest.mark.parametrize(
    ("lemma", "feminine", "forms"),
    [
        ("Довал", False, "Довала Довалу Довалом Довале"),
        ("Джайшанкар", False, "Джайшанкара Джайшанкару Джайшанкаром"),
        ("Мантуров", False, "Мантурова Мантурову Мантуровым Мантурове"),
        ("Путин", False, "Путина Путину Путиным Путине"),
        ("Сингх", False, "Сингха Сингху Сингхом"),
        ("Шрингла", False, "Шринглы Шрингле Шринглу Шринглой"),
        ("Слуцкий", False, "Слуцкого Слуцкому Слуцким Слуцком"),
        ("Сергей", False, "Сергея Сергею Сергеем Сергее"),
        ("Дмитрий", False, "Дмитрия Дмитрию Дмитрием Дмитрии"),
        ("Игорь", False, "Игоря Игорю Игорем"),
        ("Лев", False, "Льва Льву Львом"),
        ("Захарова", True, "Захаровой Захарову"),
        ("Набиуллина", True, "Набиуллиной Набиуллину"),
        ("Валентина", True, "Валентины Валентине Валентину Валентиной"),
        ("Мария", True, "Марии Марию Марией"),
    ],
)
def test_russian_case_forms(lemma: str, feminine: bool, forms: str) -> None:
    generated = russian_forms(lemma, feminine=feminine)
    assert {form.lower() for form in [lemma, *forms.split()]} <= generated


@pytest.mark.parametrize(
    ("lemma", "feminine"),
    [("Моди", False), ("Шойгу", False), ("Матвиенко", True), ("Матвиенко", False), ("Сварадж", True), ("Мурму", True)],
)
def test_names_that_russian_leaves_alone(lemma: str, feminine: bool) -> None:
    assert russian_forms(lemma, feminine=feminine) == {lemma.lower()}


@pytest.mark.parametrize(
    ("form", "lemma"), [("Щукиным", "щукин"), ("Ильичёву", "ильичев"), ("Раевского", "раевский"), ("Довалом", "довал")]
)
def test_russian_nominative(form: str, lemma: str) -> None:
    assert russian_lemma(form) == lemma


@pytest.mark.parametrize(
    ("given", "form", "lemma"),
    [("кумаром", "мехрой", "мехра"), ("виджая", "мехру", "мехра"), ("виджая", "наиду", ""), ("сергеем", "яровым", "")],
)
def test_surname_of_man_on_a(given: str, form: str, lemma: str) -> None:
    assert of_man_on_a(form, given) == lemma


@pytest.mark.parametrize(
    ("hindi", "english"),
    [
        ("बिस्वजीत", "Biswajit"),
        ("दासगुप्ता", "Dasgupta"),
        ("विक्रम", "Vikram"),
        ("धनखड़", "Dhankhar"),
        ("वोहरा", "Vohra"),
        ("जायसवाल", "Jaiswal"),
        ("मिश्र", "Mishra"),
        ("नरेंद्र", "Narendra"),
        ("राधाकृष्णन", "Radhakrishnan"),
        ("गुकेश", "Gukesh"),
    ],
)
def test_hindi_to_english(hindi: str, english: str) -> None:
    assert transliterate(hindi, indian=True) == english


@pytest.mark.parametrize(
    ("word", "english"),
    [
        ("झिलकिन", "Zhilkin"),
        ("लिखाचेव", "Likhachev"),
        ("त्सिविलेव", "Tsivilev"),
        ("स्लुत्स्की", "Slutsky"),
        ("बेलौसोव", "Belousov"),
        ("रुदेंको", "Rudenko"),
        ("Щукин", "Shchukin"),
        ("Андрей", "Andrey"),
        ("Ильичёв", "Ilyichev"),
        ("Хрущёв", "Khrushchev"),
        ("Евгений", "Yevgeny"),
        ("Воробьёв", "Vorobyov"),
        ("Слуцкий", "Slutsky"),
    ],
)
def test_russian_names_to_english(word: str, english: str) -> None:
    assert transliterate(word, russian=True) == english


def test_indian_names_in_russian() -> None:
    assert transliterate("Джайсундхар", indian=True) == "Jaisundhar"
    assert transliterate("Джабаров", russian=True) == "Dzhabarov"


@given(st.text(max_size=30))
def test_any_word_goes_through(word: str) -> None:
    name_key(word)
    transliterate(word)
    assert russian_lemma(word) is not None
    assert russian_forms(word, feminine=True)


@given(st.text(alphabet=st.characters(min_codepoint=0x900, max_codepoint=0x97F), min_size=1, max_size=20))
def test_any_devanagari_goes_through(word: str) -> None:
    name_key(word)
    transliterate(word, russian=True)

"""People and posts, with the project's own reference data and word lists."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from orchestration.contracts.codes import Language, PersonResolution
from orchestration.extract.language import load_all
from orchestration.extract.lexicon import Lexicon
from orchestration.extract.people.finder import PeopleFinder, PeopleFound
from orchestration.extract.people.title_words import TitleRules
from orchestration.extract.text import split_sentences, tokenize

SEEDS = Path(__file__).parents[3] / "seeds"
Find = Callable[..., PeopleFound]


@pytest.fixture(scope="module")
def find() -> Find:
    finder = PeopleFinder(SEEDS / "reference", load_all(SEEDS, "titles", TitleRules))
    lexicon = Lexicon()
    finder.add_to(lexicon)

    def run(text: str, language: Language = Language.HI, day: str | None = None) -> PeopleFound:
        tokens = tokenize(text)
        split_sentences(tokens, frozenset())
        on_date = dt.date.fromisoformat(day) if day else None
        found = finder.find(tokens, lexicon.scan(tokens), language, on_date)
        last = 0
        for person in found.persons:
            assert last <= person.first < person.last <= len(tokens)
            assert 0 <= person.outer_first <= person.first
            assert person.last <= person.outer_last <= len(tokens)
            last = person.last
        last = 0
        for role in found.roles:
            assert last <= role.first < role.last <= len(tokens)
            last = role.last
        return found

    return run


def _names(found: PeopleFound) -> list[str]:
    return [person.full_name for person in found.persons]


def test_hindi_titles_and_names(find: Find) -> None:
    found = find(
        "राष्ट्रीय सुरक्षा सलाहकार (एनएसए) अजीत डोभाल ने रूसी सुरक्षा परिषद के सचिव सर्गेई शोइगु से मुलाकात की। "
        "डोभाल ने कहा। रूस के प्रथम उप Prime Minister डेनिस मंटुरोव भी थे।",
        day="2025-08-07",
    )
    assert [(p.full_name, p.role_id, p.country_code) for p in found.persons] == [
        ("Ajit Doval", "national_security_adviser", "IN"),
        ("Sergei Shoigu", "security_council_secretary", "RU"),
        ("Ajit Doval", None, "IN"),
        ("Denis Manturov", "first_deputy_prime_minister", "RU"),
    ]
    assert found.roles == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("रूसी समकक्ष सेर्गेई लावरोव", "Sergey Lavrov"),
        ("रूसी विदेश मंत्री सर्गे लवरोव", "Sergey Lavrov"),
        ("राष्ट्रपति ब्लादिमीर पूतिन", "Vladimir Putin"),
        ("रक्षा मंत्री आंद्रेई बेलोउसोव", "Andrei Belousov"),
        ("विदेश मंत्री डॉ. एस. जयशंकर", "S. Jaishankar"),
        ("विदेश मंत्री एस जय शंकर", "S. Jaishankar"),
        ("जेपी नड्डा ने", "J.P. Nadda"),
        ("श्री हरदीप पुरी ने", "Hardeep Singh Puri"),
        ("मोदी जी से", "Narendra Modi"),
        ("राजनाथ ने", "Rajnath Singh"),
    ],
)
def test_hindi_spellings(find: Find, text: str, name: str) -> None:
    assert _names(find(text, day="2025-01-10")) == [name]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Встреча с А.К. Довалом и С.Лавровым.", ["Ajit Doval", "Sergey Lavrov"]),
        ("Визит Раджнатха Сингха; Сингха встретил Белоусов.", ["Rajnath Singh", "Rajnath Singh", "Andrei Belousov"]),
        ("О встрече Нарендры Моди с Владимиром Владимировичем Путиным", ["Narendra Modi", "Vladimir Putin"]),
        ("Беседа с Валентиной Матвиенко и Марией Захаровой", ["Valentina Matviyenko", "Maria Zakharova"]),
        ("Переговоры Трамп-Путин у мечети Кул-Шариф", ["Donald Trump", "Vladimir Putin"]),
    ],
)
def test_russian_cases(find: Find, text: str, names: list[str]) -> None:
    found = _names(find(text, Language.RU, "2025-03-01"))
    assert [name.split()[-1][:5] for name in found] == [name.split()[-1][:5] for name in names]


def test_posts_without_a_name(find: Find) -> None:
    found = find("रूसी विदेश मंत्री ने रूस में पाकिस्तान के राजदूत से बात की। राष्ट्रपति भवन में एनएसए पहुंचे। राष्ट्रपति बोले।")
    assert [(r.role_id, r.country_code, r.organisation) for r in found.roles] == [
        ("foreign_minister", "RU", None),
        ("ambassador", "PK", "Russia"),
        ("national_security_adviser", "IN", None),
        ("president", None, None),
    ]
    found = find("Встреча с советником премьер-министра Индии и главой «Росатома».", Language.RU)
    assert [(r.role_id, r.country_code, r.organisation) for r in found.roles] == [
        ("national_security_adviser", "IN", None),
        ("agency_head", "RU", "Rosatom"),
    ]
    found = find("The Ambassador of India to Russia met the EAM at 3 PM.", Language.EN)
    assert [(r.role_id, r.country_code, r.organisation) for r in found.roles] == [
        ("ambassador", "IN", "Russia"),
        ("foreign_minister", "IN", None),
    ]


@pytest.mark.parametrize(
    ("text", "language", "day", "name"),
    [
        ("रक्षा मंत्री सिंह ने कहा", Language.HI, "2022-01-01", "Rajnath Singh"),
        ("प्रधानमंत्री सिंह ने कहा", Language.HI, "2010-01-01", "Manmohan Singh"),
        ("विदेश मंत्री सिंह ने कहा", Language.HI, "2005-03-01", "Natwar Singh"),
        ("Foreign Minister Ivanov said", Language.EN, "2002-05-01", "Igor Ivanov"),
        ("Defence Minister Ivanov said", Language.EN, "2004-05-01", "Sergei Ivanov"),
        ("उप-प्रधानमंत्री श्री पात्रुशेव ने कहा", Language.HI, "2025-09-25", "Dmitry Patrushev"),
    ],
)
def test_namesakes_are_told_apart_by_post_and_day(
    find: Find, text: str, language: Language, day: str, name: str
) -> None:
    assert _names(find(text, language, day)) == [name]


def test_a_full_name_resolves_names_alone_before_and_after(find: Find) -> None:
    assert _names(find("सिंह आज मॉस्को में। रक्षा मंत्री जसवंत सिंह पहुंचे। सिंह ने कहा।", day="2001-01-01")) == ["Jaswant Singh"] * 3


def test_namesakes_in_a_family(find: Find) -> None:
    assert _names(find("राहुल गांधी ने कहा। गांधी ने दोहराया।")) == ["Rahul Gandhi"] * 2
    assert _names(find("Tushar Gandhi spoke. Gandhi went on.", Language.EN)) == ["Tushar Gandhi"] * 2


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("सुषमा स्वराज भवन में बैठक हुई", Language.HI),
        ("सह, राज और पाल के साथ पूरी बात", Language.HI),
        ("विदेश मंत्री सोमवार को मॉस्को पहुंचे", Language.HI),
        ("प्रधानमंत्री कार्यालय ने बताया", Language.HI),
        ("Indira Gandhi International Airport", Language.EN),
        ("The Prime Minister Visits Moscow. Union Minister Says New Delhi Ready", Language.EN),
        ("U.S. Treasury and New York Times", Language.EN),
        ("на проспекте Сахарова", Language.RU),
        ("судьба авианосца «Адмирал Горшков»", Language.RU),
        ("ситуация с «Маршалом Шапошниковым» непростая", Language.RU),
        ("the price of the Admiral Gorshkov", Language.EN),
        ("कृषि एवं किसान कल्याण मंत्रालय ने बताया", Language.HI),
        ("в Министерстве обороны Российской Федерации", Language.RU),
    ],
)
def test_what_is_nobody(find: Find, text: str, language: Language) -> None:
    assert _names(find(text, language)) == []


@pytest.mark.parametrize(
    ("text", "language", "names"),
    [
        ("Путин принял Довала\n8 августа 2025\nТекст: Вера Осипова\n\n{}", Language.RU, ["vladimir-putin", "ajit-doval"]),
        ("{}\n\nБеседовал Матвей Лосев\n", Language.RU, ["vladimir-putin", "ajit-doval"]),
        ("{}\n\nМатвей Лосев, Дели — Москва", Language.RU, ["vladimir-putin", "ajit-doval"]),
        ("{}\n\nПосол Матвей Лосев", Language.RU, ["vladimir-putin", "ajit-doval", "prov-mtvi-lusv-ru"]),
        ("{} Об этом сообщил Матвей Лосев.\n\nМатвей Лосев", Language.RU,
         ["vladimir-putin", "ajit-doval", "prov-mtvi-lusv-ru"]),
        ("Владимир Путин\n\n{}", Language.RU, ["vladimir-putin", "ajit-doval"]),
    ],
)  # fmt: skip
def test_who_wrote_it_is_nobody_that_it_tells_of(find: Find, text: str, language: Language, names: list[str]) -> None:
    prose = "Президент России Владимир Путин в четверг вечером принял в Кремле помощника премьера Индии Аджита Довала."
    found = {p.person_id for p in find(text.replace("{}", prose), language).persons}
    assert found == set(names)


def test_former_posts(find: Find) -> None:
    (person,) = find("पूर्व प्रधानमंत्री मनमोहन सिंह ने कहा").persons
    assert (person.full_name, person.role_id, person.title) == ("Manmohan Singh", None, "पूर्व प्रधानमंत्री")
    (person,) = find("इससे दो दिन पूर्व प्रधानमंत्री मोदी ने कहा").persons
    assert person.role_id == "prime_minister"
    (person,) = find("The ex-president Dmitry Medvedev spoke", Language.EN).persons
    assert person.role_id is None


def test_titles_behind_the_name(find: Find) -> None:
    (person,) = find("Сергей Лавров, министр иностранных дел России, прибыл.", Language.RU).persons
    assert (person.role_id, person.title) == ("foreign_minister", "министр иностранных дел России")
    (person,) = find("Maxim Oreshkin, Deputy Chief of Staff of the Presidential Executive Office", Language.EN).persons
    assert person.role_id == "presidential_administration_head"


def test_a_bent_post_is_not_of_the_name_behind_it(find: Find) -> None:
    head, minister, voice = find(
        "Об этом рассказали руководитель администрации губернатора Олег Деев, министр С.В.Лавров и пресс-секретарь президента Дмитрий Песков.",
        Language.RU,
    ).persons
    assert (head.role_id, minister.role_id, voice.role_id) == ("agency_head", "minister", "presidential_spokesperson")
    (minister,) = find("Визит министра С.В.Лаврова отложен.", Language.RU).persons
    assert minister.role_id == "minister"
    (aide,) = find("Вопрос пресс-секретарю российского президента Дмитрию Пескову задали в среду.", Language.RU).persons
    assert aide.role_id != "president"


def test_initials_are_taken_whole(find: Find) -> None:
    (known,) = find("Визит министра С.В.Лаврова отложен.", Language.RU).persons
    assert known.resolution is PersonResolution.FULL_NAME
    (other,) = find("Встреча директора департамента Д.С.Лаврова отложена.", Language.RU).persons
    assert other.person_id != known.person_id
    (secretary,) = find("He called on Defence Secretary R K Verma today.", Language.EN).persons
    assert secretary.full_name == "R.K. Verma"
    (governor,) = find("He called on Gujarat Governor O P Kohli today.", Language.EN).persons
    assert governor.full_name == "O.P. Kohli"


def test_the_president_of_a_body_is_not_that_of_its_country(find: Find) -> None:
    text = "Он говорил с президентом Индийского делового совета и с президентом Индийской Республики."
    found = find(text, Language.RU)
    assert [(r.role_id, r.country_code) for r in found.roles] == [("agency_head", "IN"), ("president", "IN")]


def test_the_body_that_a_post_is_of(find: Find) -> None:
    text = "He met the head of the Federal Service for Space Affairs, Ivan Petrov, and Igor Ilin, Envoy to the North."
    head, envoy = find(text, Language.EN).persons
    assert head.title == "head of the Federal Service for Space Affairs"
    assert (head.outer_last - head.outer_first, envoy.outer_last - envoy.outer_first) == (11, 7)
    (guest,) = find("It was told to H.E. Mr. Ivan Petrov.", Language.EN).persons
    assert guest.first - guest.outer_first == 6
    (aide,) = find("Joint Secretary of Trade and Amardeep Singh Bhatia", Language.EN).persons
    assert aide.full_name == "Amardeep Singh Bhatia"


@pytest.mark.parametrize(
    ("text", "full_name"),
    [
        ("с министром торговли Индии Пиюшем Гоялем", "Piyush Goyal"),
        ("министра иностранных дел Индии Субраманияма Джайшанкара", "S. Jaishankar"),
        ("Председатель собрания Александр Бельский прибыл.", "Alexander Belsky"),
    ],
)
def test_other_spellings_and_adjectives_as_surnames(find: Find, text: str, full_name: str) -> None:
    (person,) = find(text, Language.RU, "2025-03-01").persons
    assert person.full_name == full_name


def test_people_who_are_not_in_the_reference_data(find: Find) -> None:
    hindi = find("रूस के उप मंत्री इवान शचुकिन ने कहा। शचुकिन ने जोड़ा।").persons
    russian = find("Замминистра Иван Щукин сказал. Щукину ответили.", Language.RU).persons
    assert [p.full_name for p in russian] == ["Ivan Shchukin"] * 2
    assert len(hindi) == 2
    for person in (*hindi, *russian):
        assert person.country_code == "RU"
        assert not person.is_curated
        assert person.resolution is PersonResolution.PROVISIONAL
    (admiral,) = find("भारतीय वाइस एडमिरल धर्मपाल वाघमारे ने कहा").persons
    assert (admiral.full_name, admiral.country_code) == ("Dharmpal Vaghmare", "IN")
    (consul,) = find("встреча с генеральным консулом Индии Д. Джайсундхаром", Language.RU).persons
    assert (consul.full_name, consul.country_code, consul.role_id) == ("D. Jaisundhar", "IN", "consul_general")


def test_one_unknown_person_has_one_id_in_two_languages(find: Find) -> None:
    (english,) = find("Indian Vice Admiral Dharmpal Waghmare spoke", Language.EN).persons
    (hindi,) = find("भारतीय वाइस एडमिरल धर्मपाल वाघमारे ने कहा").persons
    assert english.person_id == hindi.person_id


_TEXT = (
    "श्री राष्ट्रपति व्लादिमीर पुतिन एस . , ( ) - के में पूर्व भारत रूस सिंह ने 'S PM Mr J Putin of the Foreign Minister India "
    "Sergey В С Путина министр России посол в Иван Щукин глава МИД संजय जय शंकर"
)
_PIECES = st.sampled_from([*_TEXT.split(), "\n"])


@settings(max_examples=200, deadline=None)
@given(
    text=st.lists(st.one_of(_PIECES, st.text(max_size=4)), max_size=25).map(" ".join), lang=st.sampled_from(Language)
)
@example(text="Путина В . Иван", lang=Language.EN)  # initials between two names
def test_any_text_goes_through(find: Find, text: str, lang: Language) -> None:
    find(text, lang)
    find(text.replace(" ", ""), lang, "2020-01-01")

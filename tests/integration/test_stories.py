"""Short articles in three languages through real runs: one occasion is one meeting, with its history, and keeps its id.

One warehouse goes through the whole file: built from all articles, built with corrections, and then from the beginning
by articles that come and go.
"""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

import pytest

from tests.dbt.identity import publish_keeping_ids
from tests.integration.runs import Runs, Story

pytestmark = pytest.mark.slow

STORIES = {
    "talks-hi.txt": Story({"held": "talks"}, "PTI Bhasha", "2024-03-12", """\
मॉस्को, 12 मार्च 2024: विदेश मंत्री एस. जयशंकर ने मंगलवार को मॉस्को में रूस के विदेश मंत्री सर्गेई लावरोव से मुलाकात की।
दोनों नेताओं ने व्यापार और ऊर्जा सहयोग पर चर्चा की।"""),
    "talks-en.txt": Story({"held": "talks"}, "ANI", "2024-03-13", """\
MOSCOW, March 13, 2024: External Affairs Minister S. Jaishankar met Russian Foreign Minister Sergey Lavrov in Moscow on
Tuesday. They discussed trade between India and Russia."""),
    "talks-ru.txt": Story({"held": "talks"}, "TASS", "2024-03-12", """\
Москва, 12 марта 2024 года. Министр иностранных дел России Сергей Лавров во вторник встретился в Москве с министром
иностранных дел Индии Субраманьямом Джайшанкаром. Стороны обсудили торговлю."""),
    "call-en.txt": Story({"held": "call"}, "PTI", "2024-03-21", """\
NEW DELHI, March 21, 2024: Prime Minister Narendra Modi spoke by telephone with Russian President Vladimir Putin on
Wednesday. The two leaders discussed trade and energy."""),
    "call-ru.txt": Story({"held": "call"}, "TASS", "2024-03-20", """\
Москва, 20 марта 2024 года. Президент России Владимир Путин в среду поговорил по телефону с премьер-министром Индии
Нарендрой Моди. Лидеры обсудили энергетику."""),
    "defence-en.txt": Story({"planned": "defence"}, "PTI", "2024-04-02", """\
NEW DELHI, April 2, 2024: Defence Minister Rajnath Singh will meet Russian Defence Minister Sergei Shoigu in Moscow in
April, an official said. India and Russia will discuss defence cooperation."""),
    "defence-mod.txt": Story({"planned": "defence"}, "Ministry of Defence of Russia", "2024-04-19", """\
Москва, 19 апреля 2024 года. Министр обороны России Сергей Шойгу 26 апреля проведёт в Москве переговоры с министром
обороны Индии Раджнатхом Сингхом."""),
    "defence-ru.txt": Story({"held": "defence"}, "TASS", "2024-04-27", """\
Москва, 27 апреля 2024 года. Министр обороны России Сергей Шойгу 26 апреля встретился в Москве с министром обороны Индии
Раджнатхом Сингхом. Обсуждалось военное сотрудничество России и Индии."""),
    "defence-hi.txt": Story({"held": "defence"}, "ANI", "2024-06-10", """\
नई दिल्ली, 10 जून 2024: भारत और रूस के बीच सैन्य सहयोग बढ़ रहा है। रक्षा मंत्री राजनाथ सिंह ने अप्रैल में मॉस्को में रूस के रक्षा मंत्री
सर्गेई शोइगु से मुलाकात की थी।"""),
    "june-en.txt": Story({"planned": "10 June"}, "PTI", "2025-06-01", """\
NEW DELHI, June 1, 2025: External Affairs Minister S. Jaishankar will meet Russian Foreign Minister Sergey Lavrov in
Moscow on June 10, the ministry said."""),
    "june-ru.txt": Story({"cancelled": "10 June", "planned": "24 June"}, "TASS", "2025-06-08", """\
Москва, 8 июня 2025 года. Встреча министра иностранных дел России Сергея Лаврова с министром иностранных дел Индии
Субраманьямом Джайшанкаром, намеченная на 10 июня в Москве, перенесена. Лавров и Джайшанкар встретятся в Москве 24
июня."""),
    "june-hi.txt": Story({"held": "24 June"}, "ANI", "2025-06-25", """\
मॉस्को, 25 जून 2025: विदेश मंत्री एस. जयशंकर ने 24 जून को मॉस्को में रूस के विदेश मंत्री सर्गेई लावरोव से मुलाकात की।"""),
    "march-en.txt": Story({"planned": "20 March"}, "PTI", "2025-03-01", """\
NEW DELHI, March 1, 2025: National Security Adviser Ajit Doval will meet Russian Security Council Secretary Sergei
Shoigu in Moscow on March 20."""),
    "march-ru.txt": Story({"cancelled": "20 March"}, "TASS", "2025-03-17", """\
Москва, 17 марта 2025 года. Встреча секретаря Совета безопасности России Сергея Шойгу с советником по национальной
безопасности Индии Аджитом Довалом, намеченная на 20 марта, отменена."""),
    "trade-en.txt": Story({"planned": "trade"}, "PTI", "2025-02-01", """\
NEW DELHI, February 1, 2025: Commerce Minister Piyush Goyal will meet Russian Industry Minister Anton Alikhanov in New
Delhi on February 18."""),
    "july-delhi.txt": Story({"held": "July"}, "Ministry of External Affairs", "2025-07-02", """\
NEW DELHI, July 2, 2025: Foreign Secretary Vikram Misri met Russian Deputy Foreign Minister Andrey Rudenko in New Delhi
on July 1. The meeting lasted an hour."""),
    "july-moscow.txt": Story({"held": "July"}, "МИД России", "2025-07-03", """\
Москва, 3 июля 2025 года. Заместитель министра иностранных дел России Андрей Руденко 2 июля встретился в Нью-Дели с
первым заместителем министра иностранных дел Индии Викрамом Мисри. Встреча продолжалась два часа."""),
    "july-press.txt": Story({"held": "July"}, "ANI", "2025-07-03", """\
नई दिल्ली, 3 जुलाई 2025: विदेश सचिव विक्रम मिसरी ने 1 जुलाई को नई दिल्ली में रूस के उप विदेश मंत्री आंद्रेई रुडेंको से मुलाकात की।"""),
    "east-en.txt": Story({"held": "visit"}, "PTI", "2019-09-04", """\
VLADIVOSTOK, September 4, 2019: Prime Minister Narendra Modi arrived in Vladivostok on Wednesday on a two-day visit to
Russia."""),
    "east-ru.txt": Story({"held": "envoy"}, "TASS", "2019-09-05", """\
Владивосток, 5 сентября 2019 года. Заместитель председателя правительства России Юрий Трутнев 5 сентября встретился во
Владивостоке с премьер-министром Индии Нарендрой Моди."""),
    "east-hi.txt": Story({"held": "governor"}, "ANI", "2019-09-06", """\
व्लादिवोस्तोक, 6 सितंबर 2019: प्रधानमंत्री नरेंद्र मोदी ने 5 सितंबर को व्लादिवोस्तोक में प्रिमोर्ये के गवर्नर ओलेग कोझेम्याको से
मुलाकात की।"""),
}  # fmt: skip

APRIL = dt.date(2024, 4, 26)
OCCASIONS = {f"{name}, {status}": told for name, s in STORIES.items() for status, told in s.tells.items()}


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Runs:
    made = Runs(tmp_path_factory.mktemp("stories"), STORIES)
    made.build(STORIES)
    return made


@pytest.fixture(scope="module", autouse=True)
def facts(runs: Runs) -> list[Any]:
    """What all articles together tell, taken before any test changes anything."""
    return runs.facts()


def of(runs: Runs, report: str, columns: str) -> Any:
    """Columns of the meeting that a report is about, a single one bare."""
    [row] = runs.rows(f"select {columns} from marts.fact_meetings where meeting_id = '{runs.meeting_of()[report]}'")
    return row if len(row) > 1 else row[0]


def steps(runs: Runs, report: str) -> list[tuple[Any, ...]]:
    """History of that meeting: status, when and by which document it was told, the new day of what was put off."""
    return runs.rows(
        f"""
        select h.status, h.reported_date::varchar, d.source_name, h.new_start_date::varchar
        from marts.fact_meeting_status_history as h join marts.dim_documents as d using (document_id)
        where h.meeting_id = '{runs.meeting_of()[report]}' order by h.step_no
        """
    )


def test_what_three_languages_tell_is_one_meeting(runs: Runs) -> None:
    meetings = runs.meeting_of()
    told = {occasion: {meetings[name] for name, o in OCCASIONS.items() if o == occasion} for occasion in
            OCCASIONS.values()}  # fmt: skip
    assert all(len(ids) == 1 for ids in told.values()), told
    assert len(set.union(*told.values())) == len(told)


def test_a_plan_is_announced_confirmed_and_held(runs: Runs) -> None:
    assert steps(runs, "defence-en.txt, planned") == [
        ("announced", "2024-04-02", "defence-en.txt", None),
        ("confirmed", "2024-04-19", "defence-mod.txt", None),
        ("held", "2024-04-27", "defence-ru.txt", None),
    ]
    assert of(runs, "defence-en.txt, planned", "status, start_date, lead_time_days") == ("held", APRIL, 24)


def test_a_plan_is_put_off_to_a_new_day(runs: Runs) -> None:
    assert steps(runs, "june-en.txt, planned") == [
        ("announced", "2025-06-01", "june-en.txt", None),
        ("postponed", "2025-06-08", "june-ru.txt", "2025-06-24"),
    ]
    assert of(runs, "june-en.txt, planned", "status") == "cancelled"
    assert [step[0] for step in steps(runs, "june-hi.txt, held")] == ["announced", "held"]
    assert of(runs, "june-hi.txt, held", "lead_time_days") == 16


def test_a_plan_is_called_off_or_forgotten(runs: Runs) -> None:
    assert [step[0] for step in steps(runs, "march-en.txt, planned")] == ["announced", "cancelled"]
    assert of(runs, "march-en.txt, planned", "status, is_overdue") == ("cancelled", False)
    assert of(runs, "trade-en.txt, planned", "status, is_overdue") == ("planned", True)


def test_talks_are_part_of_the_visit_they_were_held_on(runs: Runs) -> None:
    visit = runs.meeting_of()["east-en.txt, held"]
    assert of(runs, "east-en.txt, held", "meeting_type, parent_meeting_id") == ("visit", None)
    for talks in ("east-ru.txt, held", "east-hi.txt, held"):
        assert of(runs, talks, "meeting_type, parent_meeting_id") == ("bilateral_meeting", visit)


def test_who_contradicts_whom_is_told_with_the_words(runs: Runs) -> None:
    assert of(runs, "july-press.txt, held", "has_conflict, start_date") == (True, dt.date(2025, 7, 1))
    claims = runs.rows(
        f"""
        select claimed_value, source_country, source_kind, is_contradicting, quote
        from marts.fact_meeting_claims where attribute = 'date'
        and meeting_id = '{runs.meeting_of()["july-press.txt, held"]}'
        order by claimed_value, source_country, source_kind
        """
    )
    assert [claim[:4] for claim in claims] == [
        ("2025-07-01", "IN", "agency", False),
        ("2025-07-01", "IN", "state", False),
        ("2025-07-02", "RU", "state", True),
    ]
    assert "2 июля" in claims[2][4]
    assert not of(runs, "talks-ru.txt, held", "has_conflict")


def test_outlets_that_were_first(runs: Runs) -> None:
    [compiled] = runs.dbt("compile", "--select", "first_reports_by_outlet")
    first = {outlet: (firsts, reports) for outlet, firsts, reports in runs.rows(compiled.node.compiled_code)}
    # the talks on the day of PTI Bhasha, the call, the new day in June and what no other tells; not what PTI announced
    assert first["TASS"] == (4, 7)
    assert first["Ministry of Foreign Affairs of Russia"] == (0, 1)


def test_people_correct_what_articles_tell(runs: Runs) -> None:
    meetings = runs.meeting_of()
    talks, call, defence = (meetings[f"{name}.txt, held"] for name in ("talks-en", "call-en", "defence-ru"))
    signed = "'a reader', '2026-01-01', 'known', 'a letter'"
    runs.rows(
        f"""
        insert into reference.corrections values
        ('1', 'set', '{talks}', null, null, 'location_id', 'in-new-delhi', {signed}),
        ('2', 'drop', '{call}', null, null, null, null, {signed}),
        ('3', 'merge', '{defence}', 'mtg-of-another-folder', null, null, null, {signed})
        """
    )
    runs.build_models()
    assert of(runs, "talks-ru.txt, held", "location_id, is_corrected") == ("in-new-delhi", True)
    assert "call-ru.txt, held" not in runs.meeting_of()
    assert not of(runs, "defence-ru.txt, held", "is_corrected")
    [warned] = runs.dbt("test", "--select", "corrections_apply")
    assert (warned.status, warned.failures) == ("warn", 1)


def test_articles_that_come_and_go_give_the_same_facts_and_lose_no_id(runs: Runs, facts: list[Any]) -> None:
    runs.forget()
    chance = random.Random(4)  # noqa: S311  # a test must be repeatable
    some = [{name for name in STORIES if chance.random() < 0.6} for _ in range(2)]
    assert some[0] - some[1]
    for _ in publish_keeping_ids(runs, [*some, set(STORIES)], OCCASIONS):
        pass
    assert {"created", "retracted", "restored"} <= {what for _, what, _ in runs.events()}
    assert runs.facts() == facts

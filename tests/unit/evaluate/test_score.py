"""What counts as right, missed or spurious. Names and occasions are invented."""

from __future__ import annotations

import datetime as dt

import pytest

from orchestration.contracts.codes import DatePrecision, MeetingStatus, MeetingType
from orchestration.evaluate.found import Findings, Found
from orchestration.evaluate.score import ArticleScore, Figure, MissKind, Tally, date_is_right, same_name, score, total

from .conftest import DAY, SIDES, annotated, found, wanted


def one(meetings: list[Found], *expected: object, people: tuple[str, ...] = ()) -> ArticleScore:
    document = annotated(*expected, people=("Asha Rao",))  # type: ignore[arg-type]
    [scored] = score([document], Findings({"a.txt": meetings}, {"a.txt": people}, are_merged=True), SIDES)
    return scored


def test_what_is_found_as_annotated_is_right_in_everything() -> None:
    scored = one([found()], wanted(), people=("Asha Rao",))
    assert scored.misses == []
    assert [j.is_right for j in scored.judged] == [True]
    figures = total([scored])
    assert {figure for figure, tally in figures.items() if tally.value(figure) == 1.0} == {
        Figure.HELD, Figure.HELD_AND_RIGHTLY_DATED, Figure.DATES, Figure.PLACES, Figure.TYPES, Figure.PARTICIPANTS,
        Figure.PEOPLE_MENTIONED, Figure.TOPICS,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        ({"start": dt.date(2031, 5, 8), "end": dt.date(2031, 5, 8)}, MissKind.DATE),
        ({"start": None, "end": None, "precision": DatePrecision.UNKNOWN}, MissKind.DATE),
        ({"city": None}, MissKind.PLACE),
        ({"type": MeetingType.SUMMIT}, MissKind.TYPE),
        ({"topics": frozenset({"health_pharma", "agriculture_food"})}, MissKind.TOPICS),
        ({"people": (("Asha Rao", "IN"), ("Oleg Petrov", "RU"), ("Ivan Orlov", "RU"))}, MissKind.PARTICIPANTS),
        ({"status": MeetingStatus.PLANNED}, MissKind.STATUS),
    ],
)
def test_one_thing_that_is_wrong_is_one_miss(change: dict[str, object], kind: MissKind) -> None:
    scored = one([found(**change)], wanted(), people=("Asha Rao",))
    assert [miss.kind for miss in scored.misses] == [kind]
    assert scored.misses[0].quote == "Asha Rao met Oleg Petrov"


@pytest.mark.parametrize(
    "change",
    [
        {"type": MeetingType.PHONE_CALL},
        {"people": (("Asha Rao", "IN"), ("Ivan Orlov", "RU"))},
        {"start": dt.date(2031, 6, 1), "end": dt.date(2031, 6, 1)},
    ],
)
def test_another_form_party_or_day_is_another_meeting(change: dict[str, object]) -> None:
    scored = one([found(**change)], wanted(), people=("Asha Rao",))
    assert [miss.kind for miss in scored.misses] == [MissKind.MISSED, MissKind.SPURIOUS]
    assert scored.tallies[Figure.HELD] == Tally(0, 1, 1)
    assert [j.is_right for j in scored.judged] == [False]


def test_what_readers_could_disagree_on_is_neither_right_nor_wrong() -> None:
    for meetings in ([], [found()]):
        scored = one(meetings, wanted(required=False), people=("Asha Rao",))
        assert Figure.HELD not in scored.tallies
        assert (scored.misses, scored.judged) == ([], [])


def test_silence_about_a_date_is_a_miss_and_a_wrong_date_also_spurious() -> None:
    silent = one([found(start=None, end=None, precision=DatePrecision.UNKNOWN)], wanted())
    wrong = one([found(start=dt.date(2031, 5, 8), end=dt.date(2031, 5, 8))], wanted())
    assert silent.tallies[Figure.HELD_AND_RIGHTLY_DATED] == Tally(0, 0, 1)
    assert wrong.tallies[Figure.HELD_AND_RIGHTLY_DATED] == Tally(0, 1, 1)


def test_an_article_without_a_meeting_stays_without_one() -> None:
    assert one([]).tallies[Figure.QUIET] == Tally(1, 0, 0)
    assert one([found()]).tallies[Figure.QUIET] == Tally(0, 0, 1)


def test_what_another_article_tells_of_the_occasion_is_not_spurious() -> None:
    telling = annotated(wanted(topics=frozenset({"agriculture_food"}), type=MeetingType.SUMMIT), file="b.txt")
    meeting = found(topics=frozenset({"health_pharma", "agriculture_food"}), type=MeetingType.SUMMIT)
    findings = Findings({"a.txt": [meeting], "b.txt": [meeting]}, {}, are_merged=True)
    scores = score([annotated(wanted()), telling], findings, SIDES)
    assert [miss for s in scores for miss in s.misses] == []
    assert total(scores)[Figure.SAME_MEETING] == Tally(1, 0, 0)
    apart = Findings({"a.txt": [meeting], "b.txt": [found(meeting_id="m2")]}, {}, are_merged=True)
    assert total(score([annotated(wanted()), telling], apart, SIDES))[Figure.SAME_MEETING] == Tally(0, 0, 1)


def test_dates_are_met_by_what_is_finer_and_not_by_what_is_coarser() -> None:
    may = {"start": dt.date(2031, 5, 1), "end": dt.date(2031, 5, 31), "precision": DatePrecision.MONTH}
    assert date_is_right(wanted(**may), found())
    assert not date_is_right(wanted(), found(**may))
    assert date_is_right(wanted(), found(start=DAY + dt.timedelta(1), end=DAY + dt.timedelta(1)))
    unknown = {"start": None, "end": None, "precision": DatePrecision.UNKNOWN}
    assert date_is_right(wanted(**unknown), found(**unknown))
    assert not date_is_right(wanted(**unknown), found())


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("Sergei Orlov", "Sergey Orlov", True),
        ("S. Orlov", "Sergei Orlov", True),
        ("Orlov", "Sergei Orlov", True),
        ("Nikolai Orlov", "Sergei Orlov", False),
        ("Sergei Orlov", "Sergei Baranov", False),
        ("", "Sergei Orlov", False),
    ],
)
def test_names_may_be_spelled_otherwise(a: str, b: str, same: bool) -> None:
    assert same_name(a, b) == same_name(b, a) == same

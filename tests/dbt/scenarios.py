"""What articles may tell of meetings, and which of their reports are one real occasion.

One function per rule: it adds reports under short names and says which of them belong together. The people of a
scenario are its own, so that scenarios do not meet each other.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

from orchestration.contracts.codes import DateBasis, LocationBasis
from tests.dbt.raw_rows import RawRows

DECEMBER, FOURTH_QUARTER, YEAR = (
    ("2025-12-01", "2025-12-31"),
    ("2025-10-01", "2025-12-31"),
    ("2025-01-01", "2025-12-31"),
)
AUGUST = ("2025-08-01", "2025-08-31")
NO_DATE = (None, None)


@dataclasses.dataclass
class Scenario:
    """Reports by short name, and the groups of names that must become one meeting each."""

    name: str
    rows: RawRows
    reports: dict[str, str] = dataclasses.field(default_factory=dict)
    occasions: list[set[str]] = dataclasses.field(default_factory=list)
    expected: dict[str, Any] = dataclasses.field(default_factory=dict)

    @property
    def indian(self) -> tuple[str, str]:
        return "IN", f"prov-{self.name}-in"

    @property
    def russian(self) -> tuple[str, str]:
        return "RU", f"prov-{self.name}-ru"

    def article(self, name: str, published: str | None = None, **more: Any) -> str:
        """An article of this scenario; see RawRows.article."""
        if "same_text_as" in more:
            more["same_text_as"] = f"{self.name}/{more['same_text_as']}"
        return self.rows.article(f"{self.name}/{name}", published, **more)

    def report(
        self,
        name: str,
        document_id: str,
        dates: tuple[str | None, str | None],
        precision: str = "day",
        people: list[tuple[str, str]] | None = None,
        **more: Any,
    ) -> None:
        """A meeting as the article reports it, of one person of each side where nobody is given."""
        people = [self.indian, self.russian] if people is None else people
        self.reports[name] = self.rows.meeting(document_id, len(self.reports), people, dates, precision, **more)
        for side, person_id in people:
            if person_id.startswith("prov-"):
                self.rows.person(document_id, person_id, person_id.removeprefix("prov-"), side, curated=False)

    def one_each(self, dates: list[str], **more: Any) -> None:
        """Reports a, b, … of articles of their own, told of one day each."""
        for letter, date in zip("abcdefgh", dates, strict=False):
            self.report(letter, self.article(letter, "2026-01-01"), (date, date), **more)


def announced_visit(s: Scenario) -> None:
    """A month, no date at all, and a quarter: three articles announce one visit of Putin to Modi, one as a summit."""
    modi, putin = ("IN", "narendra-modi"), ("RU", "vladimir-putin")
    to_india = {"location_id": "in", "location_basis": LocationBasis.DESTINATION, "status": "planned"}
    a, b, c = s.article("a", "2025-08-29"), s.article("b"), s.article("c", "2025-09-01")
    s.report("month", a, DECEMBER, "month", [putin], meeting_type="visit", topics=("annual_summit",), **to_india)
    s.report("unknown", b, NO_DATE, "unknown", [putin, modi], meeting_type="visit", **to_india)
    s.report("quarter", c, FOURTH_QUARTER, "quarter", [modi, putin], meeting_type="summit", status="planned")
    s.occasions = [{"month", "unknown", "quarter"}]
    s.expected = {
        "meeting_type": "summit", "status": "planned", "date_precision": "month", "document_count": 3,
        "location_id": "in", "headline": "planned: summit of Vladimir Putin with Narendra Modi in India",
    }  # fmt: skip


def announced_by_forum_alone(s: Scenario) -> None:
    """One article tells the month, one the people and the forum, one the forum alone: together they are one plan."""
    annual: dict[str, Any] = {"forum_id": "india-russia-annual-summit", "meeting_type": "summit", "status": "planned"}
    people = [("IN", "manmohan-singh"), ("RU", "dmitry-medvedev")]
    s.report("month", s.article("a", "2009-09-03"), ("2009-12-01", "2009-12-31"), "month", people[1:],
             meeting_type="visit", status="planned")  # fmt: skip
    s.report("people", s.article("b", "2009-05-05"), ("2009-10-01", "2009-12-31"), "quarter", people, **annual)
    s.report("forum", s.article("c", "2009-10-01"), NO_DATE, "unknown", [], **annual)
    s.occasions = [{"month", "people", "forum"}]
    s.expected = {"date_precision": "month", "meeting_type": "summit", "document_count": 3}


def planned_then_held(s: Scenario) -> None:
    """Plans for December, for the end of the year and for two days come true on one of them."""
    s.report("december", s.article("a", "2025-09-01"), DECEMBER, "month", status="planned", meeting_type="visit")
    s.report("quarter", s.article("b", "2025-10-20"), FOURTH_QUARTER, "quarter", status="planned")
    s.report("days", s.article("c", "2025-12-01"), ("2025-12-04", "2025-12-05"), "range", status="planned")
    s.report("held", s.article("d", "2025-12-06"), ("2025-12-05", "2025-12-05"))
    s.occasions = [{"december", "quarter", "days", "held"}]
    s.expected = {"status": "held", "date_precision": "day", "document_count": 4, "meeting_type": "bilateral_meeting"}


def planned_after_held(s: Scenario) -> None:
    """A plan told after a meeting is for another one."""
    s.report("held", s.article("a", "2025-12-06"), ("2025-12-05", "2025-12-05"))
    s.report("next", s.article("b", "2025-12-08"), DECEMBER, "month", status="planned")
    s.occasions = [{"held"}, {"next"}]


def call_and_meeting(s: Scenario) -> None:
    """A call and a meeting on the same day; phone and video are both calls."""
    a, b = s.article("a", "2025-08-19"), s.article("b", "2025-08-19")
    s.report("call", a, ("2025-08-18", "2025-08-18"), meeting_type="phone_call")
    s.report("video", b, ("2025-08-18", "2025-08-18"), meeting_type="video_call")
    s.report("meeting", s.article("c", "2025-08-19"), ("2025-08-18", "2025-08-18"))
    s.report("car", s.article("d", "2025-08-19"), ("2025-08-18", "2025-08-18"), meeting_type="informal_talk")
    s.occasions = [{"call", "video"}, {"meeting"}, {"car"}]


def one_document_tells_two(s: Scenario) -> None:
    """What one article tells apart stays apart, and other articles' reports join the better one."""
    day = ("2025-08-07", "2025-08-07")
    a, b = s.article("a", "2025-08-09"), s.article("b", "2025-08-09")
    s.report("kremlin", a, day, location_id="ru-moscow", venue="Kremlin")
    s.report("talks", a, day, meeting_type="consultations")
    s.report("other", b, day, location_id="ru-moscow")
    s.occasions = [{"kremlin", "other"}, {"talks"}]


def either_of_two(s: Scenario) -> None:
    """An August meeting may be either of two meetings, and is neither; the one in Moscow is told."""
    s.report("early", s.article("a", "2025-09-01"), ("2025-08-07", "2025-08-07"), location_id="ru-moscow")
    s.report("late", s.article("b", "2025-09-01"), ("2025-08-20", "2025-08-20"))
    s.report("either", s.article("c", "2025-09-01"), AUGUST, "month")
    s.report("moscow", s.article("d", "2025-09-01"), AUGUST, "month", location_id="ru-moscow")
    s.occasions = [{"early", "moscow"}, {"late"}, {"either"}]


def days_apart(s: Scenario) -> None:
    """Days told outright differ: a day apart without a city, or two days apart, is another meeting."""
    s.one_each(["2025-08-07", "2025-08-08", "2025-08-11", "2025-08-13"])
    s.occasions = [{"a"}, {"b"}, {"c"}, {"d"}]


def a_day_of_slack(s: Scenario) -> None:
    """A weekday misread by a day is the same meeting."""
    s.report("told", s.article("a", "2025-08-09"), ("2025-08-07", "2025-08-07"))
    s.report("weekday", s.article("b", "2025-08-09"), ("2025-08-08", "2025-08-08"), date_basis=DateBasis.RELATIVE)
    s.occasions = [{"told", "weekday"}]


def a_chain_of_days(s: Scenario) -> None:
    """Three days in one city are a chain; its ends are two days apart and never meet."""
    delhi: dict[str, Any] = {"location_id": "in-new-delhi"}
    s.report("a", s.article("a", "2025-12-07"), ("2025-12-04", "2025-12-04"), **delhi)
    s.report("b", s.article("b", "2025-12-07"), ("2025-12-05", "2025-12-05"), date_basis=DateBasis.RELATIVE, **delhi)
    s.report("c", s.article("c", "2025-12-07"), ("2025-12-06", "2025-12-06"), date_basis=DateBasis.RELATIVE, **delhi)
    s.occasions = [{"a", "b"}, {"c"}]


def a_city_told_elsewhere(s: Scenario) -> None:
    """On the same day, a city that the article gives in another sentence is no objection."""
    day = ("2025-09-01", "2025-09-01")
    s.report("city", s.article("a", "2025-09-01"), day, location_id="cn-tianjin")
    s.report("context", s.article("b", "2025-11-29"), day, location_id="ru", location_basis=LocationBasis.CONTEXT)
    s.occasions = [{"city", "context"}]
    s.expected = {"location_id": "cn-tianjin"}


def the_better_attested(s: Scenario) -> None:
    """A month fits two days of it; that of which several write is meant, as long as nothing else speaks against it."""
    s.one_each(["2025-08-07", "2025-08-07", "2025-08-18"], location_id="ru-moscow")
    s.report("month", s.article("month", "2025-10-01"), AUGUST, "month", location_id="ru-moscow")
    s.occasions = [{"a", "b", "month"}, {"c"}]


def a_plan_without_any_date(s: Scenario) -> None:
    """A plan in an article without a date belongs to one of two occasions, but nobody can tell to which."""
    s.report("first", s.article("a", "2025-02-01"), ("2025-02-10", "2025-02-10"), status="planned")
    s.report("second", s.article("b", "2025-06-01"), ("2025-06-10", "2025-06-10"), status="planned")
    s.report("some day", s.article("c"), NO_DATE, "unknown", status="planned")
    s.occasions = [{"first"}, {"second"}, {"some day"}]


def a_session_by_its_mechanism(s: Scenario) -> None:
    """The mechanism and a day are enough, whether the edition is named or the people."""
    day = ("2024-11-12", "2024-11-12")
    told: dict[str, Any] = {"meeting_type": "consultations", "location_id": "in-new-delhi"}
    s.report("people", s.article("a", "2024-11-13"), day, forum_id="irigc-tec-2024", **told)
    s.report("nobody", s.article("b", "2024-10-22"), day, people=[], forum_id="irigc-tec", status="planned", **told)
    s.occasions = [{"people", "nobody"}]
    s.expected = {"status": "held", "forum_id": "irigc-tec-2024"}


def named_in_a_summary(s: Scenario) -> None:
    """An article sums up two meetings of one day as one; who was met apart is no participant of both."""
    day, other = ("2025-08-07", "2025-08-07"), ("RU", "prov-named-other-ru")
    for letter in "abc":
        article = s.article(letter, "2025-08-08")
        s.report(letter, article, day, location_id="ru-moscow")
        s.report(f"{letter} other", article, day, people=[s.indian, other])
    s.report("both", s.article("d", "2025-08-08"), day, people=[s.indian, s.russian, other], location_id="ru-moscow")
    s.occasions = [{"a", "b", "c", "both"}, {"a other", "b other", "c other"}]


def the_summit_was_meant(s: Scenario) -> None:
    """A plan for the year is for the summit, not for the arrival on the evening before it."""
    for letter in "ab":
        article = s.article(letter, "2025-12-06")
        s.report(f"{letter} eve", article, ("2025-12-04", "2025-12-04"), meeting_type="visit")
        s.report(f"{letter} day", article, ("2025-12-05", "2025-12-05"), meeting_type="summit",
                 forum_id="india-russia-annual-summit-2025")  # fmt: skip
    s.report("plan", s.article("plan", "2025-02-01"), YEAR, "year", meeting_type="visit", status="planned")
    s.occasions = [{"a eve", "b eve"}, {"a day", "b day", "plan"}]


def cities_apart(s: Scenario) -> None:
    """Two cities are two meetings; a city taken from a dateline contradicts nothing."""
    day = ("2025-08-07", "2025-08-07")
    s.report("moscow", s.article("a", "2025-08-09"), day, location_id="ru-moscow")
    s.report("delhi", s.article("b", "2025-08-09"), day, location_id="in-new-delhi", meeting_type="consultations")
    tianjin: dict[str, Any] = {"location_id": "cn-tianjin", "location_basis": LocationBasis.DATELINE}
    s.report("dateline", s.article("c", "2025-08-09"), day, meeting_type="consultations", **tianjin)
    s.occasions = [{"delhi", "dateline"}, {"moscow"}]


def syndicated(s: Scenario) -> None:
    """Copies of one text are one voice."""
    for name in ("a", "b"):
        s.report(name, s.article(name, "2025-08-09", same_text_as="agency"), ("2025-08-07", "2025-08-07"))
    s.occasions = [{"a", "b"}]
    s.expected = {"document_count": 2, "independent_source_count": 1, "confidence": 0.8}


def leaders_and_ministers(s: Scenario) -> None:
    """The ministers' talks at a summit are not the summit, though one article names them all at it."""
    day = ("2018-10-05", "2018-10-05")
    leaders = [("IN", "narendra-modi"), ("RU", "vladimir-putin")]
    ministers = [s.indian, ("RU", "sergey-lavrov")]
    s.report("summit", s.article("a", "2018-10-06"), day, people=leaders, meeting_type="summit")
    s.report("everybody", s.article("b", "2018-10-06"), day, people=leaders + ministers, meeting_type="summit")
    s.report("ministers", s.article("c", "2018-10-06"), day, people=ministers)
    s.occasions = [{"summit", "everybody"}, {"ministers"}]


def called_off(s: Scenario) -> None:
    """A plan that is called off is not what was held later that year."""
    s.report("plan", s.article("a", "2025-02-01"), ("2025-05-09", "2025-05-09"), status="planned", meeting_type="visit")
    s.report(
        "off", s.article("b", "2025-05-01"), ("2025-05-09", "2025-05-09"), status="cancelled", meeting_type="visit"
    )
    s.report("held", s.article("c", "2026-01-10"), YEAR, "year")
    s.occasions = [{"plan", "off"}, {"held"}]


def sessions_of_a_mechanism(s: Scenario) -> None:
    """Sessions of one mechanism are told by forum where nobody is named, and told apart by their days."""
    nobody: dict[str, Any] = {"people": [], "forum_id": "india-russia-annual-summit", "meeting_type": "consultations"}
    s.report("a", s.article("a", "2003-03-05"), ("2003-03-04", "2003-03-04"), **nobody)
    s.report("b", s.article("b", "2003-03-05"), ("2003-03-04", "2003-03-04"), **nobody)
    s.report("c", s.article("c", "2003-06-05"), ("2003-06-04", "2003-06-04"), **nobody)
    s.occasions = [{"a", "b"}, {"c"}]


def a_post_is_a_person(s: Scenario) -> None:
    """The foreign minister of that day, told by post in one article and by name in another."""
    day = ("2023-11-20", "2023-11-20")
    s.report("name", s.article("a", "2023-11-21"), day, people=[("IN", "s-jaishankar"), s.russian])
    s.report("post", s.article("b", "2023-11-21"), day, people=[s.russian], roles=[("IN", "foreign_minister")])
    s.occasions = [{"name", "post"}]


def a_plan_without_a_date(s: Scenario) -> None:
    """It is for the next meeting of the two that the articles know of, in the country that it names."""
    s.report("plan", s.article("a", "2025-08-18"), NO_DATE, "unknown", status="planned")
    s.report("visit", s.article("b", "2025-08-18"), NO_DATE, "unknown", [s.russian], status="planned",
             meeting_type="visit", location_id="in", location_basis=LocationBasis.DESTINATION)  # fmt: skip
    s.report("next", s.article("c", "2025-09-02"), ("2025-09-01", "2025-09-01"), location_id="cn-tianjin")
    s.report("summit", s.article("d", "2025-12-06"), ("2025-12-05", "2025-12-05"), location_id="in-new-delhi")
    s.occasions = [{"plan", "next"}, {"visit", "summit"}]


def news_without_a_date(s: Scenario) -> None:
    """What is told as held without a day was so shortly before, where the parties met then; else nobody can tell."""
    s.report("news", s.article("a", "2021-12-07"), NO_DATE, "unknown")
    s.report("dated", s.article("b", "2022-05-01"), ("2021-12-06", "2021-12-06"))
    s.report("earlier", s.article("c", "2022-05-01"), ("2019-09-04", "2019-09-04"))
    s.report("timeless", s.article("d"), NO_DATE, "unknown")
    s.occasions = [{"news", "dated"}, {"earlier"}, {"timeless"}]


def a_session_without_any_date(s: Scenario) -> None:
    """An article without a date tells a session: its mechanism tells it from other talks of the two that month."""
    tec: dict[str, Any] = {"location_id": "ru-moscow", "meeting_type": "consultations"}
    s.report("session", s.article("a", "2025-08-22"), ("2025-08-20", "2025-08-20"), forum_id="irigc-tec-2025", **tec)
    s.report("talks", s.article("b", "2025-08-22"), ("2025-08-22", "2025-08-22"), location_id="ru-moscow")
    s.report("timeless", s.article("c"), NO_DATE, "unknown", forum_id="irigc-tec", **tec)
    s.occasions = [{"session", "timeless"}, {"talks"}]


def told_by_its_venue(s: Scenario) -> None:
    """A visit to the Kremlin is for the one of two meetings of that day that was there."""
    day, other = ("2025-08-07", "2025-08-07"), ("RU", "prov-venue-other-ru")
    moscow: dict[str, Any] = {"location_id": "ru-moscow"}
    s.report("first", s.article("a", "2025-08-08"), day, people=[s.indian, other], **moscow)
    s.report("second", s.article("b", "2025-08-08"), day, venue="Kremlin", **moscow)
    kremlin: dict[str, Any] = {"meeting_type": "visit", "venue": "Kremlin"}
    s.report("guest", s.article("c", "2025-08-21"), day, people=[s.indian], **kremlin, **moscow)
    s.occasions = [{"first"}, {"second", "guest"}]


def told_by_its_topics(s: Scenario) -> None:
    """Of two meetings in August, the one about the Arctic is meant where the Arctic is told."""
    arctic, trade = ("arctic_far_east",), ("trade_economy",)
    s.report("early", s.article("a", "2025-09-01"), ("2025-08-07", "2025-08-07"), topics=trade)
    s.report("late", s.article("b", "2025-09-01"), ("2025-08-20", "2025-08-20"), topics=arctic)
    s.report("arctic", s.article("c", "2025-10-01"), AUGUST, "month", topics=(*arctic, "connectivity"))
    s.occasions = [{"early"}, {"late", "arctic"}]


def a_guest_alone_in_the_city(s: Scenario) -> None:
    """Talks told of one side alone are those of that day, where the city is the same; elsewhere they are not."""
    day = ("2025-08-07", "2025-08-07")
    s.report("both", s.article("a", "2025-08-08"), day, location_id="ru-moscow")
    s.report("guest", s.article("b", "2025-08-08"), day, people=[s.indian], location_id="ru-moscow")
    s.report("nowhere", s.article("c", "2025-08-08"), day, people=[s.indian])
    s.occasions = [{"both", "guest"}, {"nowhere"}]


def the_talks_of_a_visit(s: Scenario) -> None:
    """Of a visit of two days, the month alone means the summit, not the day on which its visitor was met next."""
    article, told = s.article("a", "2000-10-05"), s.article("b", "2001-11-07")
    delhi: dict[str, Any] = {"location_id": "in-new-delhi"}
    month: dict[str, Any] = {"meeting_type": "visit", "topics": ("trade_economy",), **delhi}
    s.report("summit", article, ("2000-10-03", "2000-10-03"), meeting_type="summit", **delhi)
    s.report("visit", article, ("2000-10-04", "2000-10-04"), **month)
    s.report("month", told, ("2000-10-01", "2000-10-31"), "month", **month)
    s.occasions = [{"summit", "month"}, {"visit"}]


def a_leader_travels(s: Scenario) -> None:
    """A leader's visit that names no host is not the governor's reception, but the talks with his like."""
    day: dict[str, Any] = {"location_id": "ru-moscow"}
    modi, putin = ("IN", "narendra-modi"), ("RU", "vladimir-putin")
    governor, visit = ("RU", "prov-travels-governor-ru"), {"meeting_type": "visit"}
    s.report("visit", s.article("a", "2016-05-05"), ("2016-05-04", "2016-05-04"), people=[modi], **visit, **day)
    s.report("governor", s.article("b", "2016-05-05"), ("2016-05-04", "2016-05-04"), people=[modi, governor], **day)
    s.report("trip", s.article("c", "2017-05-05"), ("2017-05-04", "2017-05-04"), people=[modi], **visit, **day)
    s.report("talks", s.article("d", "2017-05-05"), ("2017-05-04", "2017-05-04"), people=[modi, putin], **day)
    s.occasions = [{"visit"}, {"governor"}, {"trip", "talks"}]


def stars_of_one_summit(s: Scenario) -> None:
    """Some articles give the day of arrival, some that of the talks, some both: all tell one summit."""
    edition: dict[str, Any] = {"forum_id": "india-russia-annual-summit-2025", "meeting_type": "summit"}
    weekday: dict[str, Any] = {"date_basis": DateBasis.RELATIVE, "location_id": "in-new-delhi"}
    a, b = s.article("a", "2025-11-28"), s.article("b", "2025-12-06")
    s.report("plan", a, ("2025-12-04", "2025-12-04"), status="planned", meeting_type="summit",
             date_basis=DateBasis.INFERRED_YEAR)  # fmt: skip
    s.report("days", s.article("c", "2025-12-05"), ("2025-12-04", "2025-12-05"), "range", **edition,
             date_basis=DateBasis.FORUM)  # fmt: skip
    s.report("talks", b, ("2025-12-05", "2025-12-05"), **edition, **weekday)
    s.report("eve", s.article("d", "2025-12-04"), ("2025-12-05", "2025-12-05"), status="planned",
             meeting_type="summit", **weekday)  # fmt: skip
    s.occasions = [{"plan", "days", "talks", "eve"}]


SCENARIOS: tuple[Callable[[Scenario], None], ...] = (
    announced_visit,
    announced_by_forum_alone,
    planned_then_held,
    planned_after_held,
    call_and_meeting,
    one_document_tells_two,
    either_of_two,
    days_apart,
    a_day_of_slack,
    a_chain_of_days,
    a_city_told_elsewhere,
    the_better_attested,
    the_summit_was_meant,
    cities_apart,
    syndicated,
    leaders_and_ministers,
    called_off,
    sessions_of_a_mechanism,
    a_post_is_a_person,
    a_plan_without_a_date,
    a_plan_without_any_date,
    a_session_by_its_mechanism,
    named_in_a_summary,
    news_without_a_date,
    a_session_without_any_date,
    told_by_its_venue,
    told_by_its_topics,
    a_guest_alone_in_the_city,
    the_talks_of_a_visit,
    a_leader_travels,
    stars_of_one_summit,
)


def all_scenarios(rows: RawRows) -> dict[str, Scenario]:
    """Add every scenario to `rows`; returns them by name."""
    scenarios = {}
    for add in SCENARIOS:
        scenario = Scenario(add.__name__, rows)
        add(scenario)
        scenarios[add.__name__] = scenario
    return scenarios

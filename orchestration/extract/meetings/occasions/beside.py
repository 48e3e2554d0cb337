"""Which occasions are told beside one, and which of their days is its own.

Not here: what its own words, its trip and its forum tell (`settling`); what was before the news (`background`).
"""

from __future__ import annotations

from collections.abc import Sequence

from orchestration.contracts.codes import REMOTE_TYPES, DateBasis, LocationBasis, MeetingStatus, ParticipantBasis
from orchestration.extract.meetings.occasions.background import was_before_elsewhere
from orchestration.extract.meetings.occasions.intervals import COARSE, was_weeks_ago
from orchestration.extract.meetings.occasions.page import (
    LEAD,
    WINDOW,
    Occasion,
    Page,
    Told,
    are_of_same_days,
    distance_between,
    is_news,
    paragraphs_of,
)
from orchestration.extract.meetings.parties.members import includes
from orchestration.extract.model import Anchor, Interval

NEWS = 7  # sentences that report the day's news
_NEAR = 7  # sentences over which a meeting shares the day of another one of the same person


def number_of(occasion: Occasion) -> int:
    """The number of the first sentence that tells of it."""
    return min(t.candidate.sentence.number for t in occasion.told)


def neighbours_of(occasion: Occasion, occasions: Sequence[Occasion], anchor: Anchor) -> list[Occasion]:
    """Other occasions in person of the same people, news first, then the nearest."""
    return sorted(
        (
            o
            for o in occasions
            if o is not occasion
            and (o.status is occasion.status or are_of_same_days(o, occasion))
            and any(includes(o.members, m.party) for m in occasion.members if m.party.person is not None)
            and o.type not in REMOTE_TYPES
            and all(t.candidate.previous for t in o.told) <= all(t.candidate.previous for t in occasion.told)
        ),
        key=lambda o: (not is_news(o, anchor), distance_between(o, occasion) + (0 if o.first < occasion.first else 1)),
    )


def day_beside(
    occasion: Occasion, occasions: Sequence[Occasion], neighbours: Sequence[Occasion], page: Page
) -> Interval | None:
    """The day of an occasion of the same people, or of the one told before it: "X met Y on Monday. He also met Z"."""
    if occasion.type in REMOTE_TYPES:
        return None
    leads, planned = _leads(occasion, occasions, page.anchor), occasion.status is MeetingStatus.PLANNED
    reach = _NEAR if page.anchor.day is not None else LEAD  # without, days are of background
    if occasion.told[0].candidate.later:
        reach = WINDOW  # "after that the two co-chaired the commission"
    near = [
        o
        for o in neighbours
        if not _is_in_other_country(occasion, o)
        and not was_before_elsewhere(occasion, o, page.sides)
        and distance_between(o, occasion) <= reach
        and not ((leads or _is_told_by_one_of_them(occasion, o)) and _is_past(o, page.anchor))
        and not (planned and _share_host_alone(o, occasion))
        and not _was_over_by_then(o, occasion, page)
    ]
    before = (
        o
        for o in occasions
        if _goes_on_with(occasion, o, page) and not (_is_told_by_one_of_them(occasion, o) and _is_past(o, page.anchor))
    )
    return next((o.interval for o in (*near, *before) if o.interval.start is not None), None)


def _is_in_other_country(occasion: Occasion, other: Occasion) -> bool:
    """Whether what took place is told to have been in one country and the other in another, so hardly on one day; at a
    house there only where the other is of no day told."""
    both = (occasion, other)
    bases = {LocationBasis.EXPLICIT, *({LocationBasis.VENUE} if _is_of_other_days(other) else ())}
    places = [o.place for o in both if o.place is not None and o.place_basis in bases]
    if occasion.status is not MeetingStatus.HELD or len(places) < len(both):  # "the Kremlin" may be who sits there
        return False
    return all(p.city for p in places) and len({p.country_code for p in places}) > 1


def _is_of_other_days(occasion: Occasion) -> bool:
    """Whether no day is told of an occasion, but a month or the forum at which it was."""
    return occasion.interval.precision in COARSE or occasion.interval.basis is DateBasis.FORUM


def _leads(occasion: Occasion, occasions: Sequence[Occasion], anchor: Anchor) -> bool:
    """Whether a report begins with what took place; a plan told before it is no news of what was."""
    if anchor.day is None or occasion.status is not MeetingStatus.HELD:
        return False
    number = number_of(occasion)
    held = (o for o in occasions if o.status is MeetingStatus.HELD)
    return number <= 1 or (number <= NEWS and all(occasion.first <= o.first for o in held))


def _is_told_by_one_of_them(occasion: Occasion, other: Occasion) -> bool:
    """Whether one of those who met is quoted on it, in another paragraph than what was with others long ago: "Y met Z
    in April last year. ¶ 'Had a good meeting with Y,' X said"."""
    dated = {t.candidate.sentence.paragraph for t in other.told if t.interval.start is not None}
    return is_only_quoted(occasion) and not dated & paragraphs_of(occasion)


def is_only_quoted(occasion: Occasion) -> bool:
    """Whether what took place is told in quotations alone, and not as what was before."""
    quoted = all(t.candidate.quoted and not t.candidate.back for t in occasion.told)
    return quoted and occasion.status is MeetingStatus.HELD


def _goes_on_with(occasion: Occasion, other: Occasion, page: Page) -> bool:
    """Whether what took place is told right behind another thing of its day, of the news or in its paragraph; not where
    that was others' long ago: "Modi visited Moscow in July. Singh also met Belousov"."""
    if page.anchor.day is not None and was_weeks_ago(other.interval, page.anchor):
        together = any(includes(other.members, m.party) for m in occasion.members)
        named = all(m.basis is ParticipantBasis.NAMED for m in occasion.members)
        if named and not together and not any(_is_of_same_time(page, t) for t in occasion.told):
            return False
    return (
        other is not occasion
        and other.status is occasion.status is MeetingStatus.HELD
        and (is_news(other, page.anchor) or bool(paragraphs_of(other) & paragraphs_of(occasion)))
        and other.first < occasion.first
        and distance_between(other, occasion) <= LEAD
        and not _is_in_other_country(occasion, other)
        and not was_before_elsewhere(occasion, other, page.sides)
        and not _was_over_by_then(other, occasion, page)
    )


def _was_over_by_then(other: Occasion, occasion: Occasion, page: Page) -> bool:
    """Whether verbs tell that one thing of long ago was over when the other took place: "X अगस्त में Y से मिले थे। ¶ X ने Z से
    मुलाकात की", or "… की है"."""
    if not _is_past(other, page.anchor) or occasion.status is not MeetingStatus.HELD:
        return False
    if not all(_has_verb(page, t, "m:pluperfect") for t in other.told):
        return False
    if any(_has_verb(page, t, "m:pluperfect") for t in occasion.told):
        return False
    apart = not paragraphs_of(other) & paragraphs_of(occasion)
    return apart or any(_has_verb(page, t, "m:stative") for t in occasion.told)


def _has_verb(page: Page, told: Told, kind: str) -> bool:
    """Whether the clause of a passage ends with a verb of a kind."""
    candidate = told.candidate
    return bool(page.reading.within(kind, candidate.match.last, candidate.last))


def _is_of_same_time(page: Page, told: Told) -> bool:
    """Whether the words of a passage set it at the time told last: "उन्हीं दिनों X ने Y से बातचीत की"."""
    candidate = told.candidate
    return bool(page.reading.within("m:same_time", candidate.sentence.first, candidate.match.first))


def _share_host_alone(one: Occasion, other: Occasion) -> bool:
    """Whether the one has with the other only him in common who receives: not a guest who does both on one trip."""
    shared = [m.party for m in one.members if m.party.person is not None and includes(other.members, m.party)]
    return one.place is not None and all(p.country == one.place.country_code for p in shared)


def _is_past(occasion: Occasion, anchor: Anchor) -> bool:
    """Whether an occasion is not of the news: set before what was told last ("the day before, …"), or long ago."""
    if occasion.interval.start is not None and not is_news(occasion, anchor):
        return True
    if any(t.eve for t in occasion.told):
        return True
    return occasion.interval.basis is DateBasis.RELATIVE or all(t.candidate.back for t in occasion.told)

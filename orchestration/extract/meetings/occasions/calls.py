"""Which talks told at no place were by phone: "spoke to him on 8 August", "had a good conversation with Y," X posted.

Not here: words that tell of a call themselves (`kinds`).
"""

from __future__ import annotations

from collections.abc import Sequence

from orchestration.contracts.codes import REMOTE_TYPES, MeetingType, ParticipantBasis
from orchestration.extract.lexicon import Match
from orchestration.extract.meetings.around import gap_between
from orchestration.extract.meetings.occasions.intervals import leads_to, overlap, within_days
from orchestration.extract.meetings.occasions.page import Occasion, Page, Told
from orchestration.extract.meetings.parties.members import includes
from orchestration.extract.meetings.reading import Reading

_AGO = 3  # tokens in which "a day after" begins behind a verb: "the vote came a day after X spoke to Y"
_ASKED = 6  # tokens between an invitation and the trip that it is to: "invited him to visit"


def settle_calls(occasions: Sequence[Occasion], visits: Sequence[Told], page: Page) -> None:
    """ "Spoke to him on 8 August" is a call: had they met, it would say so, or the one had come to the other then."""
    made = [v for v in visits if not _is_asked_for(v, page)]
    known = [o for o in occasions if not all(_is_asked_for(t, page) for t in o.told)]
    for occasion in occasions:
        bare = occasion.type is MeetingType.BILATERAL_MEETING and occasion.place is None
        if not bare or not any(_is_by_distance(t, page) for t in occasion.told):
            continue
        if not all(_is_by_distance(t, page) or _goes_on_about(t, page) for t in occasion.told):
            continue
        if any(_is_called_meeting(t, page) or _is_at_forum(t) for t in occasion.told):
            continue
        if occasion.interval.start is None and visits:
            continue
        if not _are_at_one_place(occasion, known, made):
            occasion.type = MeetingType.PHONE_CALL


def _are_at_one_place(occasion: Occasion, occasions: Sequence[Occasion], visits: Sequence[Told]) -> bool:
    """Whether on the day of an occasion one of those who talked was where the others are at home."""
    homes, day = {m.party.country for m in occasion.members}, occasion.interval
    stays = [(v.interval, v.candidate.destination, v.candidate.members[:1], leads_to(v.interval, day)) for v in visits]
    met = (o for o in occasions if o is not occasion and o.type not in REMOTE_TYPES)
    stays += [(o.interval, o.place, o.members, within_days(o.interval, day)) for o in met]
    return any(
        place is not None
        and place.country_code in homes
        and days.start is not None
        and (is_near or overlap(days, day))
        and any(m.party.country != place.country_code and includes(occasion.members, m.party) for m in members)
        for days, place, members, is_near in stays
    )


def _is_by_distance(passage: Told, page: Page) -> bool:
    """Whether a passage tells of words alone: "spoke to him", but not "came in May and spoke to him"."""
    candidate = passage.candidate
    nameless = all(m.basis is not ParticipantBasis.NAMED for m in candidate.members)
    told = candidate.trigger.part == "verb" or (candidate.anaphoric and nameless) or _is_posted(passage, page)
    return candidate.trigger.spoken and told and not _is_told_with_trip(passage, page)


def _goes_on_about(passage: Told, page: Page) -> bool:
    """Whether a passage only tells of what was spoken: "X spoke to Y on Friday. The two leaders reviewed …"."""
    candidate = passage.candidate
    goes_on = candidate.trigger.vague and (candidate.trigger.part == "verb" or candidate.anaphoric)
    return goes_on and not _is_told_with_trip(passage, page)


def _is_called_meeting(passage: Told, page: Page) -> bool:
    """Whether its word is one for those who come together: "X and Y spoke on Friday. The meeting lasted an hour"."""
    return bool(page.reading.within("m:encounters", passage.candidate.match.first, passage.candidate.match.last))


def _is_asked_for(visit: Told, page: Page) -> bool:
    """Whether somebody is only invited to a visit."""
    candidate = visit.candidate
    triggers = page.reading.within("m:trigger", candidate.sentence.first, candidate.sentence.last)
    return candidate.trigger.part == "invite" or _is_goal_of_invitation(candidate.match, triggers, page.reading)


def _is_goal_of_invitation(trip: Match, triggers: Sequence[Match], reading: Reading) -> bool:
    """Whether words of a trip stand beside those of an invitation to it: "invited him to visit India"."""
    asked = (m for m in triggers if reading.trigger_of(m).part == "invite")
    return any(gap_between(trip, m) <= _ASKED for m in asked)


def _is_at_forum(passage: Told) -> bool:
    """Whether it was beside a forum of several countries: "spoke to him on the sidelines of the summit"."""
    forum = passage.candidate.forum
    return forum is not None and not forum.is_bilateral


def _is_told_with_trip(passage: Told, page: Page) -> bool:
    """Whether its sentence tells of a trip: "came in May and spoke to him", not "the call came days after X spoke", nor
    "spoke to him and invited him to come"."""
    reading, sentence = page.reading, passage.candidate.sentence
    triggers = reading.within("m:trigger", sentence.first, sentence.last)
    trips = [m for m in triggers if reading.is_trip(m) and not _is_goal_of_invitation(m, triggers, reading)]
    trips = [m for m in trips if not any(reading.starting("m:elsewhen", m.last + gap) for gap in range(_AGO))]
    told = {m.last for m in triggers if reading.trigger_of(m).part == "noun"}
    return any(m.first not in told for m in trips)


def _is_posted(passage: Told, page: Page) -> bool:
    """Whether a leader writes for all to read of a talk with the other: "Had a good conversation with Y," X posted."""
    candidate = passage.candidate
    written = page.reading.within("m:posted", candidate.sentence.first, candidate.sentence.last)
    return bool(written) and not candidate.anaphoric and page.pair.meet_at_summits(candidate.members)

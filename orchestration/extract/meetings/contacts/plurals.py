"""Plurals and countries that tell of no single occasion: "their meetings", "India-Russia talks".

Not here: how one word that tells of several is taken apart (`splitting`).
"""

from __future__ import annotations

from orchestration.contracts.codes import CandidateRejection, MeetingStatus, ParticipantBasis
from orchestration.extract.meetings.around import is_owner
from orchestration.extract.meetings.contacts.clauses import Clause
from orchestration.extract.meetings.contacts.discourse import Candidate
from orchestration.extract.meetings.parties.members import has_people, named_on_both_sides
from orchestration.extract.meetings.reading import Reading

_EACH = 3  # tokens of "अलग-अलग" before a plural
_LISTED = 4  # words between a plural and its verb, or whom it is with


def is_generic(reading: Reading, candidate: Candidate) -> bool:
    """Whether its word is a plural that can tell of no single occasion."""
    match = candidate.match
    told_again = candidate.anaphoric and not is_owner(reading, match)  # not "the meetings of the foreign ministers"
    return bool(reading.within("m:generic", match.first, match.last)) and not told_again


def lists_persons(reading: Reading, candidate: Candidate) -> bool:
    """Whether a plural is one contact with each of those named behind it: "held meetings with X, Y and Z", "meetings
    with X and Y are scheduled"."""
    match = candidate.match
    named = [m.party for m in candidate.members if m.basis is ParticipantBasis.NAMED and m.party.kind == "person"]
    behind = any(0 <= p.first - match.last <= _LISTED for p in named if p.marker == "with")
    verbs = reading.within("m:lists", max(candidate.first, match.first - _LISTED), match.first)
    perfect = candidate.status is MeetingStatus.HELD and verbs and reading.ending("m:auxiliaries", verbs[-1].first)
    return behind and (candidate.status is MeetingStatus.PLANNED or (bool(verbs) and not perfect))


def reject_of_forum(candidate: Candidate) -> None:
    """A summit between nobody whom its clause tells is that of the forum told with it: "Russia chairs BRICS this year
    and will host the summit"."""
    forum = candidate.forum
    unnamed = all(m.basis is ParticipantBasis.CONTEXT for m in candidate.members)
    if candidate.trigger.summit and unnamed and forum is not None and not forum.is_bilateral:
        candidate.rejection = candidate.rejection or CandidateRejection.NOT_A_CONTACT


def reject_generic(candidate: Candidate, clause: Clause) -> None:
    """Undated plurals ("their meetings") and countries without a verb ("India-Russia talks") are no occasion."""
    reading, first, last = clause.reading, clause.first, clause.last
    match = candidate.match
    each = reading.within("m:separately", match.first - _EACH, match.last)
    several = each and named_on_both_sides(candidate.members, clause.sides.codes)
    generic = is_generic(reading, candidate) and not several and not lists_persons(reading, candidate)
    if clause.sentence.title and clause.discourse.speakers and has_people(candidate.members):
        return  # the headline of a transcript
    if generic:
        candidate.rejection = CandidateRejection.HABITUAL
    elif candidate.status is not MeetingStatus.HELD and (candidate.forum is not None or candidate.trigger.summit):
        return
    elif candidate.trigger.part in ("noun", "verb") and (
        not has_people(candidate.members)
        or (not candidate.anaphoric and all(m.basis is ParticipantBasis.CONTEXT for m in candidate.members))
    ):
        if not reading.within("m:support", first, last) and not _tells_of_delegations(candidate):
            candidate.rejection = CandidateRejection.NOT_A_CONTACT


def _tells_of_delegations(candidate: Candidate) -> bool:
    """Whether a verb tells what those whom both sides had sent did: "रूसी सेना के दल ने भारतीय सेना के अधिकारियों के साथ विचार
    साझा किए", not "the two countries discussed"."""
    sent = [m for m in candidate.members if m.basis is ParticipantBasis.NAMED and m.party.kind == "delegation"]
    return candidate.trigger.part == "verb" and len({m.party.country for m in sent}) > 1

"""Who is told to take part: in talks told before, in a session or summit that is the contact itself, or in a forum.

Not here: which other words of contact count (`contacts`), and who was there then (`presence`).
"""

from __future__ import annotations

from collections.abc import Sequence

from orchestration.contracts.codes import MeetingType, ParticipantBasis
from orchestration.extract.forums import Forum
from orchestration.extract.lexicon import Match
from orchestration.extract.meetings.around import is_definite, is_multilateral
from orchestration.extract.meetings.contacts.between import hosts_and_guests
from orchestration.extract.meetings.contacts.clauses import Clause
from orchestration.extract.meetings.parties.members import Member
from orchestration.extract.meetings.parties.parties import SUBJECT
from orchestration.extract.meetings.rules import Trigger

ATTENDING = SUBJECT | {"with"}
_CARRIED = 3  # tokens from "held" to the talks
_SESSION_OF = 3  # tokens from a session to the name of its forum
NAME = 4  # tokens beside what is known of a mechanism's name that are of it too
_NOTE = 10  # tokens of a note in brackets


def tells_who_was_present(clause: Clause, match: Match, trigger: Trigger, forums: Sequence[Forum]) -> bool:
    """Whether a clause says only who came to talks told before: "X too was present at the talks"."""
    if hosts_and_guests(clause, match, trigger) is not None:
        return False
    if clause.reading.within("m:carriers", max(clause.first, match.first - _CARRIED), match.first):
        return False  # "is to hold talks with X and to attend the handing over of …"
    between = any(g.marker == "between" and 0 <= g.first - match.last <= 3 for g in clause.groups)
    cased = bool(clause.reading.rules_at(match.first).case_endings)
    between = between or (cased and any(g.marker == "genitive" and g.first == match.last for g in clause.groups))
    many = trigger.part == "noun" and is_multilateral(clause.reading, match, clause.first, match.last)
    attended = (many or trigger.summit or trigger.type is MeetingType.CONSULTATIONS) and _attend(clause, match)
    attended = attended or _leads_at_summit(clause, match, forums)
    # "भारत-रूस आयोग (तकनीकी एवं आर्थिक सहयोग) | की बैठक"
    sessions = [f for f in forums if _SESSION_OF >= match.first - clause.reading.behind_note(f.last, _NOTE) >= -1]
    attended = attended or any(_is_of_three(f) for f in sessions) or _sits_in_session(clause, match, sessions)
    return is_definite(clause.reading, match) and not (between or attended or _is_with_somebody(clause, match))


def _leads_at_summit(clause: Clause, match: Match, forums: Sequence[Forum]) -> bool:
    """Whether somebody who leads his country there attends the annual summit of the two: "Putin will take part in the
    21st India-Russia annual summit", or "he", of whom the text goes on to speak."""
    annual = (f for f in forums if f.kind == "annual_summit")
    if not any(f.first < match.last and match.first < f.last for f in annual):
        return False
    acting = [p for g in clause.own_groups if g.last <= match.first and g.marker in SUBJECT for p in g.parties]
    subject = clause.discourse.subject
    if subject is not None and any(p.kind == "pronoun" for p in acting):
        acting.append(subject)
    people = [Member(p, ParticipantBasis.NAMED) for p in acting if p.is_individual and p.country in clause.sides.codes]
    return bool(people) and clause.sides.meet_at_summits(people)


def _sits_in_session(clause: Clause, match: Match, sessions: Sequence[Forum]) -> bool:
    """Whether somebody is told to take part in what a clause names in full as a session of a mechanism of the two: "X
    भारत-रूस अंतर-सरकारी आयोग की बैठक में हिस्सा लेंगे", but not "X भी …"."""
    if clause.reading.rules_at(match.first).marking != "after" or clause.within("m:too"):
        return False
    acting = [p for g in clause.own_groups if g.last <= match.first and g.marker in SUBJECT for p in g.parties]
    known = any(p.kind == "pronoun" or (p.is_individual and p.country in clause.sides.codes) for p in acting)
    return known and any(f.kind == "mechanism" and f.is_bilateral for f in sessions)


def _is_with_somebody(clause: Clause, match: Match) -> bool:
    """Whether the words right before a contact, where the verb comes last, say with whom somebody took part in it: "X
    ने Y के साथ भोज में हिस्सा लिया"."""
    if clause.reading.rules_at(match.first).marking != "after":
        return False
    with_whom = [g for g in clause.own_groups if g.marker == "with" and 0 < match.first - g.last <= _CARRIED]
    return any(p.is_individual and p.country in clause.sides.codes for g in with_whom for p in g.parties)


def _is_of_three(forum: Forum) -> bool:
    """Whether a forum is so small that who attends it meets the others: "X will attend the RIC meeting"."""
    return forum.is_bilateral and forum.default_type == MeetingType.MULTILATERAL_MEETING


def _attend(clause: Clause, match: Match) -> bool:
    """Whether both sides are told to have taken part: "the two leaders attended the summit"; where the verb comes last,
    they may stand behind it, "आयोग की बैठक में X और Y ने हिस्सा लिया", but not "… ने भी"."""
    behind = clause.reading.rules_at(match.first).marking == "after" and not clause.within("m:too")
    end = clause.last if behind else match.first
    before = [g for g in clause.own_groups if g.last <= end and g.marker in ATTENDING]
    countries = {c for g in before for c in g.countries()}
    kinds = {g.parties[0].kind for g in before}
    together = any(g.marker == "with" and g.parties[0].is_individual for g in before)
    # "he attends the summit with X", "he flies to Delhi and with X attends the summit"
    joined = together and ("pronoun" in kinds or all(g.marker == "with" for g in before))
    return countries >= set(clause.sides.codes) or "group" in kinds or joined


def is_in_it(clause: Clause) -> bool:
    """Whether a clause goes on about a forum of more than two that its sentence has told right before: "एससीओ का सम्मेलन
    हुआ, जिसमें X ने हिस्सा लिया"."""
    if not clause.reading.starting("m:subordinate", clause.first):
        return False
    before = clause.forums.within(clause.sentence.first, clause.first)
    nouns = clause.reading.within("m:trigger", before[-1].last + NAME, clause.first) if before else []
    talks = any(clause.reading.trigger_of(m).part == "noun" for m in nouns)
    return bool(before) and not before[-1].is_bilateral and not talks

"""What kind of contact a passage tells of: talks, a call, consultations, with a third country …"""

from __future__ import annotations

from orchestration.contracts.codes import MeetingType, ParticipantBasis
from orchestration.extract.lexicon import Match, longest
from orchestration.extract.meetings.around import gap_between, overlap
from orchestration.extract.meetings.contacts.clauses import Clause
from orchestration.extract.meetings.contacts.discourse import Candidate

_NEAR = 12  # tokens from a contact to the words that tell its kind
#: Kinds that stay so with whomever they are: a call, a dinner.
_NOT_THERE = ("m:preparations", "m:later")  # words between a contact and what only was its aim, or came after it
_OF_TWO = frozenset({MeetingType.PHONE_CALL, MeetingType.INFORMAL_TALK})


def tell_kind(candidate: Candidate, clause: Clause) -> None:
    """Sets the type of a candidate by the words beside it, its forum and who takes part."""
    if candidate.trigger.part in ("visit", "invite"):
        return
    kind = _kind_told(candidate, clause)
    if kind not in _OF_TWO and (not clause.sides.are_alone(candidate.members) or _is_among_many(candidate, clause)):
        kind = MeetingType.MULTILATERAL_MEETING
    elif kind is MeetingType.BILATERAL_MEETING and _is_of_nobody_named(candidate) and _begins(candidate):
        kind = kind if _is_of_people_told(candidate, clause) else MeetingType.CONSULTATIONS
    candidate.type = kind


def _is_among_many(candidate: Candidate, clause: Clause) -> bool:
    """Whether those of both sides are told in one breath with others who took part: «во встрече участвовали Х, Y,
    министр Бразилии Z»."""
    told = [m.party for m in candidate.members if m.basis is ParticipantBasis.NAMED]
    here = [g for g in clause.own_groups if sum(any(p is own for p in g.parties) for own in told) > 1]
    ours = set(clause.sides.codes)
    return any(g.countries() - ours - {None} and ours <= g.countries() for g in here)


def _kind_told(candidate: Candidate, clause: Clause) -> MeetingType:
    """The kind that the words beside a contact make it, or its forum; else that of its own words."""
    kind, forum, modifiers = candidate.type, candidate.forum, _modifiers_of(candidate, clause)
    if "video" in modifiers:
        many = len(candidate.members) > 1 and _is_at_forum(candidate, clause)
        return MeetingType.MULTILATERAL_MEETING if many else MeetingType.VIDEO_CALL
    if "phone" in modifiers:
        return MeetingType.PHONE_CALL
    if kind is MeetingType.BILATERAL_MEETING and "informal" in modifiers and not _is_formal(candidate, clause):
        return MeetingType.INFORMAL_TALK
    if forum is not None and forum.is_bilateral and forum.default_type and not _goes_on(candidate):
        return MeetingType(forum.default_type)
    if kind not in _OF_TWO and _is_called_trilateral(candidate, clause):
        return MeetingType.MULTILATERAL_MEETING
    if kind is MeetingType.BILATERAL_MEETING and "consultations" in modifiers:
        led = any(m.party.role_id in clause.sides.leaders for m in candidate.members)
        return kind if led else MeetingType.CONSULTATIONS
    if kind is MeetingType.CONSULTATIONS and forum is None and clause.sides.are_led(candidate.members):
        told = all(m.basis is ParticipantBasis.COREFERENCE for m in candidate.members)
        return MeetingType.BILATERAL_MEETING if told else kind  # "the consultations of the two leaders"
    if kind is MeetingType.BILATERAL_MEETING and "annual" in modifiers and clause.sides.are_led(candidate.members):
        return MeetingType.SUMMIT  # "the annual meeting of the two leaders"
    return kind


def _is_called_trilateral(candidate: Candidate, clause: Clause) -> bool:
    """Whether a contact is said to be of more than two, whoever of them is named, where cases tell what is said of it:
    «встречались в трехстороннем формате», «трехсторонняя встреча»."""
    if candidate.anaphoric or not clause.reading.rules_at(clause.first).case_endings:
        return False
    told = [m for m in clause.within("m:modifier") if m.value[1] == "multilateral"]
    return any(m.last - m.first > 1 or m.last == candidate.match.first for m in told)


def _modifiers_of(candidate: Candidate, clause: Clause) -> set[str]:
    """What words near a contact say of it that are neither a part of a name nor nearer to another word of contact, nor
    of what it prepared or what followed: "discussed preparations for the commission", "talks followed by a dinner"."""
    match = candidate.match
    rivals = [] if candidate.trigger.host else longest(clause.within("m:trigger"))
    rivals = [m for m in rivals if not overlap(m, match) and not _is_setting_of(clause, m, candidate)]
    rivals = [m for m in rivals if not _is_chaired(clause, m, candidate)]
    names = [p for g in clause.groups for p in g.parties if p.is_individual]
    return {
        str(m.value[1])
        for m in clause.within("m:modifier")
        if (abs(m.first - match.first) <= _NEAR or _says_how(clause, m, match))
        and not any(_is_of_rival(clause, m, rival, match) for rival in rivals)
        and not any(p.first <= m.first and m.last <= p.last for p in names)  # "chairman of the commission"
        and not (match.last <= m.first and any(clause.reading.within(k, match.last, m.first) for k in _NOT_THERE))
    }


def _says_how(clause: Clause, modifier: Match, match: Match) -> bool:
    """Whether words only say how a contact before them was held, whose parties stand between: «консультации замминистра
    иностранных дел России Х с послом Y (в режиме видеоконференции)»."""
    reading = clause.reading
    manners = [m for m in clause.within("m:trigger") if reading.trigger_of(m).manner and overlap(m, modifier)]
    return any(match.last <= m.first and not reading.within("m:trigger", match.last, m.first) for m in manners)


def _is_of_rival(clause: Clause, modifier: Match, rival: Match, match: Match) -> bool:
    """Whether a word that tells the kind of a contact stands nearer to another contact."""
    if gap_between(modifier, rival) >= gap_between(modifier, match):
        return False
    if modifier.first < rival.first and rival.last <= modifier.last:
        return False  # "over the phone"
    if clause.reading.trigger_of(rival).manner and rival.first <= modifier.first:
        begin, end = (match.last, rival.first) if match.first < rival.first else (rival.last, match.first)
        return bool(clause.reading.within("m:trigger", begin, end))  # «встретился с Х, а обсудил по телефону …»
    in_order = clause.reading.rules_at(clause.first).marking == "before"
    joint = in_order and clause.reading.within("m:conjunctions", modifier.last, rival.first)
    return not joint  # "by phone and invited him"


def _is_formal(candidate: Candidate, clause: Clause) -> bool:
    """Whether words of contact are never of an informal talk: a summit, or where the verb comes last a noun for it."""
    trigger = candidate.trigger
    noun = trigger.bilateral and trigger.part == "noun"
    return trigger.summit or (noun and clause.reading.rules_at(clause.first).marking == "after")


def _goes_on(candidate: Candidate) -> bool:
    """Whether a verb only goes on with talks told: "they spoke of trade"."""
    return candidate.trigger.is_of_talking


def _begins(candidate: Candidate) -> bool:
    """Whether a passage is no mere going on: by its words, or since its own clause tells who of both countries talked,
    "Rosatom and India's Department of Atomic Energy discussed"."""
    told = [m for m in candidate.members if m.basis is ParticipantBasis.NAMED and m.party.kind == "delegation"]
    return not _goes_on(candidate) or len({m.party.country for m in told}) > 1


def _is_of_people_told(candidate: Candidate, clause: Clause) -> bool:
    """Whether talks of two countries are those of the people told just before: "X will meet Y. In this meeting between
    the two countries …"."""
    match = candidate.match
    pointed = any(overlap(m, match) for m in clause.reading.within("m:anaphora", match.first - 1, match.last))
    told = any(m.party.person is not None for m in clause.discourse.last)
    return told and (candidate.anaphoric or pointed)


def _is_of_nobody_named(candidate: Candidate) -> bool:
    """Whether but countries and delegations are told to have met."""
    members = candidate.members
    return bool(members) and not any(m.party.kind in ("person", "role", "counterpart") for m in members)


def _is_setting_of(clause: Clause, rival: Match, candidate: Candidate) -> bool:
    """Whether an informal occasion is where the two talked: "at the private dinner the two had talks"."""
    reading = clause.reading
    behind = reading.starting("m:definite", rival.last) or reading.starting("m:topic_marks", rival.last)
    if candidate.match.first < rival.last or not behind:
        return False
    return reading.trigger_of(rival).type is MeetingType.INFORMAL_TALK


def _is_chaired(clause: Clause, rival: Match, candidate: Candidate) -> bool:
    """Whether a word of contact only says what somebody chaired: "co-chaired a virtual meeting of the commission"."""
    match, chairs = candidate.match, candidate.trigger.type is MeetingType.CONSULTATIONS
    chairs = chairs and candidate.trigger.part == "verb" and clause.reading.trigger_of(rival).part == "noun"
    return chairs and match.last <= rival.first and not clause.reading.within("m:trigger", match.last, rival.first)


def _is_at_forum(candidate: Candidate, clause: Clause) -> bool:
    """Whether it was at a forum of more than two: "at the BRICS summit held by videoconference"."""
    forum = candidate.forum
    return forum is not None and not forum.is_bilateral and bool(clause.reading.ending("m:place_in", forum.first))

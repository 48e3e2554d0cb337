"""At which forum, mechanism or summit a contact was, or beside which, as its words and those before it tell.

Not here: which forum stands nearest to a word of contact in its clause (`contacts`); where and when a forum was
(`extract.forums`).
"""

from __future__ import annotations

import itertools

from orchestration.contracts.codes import MeetingType
from orchestration.extract.forums import Forum
from orchestration.extract.lexicon import Match
from orchestration.extract.meetings.around import gap_between, is_told_behind
from orchestration.extract.meetings.contacts.clauses import Clause, Contact
from orchestration.extract.meetings.contacts.discourse import Candidate
from orchestration.extract.meetings.reading import Reading

_SIDELINES = 6  # sentences from a forum to "on the sidelines of the summit"
_SESSION_OF = 3  # tokens from a session to the name of its forum
_FORUMS_BACK = 12  # forums told before, of which one may be meant
_ADJECTIVE = 2  # tokens from the adjective of a city to its summit
_WORK = 9  # tokens from what two countries do together to the first forum at which they do
_BLOC = 5  # tokens between a summit and the countries that it is with
_DASH = 3  # tokens that a country and such a group joined by a sign take beside it
_ORDINAL = 5  # tokens before a contact among which its number stands: "the 22nd India-Russia summit"


def forum_beside(contact: Contact) -> Forum | None:
    """The forum of more than two countries told last before: "the SCO summit began in X. On the sidelines of the
    summit Y met Z"."""
    clause, reading = contact.clause, contact.reading
    words = reading.within("m:sidelines", clause.sentence.first, clause.last)
    if contact.trigger.part not in ("noun", "verb") or not words or words[0].first == contact.match.first:
        return None
    last = next(clause.forums.before(words[0].first), None)
    if last is None or last.is_bilateral:
        return None
    ago = reading.tokens[contact.match.first].sentence - reading.tokens[last.first].sentence
    return last if 0 < ago <= _SIDELINES else None


def is_of_officials(forum: Forum) -> bool:
    """Whether no leader sits in a forum: commissions, dialogues, consultations of the two."""
    return forum.is_bilateral and forum.default_type == MeetingType.CONSULTATIONS


def is_session(contact: Contact) -> bool:
    """Whether a contact is what its forum held: "co-chaired", "the 24th session of the commission"."""
    trigger, match, forum = contact.trigger, contact.match, contact.forum
    if forum is None or trigger.type is MeetingType.CONSULTATIONS or trigger.part != "noun":
        return trigger.type is MeetingType.CONSULTATIONS
    if contact.rules.marking == "before":
        return forum.last == match.first or match.first <= forum.first <= match.last + _SESSION_OF
    return forum.first <= match.first <= forum.last + _SESSION_OF


def is_where_they_work(reading: Reading, match: Match, forum: Forum) -> bool:
    """Whether an organisation, told by its letters, is only where the two countries work together, of which they spoke:
    «обсудили взаимодействие в рамках ООН, ШОС и БРИКС»."""
    if forum.kind != "multilateral" or forum.last - forum.first > 1 or forum.first < match.last:
        return False  # nor sessions: «обсудили сотрудничество на полях Генассамблеи ООН»
    work = reading.within("m:joint_work", match.last, forum.first)
    if work and any(reading.within(kind, work[-1].last, forum.last) for kind in ("m:trigger", "m:gatherings")):
        return False  # «обсудили сотрудничество на саммите ШОС»
    return bool(work) and forum.first - work[-1].last <= _WORK and not reading.has_comma(match.last, work[-1].first)


def is_summit_of_others(contact: Contact) -> bool:
    """Whether a nameless summit only tells when those phoned who are told to have, "three days after the summit", or is
    that of one of the two with a group of countries."""
    match, remote = contact.match, contact.clause.discourse.remote
    if is_with_bloc(contact) or is_in_third_city(contact.clause, contact.match):
        return True
    if not contact.trigger.summit or contact.forum is not None or remote is None:
        return False
    return is_told_behind(contact.reading, match, "m:behind", "m:elsewhen")


def is_in_third_city(clause: Clause, match: Match) -> bool:
    """Whether a summit is told by the adjective of a city of a third country: «после пекинского саммита»."""
    if not clause.reading.trigger_of(match).summit:
        return False
    told = clause.places.within(match.first - _ADJECTIVE, match.first)
    told = [p for p in told if clause.reading.starting("m:city_adjective", p.first)]
    return any(p.country_code not in clause.sides.codes for p in told)


def is_with_bloc(contact: Contact) -> bool:
    """Whether a summit is that of a country with a group of others: "the India-EU summit", «саммит Россия — Африка»."""
    match, sentence = contact.match, contact.clause.sentence
    if not contact.trigger.summit or contact.forum is not None:
        return False
    near = (max(sentence.first, match.first - _BLOC), min(sentence.last, match.last + _BLOC))
    blocs = contact.reading.within("m:blocs", *near)
    return any(gap_between(m, match) <= 1 or _is_joined_to_country(contact.reading, m) for m in blocs)


def _is_joined_to_country(reading: Reading, bloc: Match) -> bool:
    """Whether no more than signs part a group of countries from a country: "EU-India", «Россия — Африка»."""
    near = reading.within("country", bloc.first - _DASH, bloc.last + _DASH)
    between = (reading.tokens[min(c.last, bloc.last) : max(c.first, bloc.first)] for c in near)
    return any(words and all(t.kind != "word" for t in words) for words in between)


def is_at_forum_told(candidate: Candidate, contact: Contact) -> bool:
    """Whether "at the summit", with nobody named, is the forum told before."""
    match = contact.match
    if not contact.trigger.summit or contact.forum is not None:
        return False
    nearest = itertools.islice(contact.clause.forums.before(match.first), _FORUMS_BACK)
    before = [f for f in nearest if f.last <= match.first]
    if any(f.kind == "annual_summit" for f in before):  # "… India's G20 presidency. The last summit …"
        before = [f for f in before if f.is_bilateral]
    told = next(iter(before), None)
    dated = bool(contact.clause.dates.within(match.last, match.last + 2))  # "the summit of 2020"
    if told is None or told.is_bilateral or dated:
        return False
    number = _ordinal_before(contact.reading, match)
    if number is not None and number != told.number:
        return False  # "for the 22nd summit he had gone to Moscow"
    return not candidate.names_anybody


def _ordinal_before(reading: Reading, match: Match) -> int | None:
    """The ordinal in figures right before a contact: "the 22nd summit", «22-й саммит»."""
    for i in range(match.first - 1, max(0, match.first - _ORDINAL), -1):
        figure, ending = reading.tokens[i - 1], reading.tokens[i]
        if (
            figure.kind == "number"
            and figure.end == ending.start
            and not reading.tokens[match.first - 1].text.isdigit()
        ):
            return int(figure.text) if figure.text.isdecimal() and figure.text.isascii() else None
    return None

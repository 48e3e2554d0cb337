"""What talks were about: the days and places told within it are not those of the talks.

By the order of words alone, for dates and places alike; whether a place's name says where something was at all is
decided in `locating`.
"""

from __future__ import annotations

from collections.abc import Sequence

from orchestration.contracts.codes import REMOTE_TYPES, ParticipantBasis
from orchestration.extract.dates.finder import DateExpression
from orchestration.extract.lexicon import Match, longest
from orchestration.extract.meetings.around import in_idiom, is_owner, is_told_behind
from orchestration.extract.meetings.contacts.discourse import Candidate
from orchestration.extract.meetings.contacts.participles import is_of_thing_held
from orchestration.extract.meetings.parties.parties import Group
from orchestration.extract.meetings.reading import Reading
from orchestration.extract.places import Place

_THINGS = ("noun", "visit")  # parts of words for contacts that can be spoken of
_HELD = 8  # tokens from a thing that was discussed to when or where that was
_AGREED = 20  # tokens from "the agreement reached between X and Y" to when or where that was
_REACHED = 14  # tokens from "agreements reached", or a summit that was reviewed, to when or where they were
_OF_WHOM = 2  # tokens from a noun for talks to between whom they were
_HEAD = 4  # words before a noun at the head of a sentence: "the agenda of the coming"
_PREPARED = 3  # tokens from «подготовку» to what is prepared
_NAME = 7  # tokens between "at" and the meeting: the name of the forum whose it is
_APOSTROPHES = frozenset("'’")
_LINKS = ("m:marker", "m:place_in", "m:conjunctions", "m:trigger", "date")
_OWNED = 5  # tokens from those named to the noun for the contact that is theirs


def is_of_matter(reading: Reading, told: DateExpression | Place, candidate: Candidate) -> bool:
    """Whether a date or place is of what was talked about.

    "Discussed X's visit in May", "reviewed the decisions of the summit of July", "took stock of the agreements reached
    in Moscow"; where verbs come last, all that stands behind "in the talks".
    """
    match, trigger = candidate.match, candidate.trigger
    if reading.rules_at(match.first).marking == "after":
        inside = match.last <= told.first and bool(reading.starting("m:place_in", match.last))
        return (candidate.anaphoric and inside) or is_of_thing_held(reading, told, candidate, match.first)
    if _is_of_object_before(reading, told, candidate):
        return True
    if told.first < match.last:
        return False
    if reading.within("m:reached", max(match.last, told.first - _AGREED), told.first):
        return True  # also "the dialogue is held pursuant to the agreement reached in April"
    if not trigger.is_of_talking:
        return trigger.part == "noun" and _is_of_thing_discussed(reading, told, match)
    return _is_of_thing(reading, told, candidate)


def is_when_talked_of(reading: Reading, expression: DateExpression, candidate: Candidate) -> bool:
    """Whether a date is when others talked of a contact: "on Monday they discussed the | talks of X and Y"."""
    noun, trigger = candidate.match, candidate.trigger
    if trigger.part not in _THINGS or trigger.manner or stands_for_setting(reading, noun):
        return False
    if reading.rules_at(noun.first).marking != "before" or expression.last > noun.first:
        return False
    verbs = reading.within("m:trigger", candidate.first, noun.first)
    verbs = [m for m in verbs if reading.trigger_of(m).is_of_talking]
    if not verbs or any(reading.within(kind, verbs[-1].last, noun.first) for kind in ("m:carriers", "m:support")):
        return False
    named = [m.party for m in candidate.members if m.basis is ParticipantBasis.NAMED]
    return expression.first < verbs[-1].last and bool(named) and all(p.first >= noun.last for p in named)


def _is_of_thing_discussed(reading: Reading, told: DateExpression | Place, match: Match) -> bool:
    """Whether talks are said to have been about another contact: "the talks reviewed the decisions of the summit held
    in May", "a meeting with an emphasis on preparations for the visit in October"."""
    things = [m for m in reading.within("m:trigger", match.last, told.first) if told.first - m.last <= _REACHED]
    things = [m for m in things if reading.trigger_of(m).part in _THINGS and not stands_for_setting(reading, m)]
    return bool(things) and bool(reading.within("m:discussion", match.last, things[0].first))


def things_talked_of(reading: Reading, words: Sequence[Match]) -> dict[Match, list[Match]]:
    """Nouns for other contacts that verbs for talking have as their objects, by verb; words: of contact, of one clause.

    "Discussed preparations for the summit between X and Y", but not "discussed trade at the summit".
    """
    verbs = [m for m in words if reading.trigger_of(m).is_of_talking]
    nouns = [m for m in longest(words) if reading.trigger_of(m).part in _THINGS] if verbs else []
    return {verb: [m for m in nouns if _is_object(reading, m, verb)] for verb in verbs} if nouns else {}


def is_talked_of(reading: Reading, noun: Match, first: int, last: int) -> bool:
    """Whether a noun for a contact in tokens [first, last) is what others talked of: "discussed X's visit in May", "X's
    visit in May was discussed", "figured in the talks"."""
    if any(reading.trigger_of(m).is_of_talking for m in reading.within("m:trigger", first, noun.first)):
        return True
    verbs = [m for m in reading.within("m:trigger", noun.last, last) if reading.trigger_of(m).is_of_talking]
    if verbs and is_subject_of_passive(reading, noun, verbs[0]):
        return True
    return bool(reading.within("m:matters", noun.last, last)) and not stands_for_setting(reading, noun)


def _is_object(reading: Reading, noun: Match, verb: Match) -> bool:
    """Whether a noun for a contact stands where a verb for talking has what was talked of."""
    if reading.rules_at(verb.first).marking == "after":
        among = reading.starting("m:along", noun.last)  # "शिखर सम्मेलन सहित कई मुद्दों पर"
        return noun.last <= verb.first and (is_owner(reading, noun) or bool(among))
    if noun.last <= verb.first:
        return _stands_before_its_verb(reading, noun, verb)
    if verb.last > noun.first or stands_for_setting(reading, noun):
        return False
    return not reading.within("m:contents", verb.last, noun.first)  # «рассказал, что провел переговоры с Х»


def _stands_before_its_verb(reading: Reading, noun: Match, verb: Match) -> bool:
    """Whether a noun at the head of a sentence is what a verb behind it talks of, where cases tell: «подготовку к
    визиту Х в Дели обсудили в Москве Y и Z»; else of a passive: "X's visit to Delhi in May was discussed"."""
    tokens = reading.tokens
    if not reading.rules_at(noun.first).case_endings:
        return is_subject_of_passive(reading, noun, verb)
    first = _begin_of_object(reading, noun)
    head = tokens[first : noun.first]
    if len(head) > _HEAD or any(t.kind != "word" for t in head) or reading.has_comma(noun.last, verb.first):
        return False
    tied = [m for m in reading.within("m:marker", first, noun.first) if m.value[1] != "to"]
    placed = (
        reading.within(kind, first, noun.first) for kind in ("m:settings", "m:behind", "m:elsewhen", "m:place_in")
    )
    return not tied and not any(placed) and not reading.within("m:trigger", noun.last, verb.first)


def is_subject_of_passive(reading: Reading, noun: Match, verb: Match) -> bool:
    """Whether a noun for a contact is the subject of a verb behind it: "X's visit to Delhi in May was also discussed",
    but not "during X's visit trade was discussed"."""
    passives = reading.within("m:passives", noun.last, verb.first)
    if not passives or verb.first - passives[-1].last > 1 or reading.rules_at(noun.first).marking != "before":
        return False
    breaks = ("m:clause_breaks", "m:point_back", "m:trigger")
    set_apart = stands_for_setting(reading, noun) or reading.within(
        "m:elsewhen", max(0, noun.first - _NAME), noun.first
    )
    return not set_apart and not any(reading.within(kind, noun.last, passives[-1].first) for kind in breaks)


def _begin_of_object(reading: Reading, noun: Match) -> int:
    """Where the words begin that a noun before its verb ends: at what is prepared, «подготовку к саммиту», else where
    the sentence does."""
    prepared = reading.within("m:preparations", noun.first - _PREPARED, noun.first)
    if prepared:
        return prepared[0].first
    first, tokens = noun.first, reading.tokens
    while first > 0 and tokens[first - 1].sentence == tokens[noun.first].sentence:
        first -= 1
    return first


def _is_of_object_before(reading: Reading, told: DateExpression | Place, candidate: Candidate) -> bool:
    """Whether a date or place is on the other side of the verb from a contact: of what was talked of, before the verb,
    or of the talk itself, behind it."""
    match, trigger, sentence = candidate.match, candidate.trigger, candidate.sentence
    words = [m for m in reading.within("m:trigger", sentence.first, sentence.last) if not in_idiom(reading, m)]
    if trigger.is_of_talking:
        nouns = [m for m in words if told.first < match.first and m.last <= told.first]
        return any(
            reading.trigger_of(m).part in _THINGS and _stands_before_its_verb(reading, m, match) for m in nouns[:1]
        )
    apart = told.last <= _begin_of_object(reading, match)  # "on Monday preparations for the summit were discussed by"
    verbs = [m for m in words if match.last <= m.first and reading.trigger_of(m).is_of_talking]
    behind = bool(verbs) and (apart or verbs[0].first < told.first)
    return trigger.part in _THINGS and behind and _stands_before_its_verb(reading, match, verbs[0])


def stands_for_setting(reading: Reading, noun: Match) -> bool:
    """Whether a contact is where, in the course of which, or after which something was done: "at the talks", "over
    lunch"."""
    if is_told_behind(reading, noun, "m:settings", "m:behind") or reading.starting("m:settings", noun.first):
        return True
    if reading.rules_at(noun.first).marking != "before" or reading.rules_at(noun.first).case_endings:
        return False
    words = reading.within("m:settings", max(0, noun.first - 2 * _NAME), noun.first)
    words = [m for m in words if noun.first - m.last <= _NAME]  # "on the sidelines of the G20 meet"
    between = (max((m.last for m in words), default=noun.first), noun.first)
    plain = all(t.kind != "punct" or t.is_hyphen or t.text in _APOSTROPHES for t in reading.tokens[slice(*between)])
    return bool(words) and plain and not any(reading.within(kind, *between) for kind in _LINKS)


def is_of_thing_between(group: Group, things: Sequence[Match]) -> bool:
    """Whether those named behind the noun for a contact, where markers stand before them, are whom that was between."""
    near = any(0 <= group.first - m.last <= _OF_WHOM for m in things)
    return near and group.marker in ("between", "genitive")


def is_of_matter_told(reading: Reading, group: Group, match: Match) -> bool:
    """Whether those named met on another occasion that talks are told to be about, where verbs come last: "in the talks
    the decisions of the meeting between X and Y were reviewed"."""
    if reading.rules_at(match.first).marking != "after":
        return False
    reach = {"genitive": _OWNED, "between": _HELD, "none": 1}.get(group.marker, 0)
    nouns = reading.within("m:trigger", group.last, group.last + reach + 1)
    nouns = [m for m in nouns if reading.trigger_of(m).part == "noun" and not group.last <= match.first <= m.last]
    nouns = [m for m in nouns if not reading.starting("m:definite", m.last)]  # but "at the meeting of X and Y"
    if group.marker == "none":
        nouns = [m for m in nouns if not reading.starting("m:aims", m.last)]  # but "X वार्ता के लिए Y से मिले"
    return any(is_owner(reading, noun) for noun in nouns)


def _is_of_forum(reading: Reading, told: DateExpression, match: Match) -> bool:
    """Whether a week or longer is that of a forum talked of: "discussed the results of the BRICS summit last week"; a
    day may be that of the talk itself."""
    if told.kind in ("day", "weekday") or told.unit == "day":
        return False
    if reading.rules_at(match.first).marking == "before" and reading.within("m:preparations", match.last, told.first):
        return True  # "discussed preparations for high-level meetings, including a forum in May"
    names = reading.within("forum", max(match.last, told.first - _HELD), told.first)
    names = [m for m in names if not is_told_behind(reading, m, "m:settings")]
    return bool(names) and not reading.has_comma(names[-1].last, told.first)


def _is_of_thing(reading: Reading, told: DateExpression | Place, candidate: Candidate) -> bool:
    """Whether a noun for another contact, or a trip, stands between, of others than those who are told to talk; or
    whether a noun right before has a date: "the Alaska summit of 15 August"."""
    match = candidate.match
    nouns = reading.within("m:trigger", match.last, told.first)
    nouns = [m for m in nouns if told.first - m.last <= _HELD or _is_when_held(reading, m, told)]
    things = [m for m in nouns if reading.trigger_of(m).part in _THINGS]
    things = [m for m in things if not stands_for_setting(reading, m)]  # but "discussed it at the talks"
    if candidate.type in REMOTE_TYPES:
        things = [m for m in things if reading.trigger_of(m).type is not candidate.type]  # but "by phone"
    if any(member.party.first < m.first for m in things for member in candidate.members):
        return True
    if isinstance(told, DateExpression) and _is_of_forum(reading, told, match):
        return True
    links = reading.ending("m:marker", told.first)
    return isinstance(told, DateExpression) and any(m.value[1] == "genitive" for m in links)


def _is_when_held(reading: Reading, noun: Match, told: DateExpression | Place) -> bool:
    """Whether a relative clause goes on about when and where a thing is: "the meeting of the ministers of the three
    countries, which is to be held in Goa in May"."""
    relatives = reading.within("m:relative_things", noun.last, told.first)
    happens = (m for r in relatives[-1:] for m in reading.within("m:happenings", r.last, told.first))
    return told.first - noun.last <= _AGREED and any(happens)

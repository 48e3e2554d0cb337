"""Which words of contact of a clause are read, and why the others tell of none.

Each reason of `NoContact` is a question with its name. Not here: what a contact that is read tells (`talks`, `travel`,
`status`), and why that is rejected; single questions to the words around a contact (`around`).
"""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Iterator, Mapping, Sequence

from orchestration.contracts.codes import MeetingType
from orchestration.extract.dates.expressions import DateExpression
from orchestration.extract.forums import Forum
from orchestration.extract.lexicon import Match, longest
from orchestration.extract.meetings.around import (
    has_other_sense,
    in_idiom,
    is_chair_of,
    is_definite,
    is_of_chair,
    is_of_forum,
    is_of_other_verb,
    is_possessive,
    is_told_behind,
    nearest_forum,
    overlap,
)
from orchestration.extract.meetings.contacts.at_forums import is_in_third_city, is_where_they_work
from orchestration.extract.meetings.contacts.attending import (
    ATTENDING,
    NAME,
    is_in_it,
    tells_who_was_present,
)
from orchestration.extract.meetings.contacts.clauses import Clause, Contact
from orchestration.extract.meetings.contacts.discourse import NoContact, PassedOver
from orchestration.extract.meetings.contacts.locating import is_located
from orchestration.extract.meetings.contacts.matters import things_talked_of
from orchestration.extract.meetings.contacts.mechanisms import mechanism_before, mechanism_that_sits
from orchestration.extract.meetings.contacts.narrators import is_quoted
from orchestration.extract.meetings.contacts.settings import is_setting_of_talks, only_tells_when
from orchestration.extract.meetings.parties.parties import Group
from orchestration.extract.meetings.reading import Reading
from orchestration.extract.meetings.rules import Trigger
from orchestration.extract.places import Place

_SETTING = 3  # tokens before talks within which "during" stands: "during a long phone call"
_BESIDE = 2  # tokens from a visit to the verb that invites to it
_JOINED = 3  # tokens from "and" to the verb that it joins: "and will also visit"
_SITE = 3  # tokens behind such a verb in which the city or country stands that it takes: "the Russian city of Kazan"
_JOINT = 2  # tokens between two who are told together: "X and his Y"
_LABEL = 5  # tokens before and behind the noun of a label
_PREPOSITION = 1  # tokens between a verb and its day: «условились в среду»
_ARTICLE = 1  # tokens of a contact before the name of the forum that it is a part of
_VERB = 3  # tokens from talks to the verb for what they were about
_TO_SUBJECT = 2  # tokens behind a verb in which its subject may stand
_YEARS = frozenset({"year", "edition", "period"})  # kinds of dates


def find_contacts(clause: Clause, passed: list[PassedOver]) -> list[Contact]:
    """The words of contact of a clause that are read, each with the forum it is told with; the others join `passed`."""
    words = _Words.of(clause)
    matters = {noun for things in words.talked_of.values() for noun in things}
    found: list[Contact] = []
    for match in words.all:
        trigger = clause.reading.trigger_of(match)
        why = _why_none(clause, match, trigger, words)
        if why is None:
            rules, forum = clause.reading.rules_at(match.first), _forum_of(clause, match, trigger, words)
            things = words.talked_of.get(match, ())
            found.append(
                Contact(clause, match, trigger, rules, forum, things, is_matter=any(overlap(match, m) for m in matters))
            )
        else:
            passed.append(PassedOver(match, why))
    return found


@dataclasses.dataclass(frozen=True, slots=True)
class _Words:
    """The words of contact and the forums of a clause, without those of somebody's title.

    sittings: words that only tell of a contact where a mechanism has done so; carried: the mechanism told before that
    the clause speaks of; talked_of: nouns for other contacts, by the verb for talking that has them as its object.
    """

    triggers: Sequence[Match]
    sittings: Sequence[Match]
    forums: Sequence[Forum]
    carried: Forum | None
    talked_of: Mapping[Match, Sequence[Match]]

    @classmethod
    def of(cls, clause: Clause) -> _Words:
        told = [m for m in clause.within("m:trigger") if _is_of_its_language(clause.reading, m)]
        told += [m for m in clause.within("m:spent") if _is_spent(clause, m)]
        triggers = [m for m in longest(told) if not _is_in_title(m, clause.groups)]
        forums = [f for f in clause.forums.within(clause.first, clause.last) if not _is_in_title(f, clause.groups)]
        chaired = [f for f in forums if is_of_chair(clause.reading, f)]
        forums = [f for f in forums if f not in chaired]
        triggers = [m for m in triggers if not any(is_chair_of(clause.reading, m, f) for f in chaired)]
        carried = mechanism_before(clause) if not forums else None
        sittings = [
            m
            for m in longest(clause.within("m:sitting"))
            if _has_sat(clause, m, triggers, forums)
            or (carried is not None and m.first - clause.first <= NAME)  # "the commission, which was held in May"
        ]
        return cls(triggers, sittings, forums, carried, things_talked_of(clause.reading, told))

    @property
    def all(self) -> Iterator[Match]:
        return itertools.chain(self.triggers, self.sittings)

    def has(self, reading: Reading, part: str) -> bool:
        """Whether a word of contact is of this part."""
        return any(reading.trigger_of(m).part == part for m in self.triggers)


def _is_spent(clause: Clause, match: Match) -> bool:
    """Whether how long it was is told behind whom a verb was with: «провел с Х два часа»."""
    other = next((g for g in clause.groups if g.first >= match.last), None)
    if other is None or other.first - match.last > _TO_SUBJECT:
        return False
    return bool(clause.reading.starting(f"m:followed:{match.value[1]}", other.last))


def _is_of_its_language(reading: Reading, match: Match) -> bool:
    """Whether a word of contact is one in the language of its page: "2+2" is written alike in all."""
    return reading.rules[match.value[0]] is reading.rules_at(match.first)


def _forum_of(clause: Clause, match: Match, trigger: Trigger, words: _Words) -> Forum | None:
    """The forum that a contact is told with."""
    forum = nearest_forum(clause.reading, words.forums, match, words.triggers)
    if forum is not None and is_where_they_work(clause.reading, match, forum):
        forum = None
    if trigger.part == "verb":
        if forum is not None and is_of_other_verb(clause.reading, forum, match, words.triggers):
            forum = None
        things = words.talked_of.get(match, ())
        if forum is not None and any(m.first < forum.last and forum.first < m.last for m in things):
            forum = None  # "reviewed the decisions of the annual summit"
        if forum is not None and clause.reading.within("m:preparations", match.last, forum.first):
            forum = None  # "discussed preparations for the commission"
        if words.carried is not None and _has_no_subject(clause, match):
            forum = words.carried
    elif trigger.part == "noun" and forum is not None and _is_talked_of(clause.reading, match, forum):
        forum = None
    elif trigger.part == "noun" and not words.forums:
        forum = mechanism_that_sits(clause, match)
    if forum is not None and trigger.type is MeetingType.PHONE_CALL and not forum.is_bilateral:
        return None  # nobody is called at a forum
    return forum


def _is_talked_of(reading: Reading, match: Match, forum: Forum) -> bool:
    """Whether talks are told to have been about a forum: "the talks focused on preparations for the commission"."""
    if forum.first < match.last:
        return False
    if reading.rules_at(match.first).marking != "before":  # "बैठक में ब्रिक्स सम्मेलन पर चर्चा हुई"
        return bool(reading.starting("m:definite", match.last)) and not reading.starting("m:during", forum.last)
    if reading.ending("m:set_at", forum.first):
        return False  # «ожидается на полях саммита»
    verbs = reading.within("m:discussion", match.last, match.last + _VERB)
    said = any(reading.starting("m:past", m.first) for m in verbs if m.last <= forum.first)
    return said or bool(reading.within("m:preparations", match.last, forum.first))


def _has_no_subject(clause: Clause, match: Match) -> bool:
    """Whether nobody is named between the head of a clause and its verb, nor right behind that."""
    return not any(clause.first <= g.first < match.last + _TO_SUBJECT for g in clause.groups)


def _is_in_title(words: Match | Forum, groups: Sequence[Group]) -> bool:
    """Whether words are of somebody's title: "the co-chair of the commission X"."""
    people = (p for g in groups for p in g.parties if p.kind == "person")
    return any(p.first <= words.first and words.last <= p.last for p in people)


def _has_sat(clause: Clause, match: Match, triggers: Sequence[Match], forums: Sequence[Forum]) -> bool:
    """Whether a mechanism is the subject of a verb: "the commission was held", "the commission between X and Y will be
    held", but not "its session was held"; with cases, it may stand behind it, «заседала комиссия»."""
    cased = bool(clause.reading.rules_at(match.first).case_endings)
    return any(
        f.kind == "mechanism"
        and (0 <= match.first - _end_with_sides(clause, f) <= NAME or (cased and 0 <= f.first - match.last <= NAME))
        and not any(f.first - NAME < m.first < max(f.last, match.first) for m in triggers)
        for f in forums
    )


def _end_with_sides(clause: Clause, forum: Forum) -> int:
    """Where a mechanism's name ends with those between whom it is told to be: "the commission between X and Y"."""
    end = forum.last
    for group in clause.groups:
        gap = NAME if group.marker == "between" and end == forum.last else _JOINT if end > forum.last else -1
        end = group.last if 0 <= group.first - end <= gap else end
    return end


def _why_none(clause: Clause, match: Match, trigger: Trigger, words: _Words) -> NoContact | None:
    """Why a word of contact is not read: the first reason that holds."""
    reading = clause.reading
    if in_idiom(reading, match):
        return NoContact.IDIOM
    if trigger.part == "verb" and (_is_other_verb(clause, match, words) or _is_for_later(clause, match)):
        return NoContact.OTHER_SENSE
    if trigger.host and any(m.first == match.last for m in words.triggers if reading.trigger_of(m).part == "visit"):
        return NoContact.OTHER_SENSE  # «ждет приезда Х», which is his trip
    if trigger.host and _gives_summit(clause, match, words):
        return NoContact.OTHER_SENSE
    if trigger.part == "visit" and _is_of_noun_before(reading, match, words):
        return NoContact.OTHER_SENSE
    if trigger.part == "visit" and _is_stop(clause, match):
        return NoContact.OTHER_SENSE
    if trigger.part == "visit" and _is_invited_to(reading, match, words):
        return NoContact.INVITED_TO
    if trigger.type is MeetingType.INFORMAL_TALK and is_setting_of_talks(clause, match, words.triggers):
        return NoContact.SETTING
    if trigger.part == "noun" and only_tells_when(clause, match, words.triggers):
        return NoContact.SETTING
    if is_in_third_city(clause, match) and is_told_behind(reading, match, "m:behind", "m:elsewhen"):
        return NoContact.SETTING
    if trigger.part == "noun" and _is_label(clause, match):
        return NoContact.LABEL
    present = trigger.part != "presence" and words.has(reading, "presence")
    if present and tells_who_was_present(clause, match, trigger, words.forums):
        return NoContact.WHO_WAS_PRESENT
    if trigger.part == "noun" and _is_spoken_of(clause, match, words):
        return NoContact.SPOKEN_OF
    if is_of_forum(reading, match, words.forums, clause.groups):
        return NoContact.OF_FORUM
    if _is_of_body(clause, match, trigger):
        return NoContact.OF_BODY
    if _is_in_name(reading, match, words):
        return NoContact.NAME_OF_FORUM
    if trigger.festive and not _is_at_celebration(clause, words):
        return NoContact.NOTHING_ATTENDED
    if trigger.anchored and (
        _is_of_agreement(clause, match) or not _is_anchored(clause, match) or _is_done_at_talks(clause, trigger, words)
    ):
        return NoContact.UNANCHORED
    if trigger.part == "presence":
        if trigger.weak and not _is_attended(clause, match, trigger, words):
            return NoContact.NOTHING_ATTENDED
        if any(not f.is_bilateral for f in words.forums) or clause.within("m:events") or is_in_it(clause):
            return NoContact.FORUM_ATTENDED
    return None


def _is_label(clause: Clause, match: Match) -> bool:
    """Whether a noun at the head of a sentence only says what is told behind a colon: "Modi-Putin Meeting: …"."""
    reading, sentence = clause.reading, clause.sentence
    if sentence.title or match.first - sentence.first > _LABEL or match.first == sentence.first:
        return False
    colon = next(
        (i for i in range(match.last, min(match.last + _LABEL, sentence.last)) if reading.tokens[i].text == ":"), 0
    )
    told = any(spans.within(sentence.first, colon) for spans in (clause.dates, clause.places))
    inside = reading.within("m:trigger", match.last, colon) or reading.within("m:finite", sentence.first, colon)
    behind = any(reading.within(kind, colon, sentence.last) for kind in ("m:trigger", "m:finite"))
    return colon > 0 and behind and not told and not inside


def _is_other_verb(clause: Clause, match: Match, words: _Words) -> bool:
    """Whether a verb has another sense, is a noun or is part of another verb."""
    reading = clause.reading
    if has_other_sense(reading, match, clause.last):
        return True
    if match.first > clause.first and is_possessive(reading.tokens, match.first - 1):
        return True  # "at the ministers' meet"
    return any(match.first < m.first < match.last < m.last for m in words.triggers)  # "will call", of "will call on"


def _gives_summit(clause: Clause, match: Match, words: _Words) -> bool:
    """Whether what is hosted is no guest but a summit: "when India hosts the annual summit"."""
    if clause.reading.rules_at(match.first).marking != "before":
        return False
    behind = (m for m in words.triggers if match.last <= m.first <= match.last + NAME)
    summit = next((m for m in behind if clause.reading.trigger_of(m).summit), None)
    return summit is not None and not any(match.last <= g.first < summit.last for g in clause.groups)


def _is_for_later(clause: Clause, match: Match) -> bool:
    """Whether two only agree on something, which is what the day and city behind are of: «Х и Y условились вернуться к
    этому в мае», but not «вчера в Москве условились …», «условились в среду о поставках»."""
    reading, words = clause.reading, (match.first, match.last)
    if not reading.within("m:agreements", *words):
        return False
    told = [e.first for e in clause.dates.within(clause.first, clause.last) if not _is_of_year(e)]
    told += [p.first for p in clause.places.within(clause.first, clause.last) if p.city and is_located(reading, p)]
    return bool(told) and min(told) > match.last + _PREPOSITION


def _is_of_noun_before(reading: Reading, match: Match, words: _Words) -> bool:
    """Whether words of travel are of the contact right before them: "the summit due in New Delhi next month"."""
    before = (m for m in words.triggers if m.last == match.first)
    return reading.rules_at(match.first).marking == "before" and any(
        reading.trigger_of(m).part == "noun" for m in before
    )


def _is_stop(clause: Clause, match: Match) -> bool:
    """Whether a verb only says what else was seen on a trip with talks: "will meet X and visit a shipyard in Kazan"."""
    reading, end = clause.reading, match.last
    before = reading.within("m:trigger", clause.sentence.first, match.first)
    joined = reading.within("m:conjunctions", match.first - _JOINED, match.first)
    if not joined or not reading.within("m:tours", match.first, end) or all(reading.is_trip(m) for m in before):
        return False
    return bool(reading.starting("m:sites", end)) and not clause.places.within(end, end + _SITE)


def _is_invited_to(reading: Reading, match: Match, words: _Words) -> bool:
    """Whether somebody is only invited to a visit: the verb that says so stands right behind."""
    beside = [m for m in words.triggers if 0 < m.first - match.last <= _BESIDE]
    return any(reading.trigger_of(m).part == "invite" for m in beside)


def _is_spoken_of(clause: Clause, match: Match, words: _Words) -> bool:
    """Whether a clause begins with what those behind agreed on: «о консультациях X и Y условились по телефону»; or a
    contact is among what was talked of: "शिखर सम्मेलन और अफगानिस्तान पर बात हुई"."""
    if _is_among_subjects(clause.reading, match, words):
        return True
    heads = clause.reading.starting("m:about", clause.first)
    if not heads or match.first - heads[0].last > _TO_SUBJECT or all(m.first <= match.first for m in words.triggers):
        return False
    behind = next((g for g in clause.groups if g.first >= match.last), None)
    return behind is not None and behind.marker == "agent" and clause.holds(behind.first)


def _is_among_subjects(reading: Reading, match: Match, words: _Words) -> bool:
    """Whether talks that have a name of their own are followed by "on", or by more that is, and by words for talking,
    where verbs come last."""
    trigger = reading.trigger_of(match)
    if reading.rules_at(match.first).marking != "after" or trigger.part != "noun" or trigger.vague:
        return False
    talks = (m for m in words.triggers if m.first > match.last and reading.trigger_of(m).vague)
    scopes = [m for talk in talks for m in reading.within("m:scope", match.last, talk.first)]
    if not scopes or reading.within("m:marker", match.last, scopes[0].first):
        return False
    listed = reading.starting("m:conjunctions", match.last) or reading.tokens[match.last].text == ","
    return bool(listed) or scopes[0].first == match.last


def _is_of_body(clause: Clause, match: Match, trigger: Trigger) -> bool:
    """Whether a meeting is one of a body of one country, or is told of right behind it: "chaired a cabinet meeting. X
    was present at the meeting"."""
    reading, discourse, number = clause.reading, clause.discourse, clause.sentence.number
    if trigger.part == "noun" and (reading.ending("m:bodies", match.first) or reading.starting("m:bodies", match.last)):
        discourse.body_met = number
        return True
    if number - discourse.body_met > 1 or trigger.part not in ("noun", "presence"):
        return False
    named = {p.country for g in clause.own_groups for p in g.parties if p.is_individual}
    bare = trigger.part == "presence" or is_definite(reading, match)
    return bare and not {*clause.sides.codes} <= named


def _is_in_name(reading: Reading, match: Match, words: _Words) -> bool:
    """Whether words are of a forum's name: "the SCO summit", "the summit of the SCO" is where they met, not that they
    did."""
    if reading.tokens[match.first].text == ",":
        return False  # "came to the summit, meeting X"
    reach = 0 if reading.rules[match.value[0]].case_endings else 2  # a noun behind its attribute: "SCO meeting"
    return any(
        f.first - _ARTICLE <= match.first < f.last + reach
        and f.first < match.last <= f.last + reach
        and not f.is_bilateral
        for f in words.forums
        if not any(m.value[1] == "with" for m in reading.within("m:marker", f.last, match.first))  # "met SCO ministers"
    )


def _is_of_agreement(clause: Clause, match: Match) -> bool:
    """Whether a participle only says which agreement is meant: "reviewed the accords signed in Moscow in May"; not
    "the accords signed in Moscow on Monday by X and Y"."""
    agreements = [m for m in clause.reading.ending("m:reached", match.last) if m.first < match.first]
    by = any(g.marker == "by" and g.first >= match.last for g in clause.own_groups)
    return bool(agreements) and not by


def _is_anchored(clause: Clause, match: Match) -> bool:
    """Whether a clause says when, in which city something was, or points back to it; a year tells no occasion, nor what
    is quoted: "'See you in Goa in October,' X told Y"."""
    days = (e.first for e in clause.dates.within(clause.first, clause.last) if not _is_of_year(e))
    cities = (p.first for p in _cities_of(clause))
    if any(not _is_quoted_apart(clause, i, match) for i in itertools.chain(days, cities)):
        return True
    back = any(clause.reading.starting(kind, clause.first) for kind in ("m:point_back", "m:where"))
    return back or bool(clause.within("m:then"))


def _is_quoted_apart(clause: Clause, i: int, match: Match) -> bool:
    """Whether token i stands in a quotation before a verb that is none of it."""
    quoted, verb = (is_quoted(clause.reading, clause.sentence, k, clause.discourse) for k in (i, match.first))
    return i < match.first and quoted and not verb


def _is_done_at_talks(clause: Clause, trigger: Trigger, words: _Words) -> bool:
    """Whether what one did to the other was done at talks that the clause names: "told X during a call on Monday"."""
    nouns = (m for m in words.triggers if clause.reading.trigger_of(m).part == "noun")
    at = (clause.reading.within("m:settings", max(clause.first, m.first - _SETTING), m.first) for m in nouns)
    return trigger.partners == ("object",) and any(at)


def _is_of_year(date: DateExpression) -> bool:
    """Whether no more than a year, or several, is told; the end of one is a season."""
    return (date.kind in _YEARS or (date.kind == "relative" and date.unit == "year")) and date.part is None


def _cities_of(clause: Clause) -> Iterator[Place]:
    """The cities in which a clause says something was."""
    places = clause.places.within(clause.first, clause.last)
    return (p for p in places if p.city is not None and (p.venue is not None or is_located(clause.reading, p)))


def _is_attended(clause: Clause, match: Match, trigger: Trigger, words: _Words) -> bool:
    """Whether a clause says what somebody was present at, or that he led or was of a delegation."""
    heads = trigger.type is MeetingType.CONSULTATIONS  # of delegations
    told = any(m is not match and is_definite(clause.reading, m) for m in words.triggers)
    sent = bool(clause.reading.starting("m:of_side", match.first)) and _stands_before_names(clause, match)
    return heads or told or sent or bool(clause.within("m:attended")) or _is_of_delegation(clause)


def _stands_before_names(clause: Clause, match: Match) -> bool:
    """Whether nothing but a dash parts words from those named: «С индийской стороны – министр Х, советник Y»."""
    named = any(g.marker in ATTENDING and 0 <= g.first - match.last <= 1 for g in clause.own_groups)
    return named and match.first == clause.first


def _is_at_celebration(clause: Clause, words: _Words) -> bool:
    """Whether a clause names a celebration, and no forum where many meet."""
    return bool(clause.within("m:festivities")) and all(f.is_bilateral for f in words.forums)


def _is_of_delegation(clause: Clause) -> bool:
    """Whether the clause tells who was there for one of the two countries: "on the Russian side were X and Y"."""
    sent = clause.reading.within("m:marker", clause.sentence.first, clause.last)
    sent = [m for m in sent if m.value[1] == "on_behalf_of" and clause.reading.ending("country", m.first)]
    return bool(sent) or any(p.kind == "delegation" for g in clause.own_groups for p in g.parties)

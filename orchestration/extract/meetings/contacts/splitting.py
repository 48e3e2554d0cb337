"""Where one word of contact tells of several contacts, or two words of one.

Further parties with their own day, persons met one by one, a meal at which talks were held. Not here: days or cities
listed for the same parties (`listing`, `stops`).
"""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Iterable, Sequence

from orchestration.contracts.codes import REMOTE_TYPES, CandidateRejection, MeetingStatus, MeetingType, ParticipantBasis
from orchestration.extract.lexicon import Match
from orchestration.extract.meetings.around import is_told_behind
from orchestration.extract.meetings.contacts.clauses import Clause
from orchestration.extract.meetings.contacts.discourse import Candidate
from orchestration.extract.meetings.contacts.plurals import is_generic, lists_persons
from orchestration.extract.meetings.parties.members import Member, are_among, distinct, in_context
from orchestration.extract.meetings.parties.parties import SUBJECT, Group
from orchestration.extract.meetings.reading import Reading
from orchestration.extract.text import DASHES

_BOTH = 2
_ASIDE = 3  # tokens from somebody to those who are with him
_COMPANY = frozenset({"company", "with"})
_GOING_ON = (None, CandidateRejection.THIRD_COUNTRY)  # what may be told of the first of several met in turn
_TALKS = frozenset({"noun", "verb"})
_DAY = 3  # words of a day or place between "and" and a further party: "and, on Wednesday, with X"
_LINK = 8  # words of a day or place between two who met and the next two
_PARTNERS = frozenset({"with", "object"})
_HAPPENS = 8  # tokens from "it" to the verb that says when it was: "it is now expected to be held"
_PREDICATE = ("m:auxiliaries", "m:cue", "m:says", "m:support")  # what a verb with its subject begins with


def with_their_tables(found: list[Candidate], reading: Reading) -> list[Candidate]:
    """Makes one of a contact and the meal at which it took place: «встретились за чаепитием», "met over dinner"."""
    kept: list[Candidate] = []
    for meal in found:
        others = [c for c in found if c is not meal and c.type is MeetingType.BILATERAL_MEETING and c.rejection is None]
        at = meal.type is MeetingType.INFORMAL_TALK and meal.trigger.part == "noun" and meal.rejection is None
        same = [c for c in others if are_among(meal.members, c.members)]
        setting = reading.starting("m:settings", meal.match.first) or is_told_behind(reading, meal.match, "m:settings")
        if at and same and setting:
            same[0].type, same[0].last = MeetingType.INFORMAL_TALK, max(same[0].last, meal.last)
        else:
            kept.append(meal)
    return kept


def with_company(found: Sequence[Candidate], clause: Clause) -> None:
    """Adds those who came with somebody who met others: "the ambassador, accompanied by the consul, called on X"."""
    for before, group in itertools.pairwise(clause.groups):
        if group.marker not in _COMPANY or group.first - before.last > _ASIDE or len(group.countries()) != 1:
            continue
        if group.countries() != before.countries() or any(p.kind != "person" for p in group.parties):
            continue
        if group.marker == before.marker or clause.reading.within("m:trigger", before.last, group.first):
            continue  # "met X, called on Y"
        for candidate in found:
            came = any(m.party is p for m in candidate.members for p in before.parties)
            if came and candidate.rejection is None and candidate.trigger.part in ("noun", "verb"):
                more = (Member(p, ParticipantBasis.NAMED) for p in group.parties)
                candidate.members = distinct([*candidate.members, *more])


def and_then(candidate: Candidate, clause: Clause) -> list[Candidate]:
    """Further contacts of one verb, each with its day or city: "met X in Moscow on Tuesday and Y the following day".

    The candidate, and each of these, ends where the next one begins.
    """
    reading, match, members = clause.reading, candidate.match, candidate.members
    behind = [g for g in clause.groups if match.last <= g.first < clause.last]
    met = [g for g in behind if any(m.party is p for m in members for p in g.parties)]
    if candidate.rejection not in _GOING_ON or candidate.trigger.part not in ("noun", "verb") or not met:
        return []
    if reading.rules_at(match.first).marking != "before" or met[-1].marker == "between":
        return []
    first = met[-1]
    last, more, one = first, [], candidate
    for group in behind[behind.index(first) + 1 :]:
        joint = _joint(reading, last, group)
        if joint is None or not _is_told_apart(clause, last, group) or _is_of_next_verb(reading, last, group):
            break
        kept = [m for m in members if m.party not in last.parties and m.party not in first.parties]
        one.last = joint
        others = [Member(p, ParticipantBasis.NAMED) for p in group.parties]
        one = dataclasses.replace(candidate, members=[*kept, *others], first=joint, last=clause.last)
        same = candidate.rejection is None and group.countries() == first.countries()
        if same or len(clause.sides.among(one.members)) == _BOTH:
            if candidate.rejection is not None:  # «встретился с Х, а затем с Y», of whom only Х is of a third country
                one.rejection, one.type = None, candidate.trigger.type
            more.append(one)
        last = group
    return more


def pair_by_pair(candidate: Candidate, clause: Clause) -> list[Candidate]:
    """Further pairs of a verb that is said once: "X held talks with A and Y with B", «Х встретился с А, а Y — с B».

    Where markers stand before, the candidate, and each of these, ends where the next one begins.
    """
    members, match = candidate.members, candidate.match
    own = [g for g in clause.own_groups if any(m.party is p for m in members for p in g.parties)]
    if candidate.rejection is not None or candidate.trigger.part not in ("noun", "verb") or len(own) != _BOTH:
        return []
    subject, partner = sorted(own, key=lambda g: g.marker in _PARTNERS)
    if subject.marker in _PARTNERS or partner.marker not in _PARTNERS or len(subject.countries()) != 1:
        return []
    is_before = clause.reading.rules_at(match.first).marking == "before"
    one, more = candidate, []
    for pair in _pairs_beside(clause, subject, partner, is_before=is_before, match=match):
        others = [Member(p, ParticipantBasis.NAMED) for g in pair for p in g.parties]
        first, last = (pair[0].first, clause.last) if is_before else (clause.first, pair[1].last)
        if is_before:
            one.last = first
        one = dataclasses.replace(candidate, members=others, first=first, last=last)
        more.append(one)
    return more


def _pairs_beside(
    clause: Clause, subject: Group, partner: Group, *, is_before: bool, match: Match
) -> list[tuple[Group, Group]]:
    """Who else met whom by the same word, where markers stand before in order of the text, else the nearest first."""
    reading, pairs = clause.reading, []
    if is_before:
        beside = [g for g in clause.groups if max(partner.last, match.last) <= g.first < clause.last]
    else:
        beside = [g for g in reversed(clause.groups) if clause.first <= g.first < min(subject.first, partner.first)]
    edge = partner if is_before else min(subject, partner, key=lambda g: g.first)
    for one, other in zip(beside[::2], beside[1::2], strict=False):
        pair = (one, other) if is_before else (other, one)
        gap = (edge.last, one.first) if is_before else (one.last, edge.first)
        inside = (gap[0], other.last) if is_before else (other.first, gap[1])
        if not _do_likewise(pair, subject, partner) or reading.within("m:trigger", *inside):
            break
        if not _are_linked(reading, *gap):
            break
        pairs.append(pair)
        edge = other
    return pairs


def _do_likewise(pair: tuple[Group, Group], subject: Group, partner: Group) -> bool:
    """Whether two stand to each other as subject and partner do; with "talks of X with A", so as owners."""
    one, other = pair
    markers = SUBJECT if subject.marker in SUBJECT else {subject.marker}
    named = all(p.is_individual for g in pair for p in g.parties)
    return (
        named
        and one.marker in markers
        and other.marker == partner.marker
        and (one.countries(), other.countries()) == (subject.countries(), partner.countries())
    )


def _are_linked(reading: Reading, first: int, last: int) -> bool:
    """Whether "and" or a comma stands in tokens [first, last), and next to nothing else but a day or place."""
    comma = any(reading.tokens[i].text in ",;" for i in range(first, last))
    words = sum(t.kind == "word" for t in reading.tokens[first:last])
    return (comma or bool(reading.within("m:conjunctions", first, last))) and words <= _LINK


def since_when(candidate: Candidate, clause: Clause) -> list[Candidate]:
    """The one before that says how long ago it was: "their first meeting since Samarkand in September 2022"."""
    reading, match = clause.reading, candidate.match
    told = candidate.rejection is None and len(clause.sides.among(candidate.members)) == _BOTH
    if not told or candidate.trigger.part not in ("noun", "verb") or candidate.type in REMOTE_TYPES:
        return []
    for since in reading.within("m:since", match.last, clause.sentence.last):
        city = next((p for p in clause.places.within(since.last, since.last + 2) if p.city is not None), None)
        days = clause.dates.within(city.last, city.last + _DAY) if city is not None else ()
        if days and days[0].relation == "at":
            here = match._replace(first=since.first, last=since.last)
            one = dataclasses.replace(candidate, match=here, first=since.first, last=days[0].last, destination=city)
            one.status, one.anaphoric, one.previous, one.going_on, one.due = (
                MeetingStatus.HELD,
                False,
                True,
                False,
                False,
            )
            one.type, one.forum = MeetingType.BILATERAL_MEETING, None
            return [one]
    return []


def put_off(candidate: Candidate, clause: Clause) -> list[Candidate]:
    """The one that takes the place of one called off: "the summit of 1 November has been rescheduled for 24 December",
    "the visit, originally set for May, will take place in July".

    The one called off ends where the other begins.
    """
    reading, match, end = clause.reading, candidate.match, clause.sentence.last
    if candidate.rejection is not None or candidate.status is not MeetingStatus.CANCELLED:
        return []
    first_meant = reading.within("m:at_first", candidate.first, end)
    cancelled = [m for m in reading.within("m:cue", candidate.first, end) if m.value[1] == "cancelled"]
    off = next(iter(cancelled or first_meant), None)
    if off is None:
        return []
    for day in clause.dates.within(max(off.last, match.last), end):
        if reading.within("m:backdrops", off.last, day.first):
            break  # «отложен из-за назначенного на 8 мая заседания»
        aim = reading.ending("m:goals", day.first) if cancelled else reading.within("m:future", off.last, day.first)
        if day.relation == "until" or (aim and day.relation == "at" and off.first >= match.last):
            goal = day.first - 1  # "has been moved for", "put off the talks till"
            here = match._replace(first=goal, last=day.first)
            one = dataclasses.replace(candidate, match=here, first=goal, last=day.last, anaphoric=False)
            one.status, candidate.last = MeetingStatus.PLANNED, min(candidate.last, goal)
            return [one]
    return []


def told_again(clause: Clause, last: Candidate) -> Candidate | None:
    """The contact told last, where "it" is told to be at a time or place: "It will be held in Delhi on 10 May"."""
    reading = clause.reading
    begin = max((m.last for m in reading.starting("m:contents", clause.first)), default=clause.first)  # «…, что он …»
    stand_in = next(iter(reading.starting("m:stand_ins", begin)), None)
    if stand_in is None or last.rejection not in (None, CandidateRejection.NOT_A_CONTACT):
        return None
    if last.trigger.part != "visit" and (last.trigger.part != "noun" or last.trigger.weak):
        return None
    anew = last.status is MeetingStatus.CANCELLED and bool(clause.dates.within(clause.first, clause.last))
    if clause.sentence.number - last.sentence.number > 1 or not (clause.is_dated or clause.is_in_city or anew):
        return None
    verb = next(iter(reading.within("m:happenings", stand_in.last, stand_in.last + _HAPPENS)), None)
    if verb is None or any(stand_in.last <= g.first < verb.first for g in clause.own_groups):
        return None
    forum = last.forum.forum_id if last.forum is not None else None
    if any(f.forum_id != forum for f in clause.forums.within(last.match.last, verb.first)):
        return None  # "they met before the BRICS summit. It will be held in May"
    here = last.match._replace(first=verb.first, last=verb.last)
    return dataclasses.replace(
        last, match=here, sentence=clause.sentence, first=clause.first, last=clause.last, status=MeetingStatus.HELD,
        members=in_context(last.members), rejection=None, anaphoric=True, going_on=False, due=False, done=False,
    )  # fmt: skip


def _is_told_apart(clause: Clause, last: Group, group: Group) -> bool:
    """Whether a further party is told in the same case, with a day or place of its own before it."""
    between = last.last, group.first
    alike = group.countries() == last.countries() or group.marker == last.marker != "agent"
    same = alike and all(p.is_individual for p in group.parties)
    if not same or group.marker not in ("none", last.marker):
        return False
    return bool(
        clause.dates.within(*between)
        or clause.places.within(*between)
        or clause.reading.within("m:later", *between)
        or _is_marked_again(clause.reading, last, group)
    )


def _is_marked_again(reading: Reading, last: Group, group: Group) -> bool:
    """Whether "and with" ties a further party, behind words on the one before: "met with X, the minister for …, and
    with Y"."""
    again = reading.ending("m:conjunctions", group.first - 1)
    return bool(again) and group.marker == last.marker == "with"


def _is_of_next_verb(reading: Reading, last: Group, group: Group) -> bool:
    """Whether a further party is the subject or object of a verb of its own."""
    begun = any(reading.starting(kind, group.last) for kind in _PREDICATE)
    return begun or bool(reading.within("m:trigger", last.last, group.first))


def _joint(reading: Reading, last: Group, group: Group) -> int | None:
    """Where the words begin that join a further party to a verb: "and Y on Friday", «а в пятницу — с Y», «а
    затем с Y»."""
    joint = reading.within("m:conjunctions", last.last, group.first)
    if joint and sum(t.kind == "word" for t in reading.tokens[joint[0].last : group.first]) <= _DAY:
        return joint[0].first
    commas = [i for i in range(last.last, group.first) if reading.tokens[i].text == ","]
    dash = any(reading.tokens[i].text in DASHES for i in range(max(last.last, group.first - 2), group.first))
    then = bool(commas) and bool(reading.within("m:later", commas[-1], group.first))
    near = then and sum(t.kind == "word" for t in reading.tokens[commas[-1] : group.first]) <= _DAY
    return commas[-1] + 1 if (dash or near) and commas else None


def respective(reading: Reading, candidate: Candidate, sides: Iterable[str]) -> list[Candidate]:
    """One candidate per pair where as many of the one side met as many of the other, each his own: "X and Y met A and B
    respectively"; empty where they did not."""
    sentence = candidate.sentence
    if candidate.trigger.part not in _TALKS or not reading.within("m:respectively", sentence.first, sentence.last):
        return []
    told = [[m for m in candidate.members if m.party.country == s and m.party.is_individual] for s in sides]
    if len({len(people) for people in told}) != 1 or len(told[0]) < len(told):
        return []
    return [dataclasses.replace(candidate, members=[*pair]) for pair in zip(*told, strict=True)]


def one_by_one(reading: Reading, candidate: Candidate, sides: Iterable[str]) -> list[Candidate]:
    """One candidate per person where one met several "separately" or was received by them, or where a country awaits
    several; else the candidate alone."""
    match = candidate.match
    if (
        candidate.trigger.host
        and candidate.type is MeetingType.VISIT
        and len({m.party.country for m in candidate.members}) == 1
    ):
        return [dataclasses.replace(candidate, members=[guest]) for guest in candidate.members]
    near = (max(candidate.first, match.first - 4), min(candidate.last, match.last + 4))
    several = candidate.each or (is_generic(reading, candidate) and lists_persons(reading, candidate))
    if not several and not reading.within("m:separately", *near):
        return [candidate]
    for side in sides:
        persons = [m for m in candidate.members if m.party.country == side and m.party.is_individual]
        others = [m for m in candidate.members if m.party.country != side]
        if len(persons) > 1 and len(others) == 1 and len(persons) + 1 == len(candidate.members):
            return [dataclasses.replace(candidate, members=[one, *others]) for one in persons]
    return [candidate]

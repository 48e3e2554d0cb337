"""Finds passages that tell of a contact, sentence by sentence: who with whom, whether it took place, or why it is none.

Works on clauses: here is which words of contact count, what reads them (`talks`, `travel`, `status`, `kinds`), and what
is remembered for words that refer back (`Discourse`). Which passages are one occasion, when and where it was, is
decided by `occasions`.
"""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Iterable, Sequence

from orchestration.contracts.codes import (
    REMOTE_TYPES,
    CandidateRejection,
    MeetingStatus,
    MeetingType,
    ParticipantBasis,
)
from orchestration.extract.dates.finder import DateExpression
from orchestration.extract.forums import Forum
from orchestration.extract.lexicon import Match, longest
from orchestration.extract.meetings.around import (
    begins_behind_comma,
    has_other_sense,
    in_idiom,
    is_definite,
    is_followed_by_colon,
    is_of_forum,
    is_of_other_verb,
    is_possessive,
    nearest_forum,
)
from orchestration.extract.meetings.clauses import Clause, Contact, clauses, relative_clauses
from orchestration.extract.meetings.discourse import Candidate, Discourse, NoContact, PassedOver, Sentence
from orchestration.extract.meetings.kinds import tell_kind
from orchestration.extract.meetings.locating import is_located
from orchestration.extract.meetings.members import Member, has_people, named_on_both_sides, same_party
from orchestration.extract.meetings.parties import Group, Party
from orchestration.extract.meetings.reading import Reading
from orchestration.extract.meetings.rules import Trigger
from orchestration.extract.meetings.sides import Sides
from orchestration.extract.meetings.status import is_generic, lists_persons, reject_generic, tell_status
from orchestration.extract.meetings.talks import read_presence, read_talk
from orchestration.extract.meetings.travel import (
    read_awaited,
    read_invitation,
    read_reception,
    read_trip_together,
    read_visit,
)
from orchestration.extract.places import Place
from orchestration.extract.spans import Spans

_TELLING = ("m:trigger", "m:sitting", "m:verdicts")
_ATTENDING = frozenset({"agent", "none", "with"})
_DAY = 3  # words of a day or place between "and" and a further party: "and, on Wednesday, with X"
_BESIDE = 2  # tokens from a visit to the verb that invites to it
_DASHES = frozenset("—–-")
_NAME = 4  # tokens beside what is known of a mechanism's name that are of it too
_FORUMS_BACK = 12  # forums told before, of which one may be meant
_PAIR = 2
_STEM = 5  # letters that forms of a noun have in common
_ORDINAL = 5  # tokens before a contact among which its number stands: "the 22nd India-Russia summit"
#: Rejections after which "the two" are those just named: "they have met many times. In July the two …"
_NAMES_A_PAIR = frozenset(
    {
        *(CandidateRejection.HABITUAL, CandidateRejection.NEGATED, CandidateRejection.HYPOTHETICAL),
        CandidateRejection.NOT_A_CONTACT,
    }
)


def find_candidates(
    reading: Reading,
    sides: Sides,
    sentences: Sequence[Sentence],
    groups: Sequence[Group],
    places: Spans[Place],
    forums: Spans[Forum],
    dates: Spans[DateExpression],
) -> tuple[list[Candidate], list[PassedOver]]:
    """All candidates in order of the text, rejected ones too, and the words of contact that became none."""
    discourse = Discourse(leaders=sides.leaders_named(groups), speakers=_speakers(reading, sides, sentences, groups))
    known = _without_strangers(groups, sides, forums)
    ours = Spans(known)
    interview = _interview(reading, sides, sentences, known)
    persons = (p for g in known for p in g.parties if p.kind == "person" and p.country in sides.codes)
    author = next(persons, None)
    found: list[Candidate] = []
    passed: list[PassedOver] = []
    for sentence in sentences:
        inside = ours.within(sentence.first, sentence.last)
        discourse.is_interview = interview is not None and sentence.first >= interview[0]
        discourse.narrator = _narrator(inside, discourse, interview[1] if interview else None, author)
        if not any(reading.within(kind, sentence.first, sentence.last) for kind in _TELLING):
            for group in inside:
                discourse.hear(group, leads=_leads(group, sentence))
            continue
        discourse.here = inside
        asides = relative_clauses(reading, sentence, inside)
        for first, last in clauses(reading, sentence, inside, asides):
            aside = next((a for a, b in asides if b == first), first)
            visible = [g for g in inside if not aside <= g.first < first]
            cased = bool(reading.rules_at(first).case_endings)
            taken_up = [g for g in visible if cased and g.last < aside < first]
            clause = Clause(reading, sides, discourse, sentence, first, last, visible, places, forums, dates, taken_up)
            _overrule(clause, found)
            found += _read_clause(clause, passed)
            _enlist(clause)
            for group in inside:
                if clause.holds(group.first):
                    discourse.hear(group, leads=_leads(group, sentence))
    return found, passed


def _leads(group: Group, sentence: Sentence) -> bool:
    """Whether a sentence begins with whom it tells of: "With X the visits began"."""
    return group.marker == "with" and group.first - sentence.first <= 1


def _without_strangers(groups: Sequence[Group], sides: Sides, forums: Iterable[Forum]) -> list[Group]:
    """Leaves out pairs of other countries, and those in a name: "the India-Russia commission", not the two, has met."""
    ours = set(sides.codes)
    names = [(f.first, f.last) for f in forums if f.is_bilateral]
    groups = [
        g
        for g in groups
        if not all(p.kind == "pair" and any(a <= p.first and p.last <= b for a, b in names) for p in g.parties)
    ]
    return [g for g in groups if any(p.kind != "pair" or ours & set(p.countries) for p in g.parties)]


def _speakers(reading: Reading, sides: Sides, sentences: Sequence[Sentence], groups: Sequence[Group]) -> list[Member]:
    """The first speaker of each side in a transcript ("V. Putin: …"); empty unless there is one of both."""
    begins = {s.first for s in sentences}
    spoken = [g.parties[0] for g in groups if g.first in begins and g.parties[0].kind == "person"]
    named = [p for p in spoken if is_followed_by_colon(reading, p.last)]
    found = [next((p for p in named if p.country == side), None) for side in sides.codes]
    return [Member(p, ParticipantBasis.CONTEXT) for p in found if p is not None] if None not in found else []


def _overrule(clause: Clause, found: Sequence[Candidate]) -> None:
    """Takes back what was told last: "A meeting had been fixed for Saturday. It was called off." """
    last = found[-1] if found else None
    if last is None or last.rejection is not None or clause.sentence.number - last.sentence.number > 1:
        return
    if clause.reading.starting("m:verdicts", clause.first):
        last.status = MeetingStatus.CANCELLED


def _interview(
    reading: Reading, sides: Sides, sentences: Sequence[Sentence], groups: Sequence[Group]
) -> tuple[int, Party] | None:
    """First token of the questions and answers of an interview, and who answers: the first one named before them."""
    spoken = [s for s in sentences if reading.tokens[s.first].text in _DASHES]
    asked = [s for s in spoken if any(t.text == "?" for t in reading.tokens[s.first : s.last])]
    if len(spoken) < 2 or not asked:
        return None
    first = asked[0].first
    named = (p for g in groups if g.first < first for p in g.parties if p.kind == "person" and p.country in sides.codes)
    answers = next(named, None)
    return (first, answers) if answers is not None else None


def _narrator(
    groups: Sequence[Group], discourse: Discourse, answers: Party | None, author: Party | None
) -> Party | None:
    """Who says "I": whom the sentence names as speaking, else who answers in the interview, else who spoke last.

    author: the first one named, whose text it is where nobody has spoken.
    """
    speaks = next((g.parties[0] for g in groups if g.marker == "speaker" and g.parties[0].kind == "person"), None)
    if speaks is not None:
        return speaks
    return answers if discourse.is_interview else discourse.narrator or author


def _read_clause(clause: Clause, passed: list[PassedOver]) -> list[Candidate]:
    found: list[Candidate] = []
    for contact in _contacts(clause, passed):
        candidate = _read(contact)
        if candidate is None or _is_at_forum_told(candidate, contact):
            why = NoContact.NO_TWO_PARTIES if candidate is None else NoContact.AT_FORUM_TOLD
            passed.append(PassedOver(contact.match, why))
            continue
        if contact.forum is not None:
            candidate.forum = contact.forum
            if contact.forum.kind in ("mechanism", "annual_summit"):
                clause.discourse.forum = contact.forum
        tell_status(candidate, clause)
        if contact.trigger.part == "presence" and clause.discourse.last_status is not candidate.status:
            passed.append(PassedOver(contact.match, NoContact.NOTHING_ATTENDED))
            continue  # nobody was present at what was called off
        tell_kind(candidate, clause)
        _set_apart(candidate, clause)
        found.append(candidate)
        placed = any(p.city is not None for p in clause.places.within(clause.first, clause.last))
        dated = any(e.relation == "at" for e in clause.dates.within(clause.first, clause.last))  # "17 talks since 2014"
        if candidate.rejection is None and not placed and not dated:
            reject_generic(candidate, clause)
        found += _and_then(candidate, clause)
        _remember(candidate, clause)
    found = _with_their_tables(found, clause.reading)
    return [each for candidate in found for each in _each(clause.reading, candidate, clause.sides.codes)]


def _with_their_tables(found: list[Candidate], reading: Reading) -> list[Candidate]:
    """Makes one of a contact and the meal at which it took place: «встретились за чаепитием»."""
    kept: list[Candidate] = []
    for meal in found:
        others = [c for c in found if c is not meal and c.type is MeetingType.BILATERAL_MEETING and c.rejection is None]
        at = meal.type is MeetingType.INFORMAL_TALK and meal.trigger.part == "noun" and meal.rejection is None
        same = [c for c in others if all(any(same_party(a.party, b.party) for b in c.members) for a in meal.members)]
        if at and same and any(reading.ending("m:settings", i) for i in (meal.match.first, meal.match.first - 1)):
            same[0].type = MeetingType.INFORMAL_TALK
        else:
            kept.append(meal)
    return kept


def _and_then(candidate: Candidate, clause: Clause) -> list[Candidate]:
    """Further contacts of one verb, each with its day or city: "met X in Moscow on Tuesday and Y the following day"."""
    reading, match, members = clause.reading, candidate.match, candidate.members
    behind = [g for g in clause.groups if match.last <= g.first < clause.last]
    met = [g for g in behind if any(m.party is p for m in members for p in g.parties)]
    if candidate.rejection is not None or candidate.trigger.part not in ("noun", "verb") or not met:
        return []
    if reading.rules_at(match.first).marking != "before" or met[-1].marker == "between":
        return []
    last, more, one = met[-1], [], candidate
    for group in behind[behind.index(last) + 1 :]:
        joint = _joint(reading, last, group)
        between = last.last, group.first
        told = clause.dates.within(*between) or clause.places.within(*between) or reading.within("m:later", *between)
        same = group.countries() == last.countries() and all(p.kind in ("person", "role") for p in group.parties)
        if joint is None or not told or not same or group.marker not in ("none", last.marker):
            break
        if reading.within("m:trigger", last.last, group.first) or reading.starting("m:auxiliaries", group.last):
            break
        if any(reading.starting(kind, group.last) for kind in ("m:cue", "m:says", "m:support")):
            break
        kept = [m for m in members if m.party not in last.parties and m.party not in met[-1].parties]
        one.last = joint
        others = [Member(p, ParticipantBasis.NAMED) for p in group.parties]
        one = dataclasses.replace(candidate, members=[*kept, *others], first=joint, last=clause.last)
        more.append(one)
        last = group
    return more


def _joint(reading: Reading, last: Group, group: Group) -> int | None:
    """Where the words begin that join a further party to a verb: "and Y on Friday", «а в пятницу — с Y»."""
    joint = reading.within("m:conjunctions", last.last, group.first)
    if joint and sum(t.kind == "word" for t in reading.tokens[joint[0].last : group.first]) <= _DAY:
        return joint[0].first
    commas = [i for i in range(last.last, group.first) if reading.tokens[i].text == ","]
    dash = any(reading.tokens[i].text in _DASHES for i in range(max(last.last, group.first - 2), group.first))
    return commas[-1] + 1 if dash and commas else None


def _contacts(clause: Clause, passed: list[PassedOver]) -> list[Contact]:
    """The words of contact in a clause that are neither of a forum nor part of other words."""
    reading = clause.reading
    triggers = [m for m in longest(clause.within("m:trigger")) if not _is_in_title(m, clause.groups)]
    forums = [f for f in clause.forums.within(clause.first, clause.last) if not _is_in_title(f, clause.groups)]
    carried = _mechanism_before(clause) if not forums else None
    sittings = [m for m in longest(clause.within("m:sitting")) if _has_sat(reading, m, triggers, forums)]
    found: list[Contact] = []
    for match in (*triggers, *sittings):
        trigger = reading.trigger_of(match)
        forum = nearest_forum(reading, forums, match, triggers)
        if forum is not None and trigger.part == "verb" and is_of_other_verb(reading, forum, match, triggers):
            forum = None
        if carried is not None and trigger.part == "verb" and _has_no_subject(clause, match):
            forum = carried
        if forum is not None and trigger.type is MeetingType.PHONE_CALL and not forum.is_bilateral:
            forum = None  # nobody is called at a forum
        why = _why_none(clause, match, trigger, triggers, forums)
        if why is None:
            found.append(Contact(clause, match, trigger, reading.rules_at(match.first), forum))
        else:
            passed.append(PassedOver(match, why))
    return found


def _mechanism_before(clause: Clause) -> Forum | None:
    """The mechanism that is the subject of a relative clause, or "it": "the commission, which last met in May"."""
    reading, first = clause.reading, clause.first
    if reading.starting("m:relative_things", first):
        before = next((f for f in clause.forums.before(first) if first - f.last <= 1), None)
    else:
        before = clause.discourse.forum if clause.within("m:mechanism_pronouns") else None
    return before if before is not None and before.kind == "mechanism" else None


def _has_no_subject(clause: Clause, match: Match) -> bool:
    """Whether nobody is named between the head of a clause and its verb, nor right behind that."""
    return not any(clause.first <= g.first < match.last + _PAIR for g in clause.groups)


def _is_in_title(words: Match | Forum, groups: Sequence[Group]) -> bool:
    """Whether words are of somebody's title: "the co-chair of the commission X"."""
    people = (p for g in groups for p in g.parties if p.kind == "person")
    return any(p.first <= words.first and words.last <= p.last for p in people)


def _why_none(
    clause: Clause, match: Match, trigger: Trigger, triggers: Sequence[Match], forums: Sequence[Forum]
) -> NoContact | None:
    """Why a word of contact is not read; forums: those of its clause."""
    reading = clause.reading
    if in_idiom(reading, match):
        return NoContact.IDIOM
    if trigger.part == "verb" and has_other_sense(reading, match, clause.last):
        return NoContact.OTHER_SENSE
    if trigger.part == "verb" and match.first > clause.first and is_possessive(reading.tokens, match.first - 1):
        return NoContact.OTHER_SENSE  # "at the ministers' meet"
    if trigger.part == "verb" and any(match.first < m.first < match.last < m.last for m in triggers):
        return NoContact.OTHER_SENSE  # "will call", of "will call on"
    presence = any(reading.trigger_of(m).part == "presence" for m in triggers)
    between = any(g.marker == "between" and 0 <= g.first - match.last <= 3 for g in clause.groups)
    if trigger.part == "visit" and any(_invites(reading, m) and 0 < m.first - match.last <= _BESIDE for m in triggers):
        return NoContact.INVITED_TO
    if trigger.type is MeetingType.INFORMAL_TALK and _is_setting(reading, match, triggers):
        return NoContact.SETTING
    attended = trigger.summit and _attend(clause, match)
    if presence and trigger.part != "presence" and is_definite(reading, match) and not between and not attended:
        return NoContact.WHO_WAS_PRESENT  # "X too was present at the talks" tells of X, not of other talks
    if is_of_forum(reading, match, forums, clause.groups):
        return NoContact.OF_FORUM
    reach = 0 if reading.rules[match.value[0]].case_endings else 2  # a noun behind its attribute: "SCO meeting"
    if not _is_own_act(clause, match) and any(
        f.first <= match.first < f.last + reach and match.last <= f.last + reach and not f.is_bilateral for f in forums
    ):
        return NoContact.NAME_OF_FORUM  # "the SCO summit" is where they met, not that they did
    points_back = clause.within("m:then") or reading.starting("m:point_back", clause.first)
    if trigger.anchored and not clause.is_dated and not _is_in_city(clause) and not points_back:
        return NoContact.UNANCHORED
    if trigger.part == "invite" and _is_reason(reading, match, triggers):
        return NoContact.REASON_OF_TRIP
    if trigger.part == "presence":
        heads = trigger.type is MeetingType.CONSULTATIONS  # of delegations
        told = any(m is not match and is_definite(reading, m) for m in triggers) or bool(clause.within("m:attended"))
        if trigger.weak and not heads and not told and not _is_of_delegation(clause):
            return NoContact.NOTHING_ATTENDED
        if any(not f.is_bilateral for f in forums) or clause.within("m:events"):
            return NoContact.FORUM_ATTENDED
    return None


def _is_setting(reading: Reading, match: Match, triggers: Sequence[Match]) -> bool:
    """Whether a dinner is only where they talked, where the verb comes last: "X and Y had talks at a lunch"."""
    if reading.rules_at(match.first).marking != "after" or not reading.starting("m:topic_marks", match.last):
        return False
    nouns = [m for m in triggers if m.first > match.last]
    return any(reading.trigger_of(m).part == "noun" for m in nouns)


def _invites(reading: Reading, match: Match) -> bool:
    return reading.trigger_of(match).part == "invite"


def _is_reason(reading: Reading, invitation: Match, triggers: Sequence[Match]) -> bool:
    """Whether an invitation only says why somebody travels: "on an invitation of X, Y paid a visit to Moscow"."""
    marks = reading.within("m:marker", max(0, invitation.first - 4), invitation.last + 3)
    reasons = [m for m in marks if m.value[1] == "on_invitation_of"]
    if not any(m.first <= invitation.first and invitation.last <= m.last for m in reasons):
        return False
    return any(reading.trigger_of(m).part == "visit" for m in triggers)


def _has_sat(reading: Reading, match: Match, triggers: Sequence[Match], forums: Sequence[Forum]) -> bool:
    """Whether a mechanism is the subject of a verb: "the commission was held", but not "its session was held"; with
    cases, it may stand behind it, «заседала комиссия»."""
    cased = bool(reading.rules_at(match.first).case_endings)
    return any(
        f.kind == "mechanism"
        and (0 <= match.first - f.last <= _NAME or (cased and 0 <= f.first - match.last <= _NAME))
        and not any(f.first - _NAME < m.first < max(f.last, match.first) for m in triggers)
        for f in forums
    )


def _is_in_city(clause: Clause) -> bool:
    """Whether the clause says in which city something was."""
    places = clause.places.within(clause.first, clause.last)
    return any(p.city is not None and (p.venue is not None or is_located(clause.reading, p)) for p in places)


def _is_of_delegation(clause: Clause) -> bool:
    """Whether the clause tells who was there for one of the two countries: "on the Russian side were X and Y"."""
    sent = clause.reading.within("m:marker", clause.sentence.first, clause.last)
    sent = [m for m in sent if m.value[1] == "on_behalf_of" and clause.reading.ending("country", m.first)]
    return bool(sent) or any(p.kind == "delegation" for g in clause.groups if clause.holds(g.first) for p in g.parties)


def _enlist(clause: Clause) -> None:
    """Remembers who belongs to the delegation told last: "the team includes X and Y"."""
    team = clause.discourse.team
    inside = [g for g in clause.groups if clause.holds(g.first)]
    if not team or not clause.within("m:included") or not any(p.kind == "team" for g in inside for p in g.parties):
        return
    more = [p for g in inside for p in g.parties if p.kind == "person" and p.country == team[0].country]
    clause.discourse.team = [*team, *(p for p in more if not any(same_party(p, known) for known in team))]


def _is_own_act(clause: Clause, match: Match) -> bool:
    """Whether those of both sides are told to have held a session of a forum, where the verb comes last."""
    verbs = [*clause.reading.starting("m:past", match.last), *clause.reading.starting("m:support", match.last)]
    end = max((m.last for m in verbs), default=clause.last)
    if not verbs or any(t.kind == "word" for t in clause.reading.tokens[end : min(end + 1, clause.last)]):
        return False
    if clause.reading.rules_at(match.first).marking != "after":
        return False
    return any(clause.holds(g.first) and {*clause.sides.codes} < g.countries() for g in clause.groups)


def _attend(clause: Clause, match: Match) -> bool:
    """Whether both sides are told to have taken part: "the two leaders attended the summit"."""
    before = [g for g in clause.groups if clause.holds(g.first) and g.last <= match.first and g.marker in _ATTENDING]
    countries = {c for g in before for c in g.countries()}
    kinds = {g.parties[0].kind for g in before}
    joined = "pronoun" in kinds and any(g.marker == "with" for g in before)  # "he attends the summit with X"
    return countries >= set(clause.sides.codes) or "group" in kinds or joined


def _read(contact: Contact) -> Candidate | None:
    match contact.trigger.part:
        case "presence":
            return read_presence(contact)
        case "invite":
            return read_awaited(contact) if contact.trigger.host else read_invitation(contact)
        case "visit":
            return read_trip_together(contact) or read_visit(contact)
        case _:
            return read_talk(contact) or read_reception(contact)


def _is_at_forum_told(candidate: Candidate, contact: Contact) -> bool:
    """Whether "at the summit", with nobody named, is the forum told before."""
    match = contact.match
    if not contact.trigger.summit or contact.forum is not None:
        return False
    nearest = itertools.islice(contact.clause.forums.before(match.first), _FORUMS_BACK)
    before = [f for f in nearest if f.last <= match.first]
    if any(f.kind == "annual_summit" for f in before):  # "… India's G20 presidency. The last summit …"
        before = [f for f in before if f.is_bilateral or _has_word_of(contact.reading, f, match)]
    told = next(iter(before), None)
    dated = bool(contact.clause.dates.within(match.last, match.last + 2))  # "the summit of 2020"
    if told is None or told.is_bilateral or dated:
        return False
    number = _ordinal_before(contact.reading, match)
    if number is not None and number != told.number:
        return False  # "for the 22nd summit he had gone to Moscow"
    return not any(m.basis is ParticipantBasis.NAMED for m in candidate.members)


def _has_word_of(reading: Reading, forum: Forum, match: Match) -> bool:
    """Whether the name of a forum has the last word of a contact, in any form."""
    stem = reading.tokens[match.last - 1].key[:_STEM]
    return any(t.key.startswith(stem) for t in reading.tokens[forum.first : forum.last])


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


def _set_apart(candidate: Candidate, clause: Clause) -> None:
    """Tells a candidate from others by the words of its clause: a call told before, an earlier or later occasion."""
    match, trigger, discourse = candidate.match, candidate.trigger, clause.discourse
    again = trigger.part == "verb" or (trigger.spoken and clause.within("m:previous"))
    if trigger.vague and again and not clause.places.within(clause.first, clause.last):
        same = all(any(same_party(a.party, b.party) for b in discourse.ours) for a in candidate.members)
        if candidate.type is MeetingType.BILATERAL_MEETING and discourse.remote is not None and same:
            candidate.type = discourse.remote  # "had spoken to him before", told of a call
    candidate.earlier = bool(clause.within("m:earlier") or _is_behind_days(candidate, clause))
    previous = clause.within("m:previous") or _heads_of_sentence(clause)
    if candidate.anaphoric:  # "the previous talks", but not "at the meeting he recalled the last visit"
        previous = [m for m in previous if m.first < match.last and match.first - 1 <= m.last]
    candidate.previous = bool(previous)
    candidate.apart = bool(clause.within("m:apart"))
    candidate.also = bool(clause.within("m:also"))
    candidate.later = bool(clause.within("m:later"))


def _heads_of_sentence(clause: Clause) -> Sequence[Match]:
    """Words that set all of a sentence before what was told, at its head: "last time he came in May, and they met"."""
    return clause.reading.starting("m:previous", clause.sentence.first)


def _is_behind_days(candidate: Candidate, clause: Clause) -> bool:
    """Whether a clause is what came days before: "this comes days after X met Y"."""
    spans = clause.reading.ending("m:elsewhen", clause.first + 1)
    if begins_behind_comma(clause.reading, clause.first, candidate.match, (m.party for m in candidate.members)):
        return False
    return any(m.first < clause.first for m in spans) and clause.reading.rules_at(clause.first).marking == "before"


def _remember(candidate: Candidate, clause: Clause) -> None:
    """Keeps who met, for words that refer back."""
    sides, discourse, members = clause.sides, clause.discourse, candidate.members
    both = candidate.rejection is None and len(sides.among(members)) == 2
    if both and candidate.trigger.part != "invite":  # which is told at a contact, and is none to be present at
        discourse.last, discourse.last_status = members, candidate.status
        if not sides.are_alone(members):
            discourse.trio = members
    if candidate.destination is not None and candidate.rejection is None:
        discourse.trip = candidate
    if both and has_people(members):
        if sides.are_alone(members) or not discourse.ours:
            discourse.meet(members)
        discourse.remote = candidate.type if candidate.type in REMOTE_TYPES else None
        if sides.are_led(members) and (not discourse.leaders or sides.meet_at_summits(members)):
            discourse.leaders = members
    elif candidate.rejection in _NAMES_A_PAIR and named_on_both_sides(members, sides.codes) and len(members) == _PAIR:
        discourse.meet(members)
    elif candidate.rejection is CandidateRejection.THIRD_COUNTRY:
        discourse.third, discourse.third_paragraph = members, clause.sentence.paragraph


def _each(reading: Reading, candidate: Candidate, sides: Iterable[str]) -> list[Candidate]:
    """One candidate per person where one met several "separately" or was received by them; else the candidate alone."""
    match = candidate.match
    near = (max(candidate.first, match.first - 4), min(candidate.last, match.last + 4))
    several = candidate.each or (is_generic(reading, candidate) and lists_persons(reading, candidate))
    if not several and not reading.within("m:separately", *near):
        return [candidate]
    for side in sides:
        persons = [m for m in candidate.members if m.party.country == side and m.party.person is not None]
        others = [m for m in candidate.members if m.party.country != side]
        if len(persons) > 1 and len(others) == 1 and len(persons) + 1 == len(candidate.members):
            return [dataclasses.replace(candidate, members=[one, *others]) for one in persons]
    return [candidate]

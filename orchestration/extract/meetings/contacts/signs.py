"""Which words of a plan, a denial or a habit in a clause (`rules.Cues`) are those of one contact, and which another's.

Not here: what follows from them (`status`), and what makes a plan without such words or against them (`plans`).
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Collection

from orchestration.contracts.codes import MeetingStatus, ParticipantBasis
from orchestration.extract.lexicon import Match, longest
from orchestration.extract.meetings.around import (
    gap_between,
    is_bare,
    is_behind_comma,
    is_of_other_contact,
    is_told_behind,
    overlap,
    resumed_at,
)
from orchestration.extract.meetings.contacts.calling_off import is_given_up, is_of_another
from orchestration.extract.meetings.contacts.clauses import Clause
from orchestration.extract.meetings.contacts.cutting import behind_inserted
from orchestration.extract.meetings.contacts.discourse import Candidate
from orchestration.extract.meetings.contacts.in_passing import (
    is_behind_past,
    is_in_participle,
    is_of_thing_done,
    is_setting,
)
from orchestration.extract.meetings.contacts.participles import is_of_thing_put_off
from orchestration.extract.meetings.parties.members import are_among
from orchestration.extract.meetings.reading import Reading

_OPEN = frozenset({"planned", "purpose", "intended", "hypothetical"})  # kinds of cues of what is still to come
_PREDICATE = 2  # words at the end of a clause that its verb is among, where that comes last
_ATTRIBUTE = 2  # words between an attribute of a contact and its noun: "the coming bilateral talks"
_BESIDE = 5  # words from a contact to those of a habit
_POSTS = 8  # words of the posts of those who met, between a contact and their names
_BETWEEN = 2  # words from a contact to whom it is with, "of the"
_INVERTED = 3  # words before a noun of contact that its verb may be among
_DAY = 4  # tokens of a day at the head of a clause
_ARTICLE = 4  # tokens between "for" and the talks that a trip is for: «для участия в российско-индийском саммите»
_CALLED_OFF = 4  # tokens from "called off the" to the contact
_BY = 4  # tokens from "hosted" to "by": "hosted in his honour by"


@dataclasses.dataclass(slots=True)
class Signs:
    """The cues of a clause that are of one contact.

    found: all, in order; predicates: first tokens of those that are its own predicate; done: those that tell of what
    took place; cues: the first of each kind.
    """

    found: list[Match]
    predicates: set[int]
    done: list[Match] = dataclasses.field(default_factory=list)
    cues: dict[str, Match] = dataclasses.field(default_factory=dict)

    def drop(self, kinds: Collection[str], unless: Callable[[Match], bool] = lambda m: False) -> None:
        """Leaves out the cues of these kinds that are of something else."""
        self.found = [m for m in self.found if m.value[1] not in kinds or unless(m)]

    def of(self, *kinds: str) -> list[Match]:
        return [m for m in self.found if m.value[1] in kinds]


def signs_of(candidate: Candidate, clause: Clause) -> Signs | None:
    """The cues of a contact; None where it is but the time before something else."""
    signs = Signs(_cues_of_clause(candidate, clause), set())
    if not _keep_own(signs, candidate, clause):
        return None
    _add_from_behind(signs, candidate, clause)
    _weigh_done(signs, candidate, clause)
    _name_cues(signs, candidate, clause)
    return signs


def is_after(candidate: Candidate, clause: Clause) -> bool:
    """Whether the verb comes last in the language of a contact."""
    return clause.reading.rules_at(candidate.match.first).marking == "after"


def _cues_of_clause(candidate: Candidate, clause: Clause) -> list[Match]:
    """The cues of a clause that are no part of another idiom, nor of what the contact comes before."""
    reading = clause.reading
    idioms = clause.within("m:idioms")
    inverted = [m for m in reading.starting("m:cue", clause.head) if clause.head < clause.first]
    inverted = [m for m in inverted if m.value[1] == "negated"]
    return [
        m
        for m in longest([*inverted, *_told_before(candidate, clause), *_across(clause), *clause.within("m:cue")])
        if (overlap(m, candidate.match) or not any(_is_part_of(m, i) for i in idioms))
        and (m.first < candidate.match.last or not reading.starting("m:elsewhen", m.first))  # "ahead of the summit"
    ]


def _told_before(candidate: Candidate, clause: Clause) -> list[Match]:
    """The words of a plan of the past that a clause is the content of: «Ожидалось, что Х встретится с Y»; and what is
    done to the contact with which it begins: "called off the | visit that X was to pay"."""
    reading, first = clause.reading, clause.first
    if candidate.match.first == first and not is_after(candidate, clause):
        off = reading.within("m:cue", max(clause.sentence.first, first - _CALLED_OFF), first)
        return [m for m in off if m.value[1] == "cancelled"]
    if not reading.starting("m:contents", first):
        return []
    cues = [m for i in (first - 1, first) for m in reading.ending("m:cue", i) if m.first >= clause.sentence.first]
    return [m for m in cues if m.value[1] == "intended"]


def _across(clause: Clause) -> list[Match]:
    """The words of a plan that end with those with which a clause begins: "a statement will be issued | after X's talks
    with Y"."""
    cues = [m for i in (1, 2) for m in clause.reading.ending("m:cue", clause.first + i)]
    return [m for m in cues if clause.sentence.first <= m.first < clause.first and m.value[1] == "planned"]


def _is_part_of(cue: Match, idiom: Match) -> bool:
    """Whether a cue is no more than some of the words of an idiom; "will take part" is both."""
    return idiom.first <= cue.first and cue.last <= idiom.last and cue[:2] != idiom[:2]


def _keep_own(signs: Signs, candidate: Candidate, clause: Clause) -> bool:
    """Leaves out cues that are of something else; False where the contact is but the time before something else."""
    reading, match, part = clause.reading, candidate.match, candidate.trigger.part
    if part != "invite":
        signs.drop({"planned"}, unless=lambda m: not _is_reason(reading, m))
    if part == "noun" and reading.ending("m:told_here", match.first):
        signs.drop({"planned"})  # "in the talks held in June X invited Y"
    if part == "visit" and not candidate.trigger.weak and is_told_behind(reading, match, "m:aftermath"):
        signs.drop({"cancelled"})  # "after the visit to Delhi he called off the tender"
    told_before = candidate.anaphoric and not is_bare(reading, match)
    if told_before and part != "presence" and not _keep_predicate(signs, candidate, clause):
        return False
    if not is_after(candidate, clause):
        _leave_to_others(signs, candidate, clause)
        is_at_it = not told_before and is_setting(reading, match)
        if is_at_it or _is_passive(candidate, reading):
            signs.drop({"planned"}, unless=lambda m: not is_of_thing_done(reading, m, match, clause.first))
        if not told_before and is_in_participle(reading, match):
            signs.drop({"planned"}, unless=lambda m: not reading.has_comma(match.last, m.first))
        if is_at_it:
            signs.drop({"planned"}, unless=lambda m: not is_behind_past(reading, m, match))
            _leave_done_to_clause(signs, candidate, clause)
    elif part != "invite" and is_done(candidate, clause):
        signs.drop({"planned"}, unless=lambda m: not _is_of_topic(reading, m, match))
    return True


def _keep_predicate(signs: Signs, candidate: Candidate, clause: Clause) -> bool:
    """Of a contact told before, leaves out plans but those that it is itself said to be: "during the visit he invited
    …"; False where it is but the time before something else."""
    match = candidate.match
    end = clause.last - _PREDICATE if is_after(candidate, clause) else clause.last  # what comes last is of the clause
    signs.predicates = own = _predicates(candidate, clause)
    if own:  # "at the talks on Monday X will …"
        signs.drop({"done"}, unless=lambda m: not overlap(m, match))
    elif _is_only_before(candidate, clause):
        return False
    signs.drop(
        {"planned"},
        unless=lambda m: (
            match.first - _BESIDE <= m.last <= match.first
            or overlap(m, match)  # "the next round of the summit", "X will take part in them", «она состоится»
            or m.first in own
            or m.first >= end < m.last
        ),
    )
    return True


def _leave_to_others(signs: Signs, candidate: Candidate, clause: Clause) -> None:
    """Leaves out what is called off beside a contact, and what may have been said at it."""
    reading, match = clause.reading, candidate.match
    signs.drop(  # "they spoke after reports of a cancellation of the summit"
        {"cancelled"},
        unless=lambda m: _is_of_contact(m, candidate, reading) and not is_of_thing_put_off(m, candidate, clause),
    )
    if candidate.trigger.part == "noun" and is_told_behind(reading, match, "m:behind"):
        signs.drop({"cancelled"}, unless=lambda m: m.first < match.first)  # "the dinner after the talks was called off"
    signs.drop(_OPEN, unless=lambda m: not _is_said_behind(m, candidate, clause))
    signs.drop({"hypothetical"}, unless=lambda m: not _is_of_main_clause(m, candidate, clause))
    if reading.starting("m:addresses", match.first) and candidate.trigger.anchored:
        signs.drop(_OPEN, unless=lambda m: not _is_what_was_told(reading, m, match))
    if clause.is_dated and is_setting(reading, match):  # "might have said so at his talks on 3 May"
        signs.drop({"hypothetical"}, unless=lambda m: match.first - _ATTRIBUTE <= m.first < match.first)


def _is_said_behind(cue: Match, candidate: Candidate, clause: Clause) -> bool:
    """Whether words are of what somebody says behind a phrase at the head: "while meeting X, Y said Z would come"."""
    match = candidate.match
    heads = (g for g in clause.groups if g.marker == "speaker" and match.last < g.first < cue.first)
    return any(is_behind_comma(clause.reading, g.first) for g in heads)


def _is_of_main_clause(cue: Match, candidate: Candidate, clause: Clause) -> bool:
    """Whether words for a wish are of the clause behind a participle at the head: "meeting X, Y called for"."""
    match, behind = candidate.match, (g for g in clause.groups if is_behind_comma(clause.reading, g.first))
    if match.first != clause.first or not clause.reading.starting("m:talking", match.first):
        return False
    return any(match.last < g.first < cue.first for g in behind)


def _is_what_was_told(reading: Reading, cue: Match, match: Match) -> bool:
    """Whether words of a plan are of what one told the other: "the dates of the visit are fixed, X told Y"."""
    return cue.first >= match.last or reading.has_comma(cue.last, match.first)


def _leave_done_to_clause(signs: Signs, candidate: Candidate, clause: Clause) -> None:
    """Leaves out what is done at a contact that is still to come: "at his meeting with X on Monday Y will …"."""
    signs.predicates = _predicates(candidate, clause)
    if signs.predicates:
        signs.drop({"done"}, unless=lambda m: gap_between(m, candidate.match) > 0)


def _is_passive(candidate: Candidate, reading: Reading) -> bool:
    """Whether a verb of talking tells what was spoken of: "the proposed sale was taken up in talks between X and Y"."""
    return candidate.trigger.is_of_talking and bool(reading.ending("m:past", candidate.match.first))


def _is_of_contact(cue: Match, candidate: Candidate, reading: Reading) -> bool:
    """Whether words of a plan are not those of another contact between, unless a contact is what that is for."""
    return not is_of_other_contact(reading, cue, candidate.match) or _is_errand(reading, cue, candidate)


def _is_errand(reading: Reading, cue: Match, candidate: Candidate) -> bool:
    """Whether a contact is what a trip is for: "will not travel to Moscow for the summit", «планы посетить Дели для
    участия в саммите»."""
    words = (cue.last, candidate.match.first)
    goals = reading.within("m:goals", *words)
    return bool(goals) and words[1] - goals[-1].last <= _ARTICLE and not reading.within("m:clause_breaks", *words)


def _add_from_behind(signs: Signs, candidate: Candidate, clause: Clause) -> None:
    """Adds what is said of a contact behind its clause: that it was called off, or what a relative clause says."""
    reading, last, sentence = clause.reading, clause.last, candidate.sentence
    after, part = is_after(candidate, clause), candidate.trigger.part
    if part == "invite":
        signs.found += [m for m in reading.within("m:cue", last, sentence.last) if m.value[1] == "cancelled"]
    elif not after and signs.of("planned"):
        behind = (p for g in clause.groups if last <= g.first for p in g.parties)
        rest = sentence.last if all(p.kind == "pronoun" for p in behind) else last  # "…, but later he did not come"
        off = [m for m in reading.within("m:cue", last, rest) if m.value[1] == "cancelled"]
        aside = any(reading.starting(kind, last) for kind in ("m:relatives", "m:asides"))
        signs.found += [m for m in off if not aside and not is_of_another(candidate, reading, m)]
    if part in ("noun", "visit") and not after:
        told = _behind_relative(candidate, clause)
        signs.found += told
        if any(reading.starting("m:whose", last + gap) for gap in (0, 1)):
            signs.predicates = signs.predicates | {m.first for m in told}  # "agreed on X's visit, whose dates are open"


def _weigh_done(signs: Signs, candidate: Candidate, clause: Clause) -> None:
    """Finds what tells that the contact took place, and leaves out the plans that it speaks against."""
    reading, match = clause.reading, candidate.match
    signs.done = [m for m in signs.of("done") if not _is_by_host(m, signs, candidate, clause)]
    if signs.done and not is_after(candidate, clause):
        by_itself = any(overlap(m, match) for m in signs.done)
        others = ("planned", "cancelled") if by_itself else ("planned",)
        own = signs.predicates  # "during his visit X will hold talks"
        signs.drop(others, unless=lambda m: m.first in own or _is_of_contact(m, candidate, reading))
    if candidate.anaphoric and reading.starting("m:past", match.last):
        signs.drop({"planned", "purpose"})  # "the talks covered ways to reach …"


def _is_by_host(cue: Match, signs: Signs, candidate: Candidate, clause: Clause) -> bool:
    """Whether a participle only says who gives a meal that is still to come: "will attend a dinner hosted by X"."""
    reading = clause.reading
    hosts = [m for m in reading.within("m:trigger", cue.first, cue.last) if reading.trigger_of(m).host]
    if not hosts or is_after(candidate, clause) or reading.within("m:past", cue.first - 2, hosts[0].first):
        return False  # "on the eve of the session he was received by X"
    by = any(m.value[1] == "by" for m in reading.within("m:marker", cue.last, cue.last + _BY))
    return by and any(m.last <= cue.first for m in signs.of("planned"))


def _name_cues(signs: Signs, candidate: Candidate, clause: Clause) -> None:
    """The first cue of each kind; those of several senses in the one that they have here."""
    cues = signs.cues = {str(m.value[1]): m for m in reversed(signs.found)}
    if "absent" in cues and (clause.within("m:schedules") or _is_lacked(candidate, clause, cues["absent"])):
        cues.setdefault("negated", cues["absent"])
    if "negated" in cues and is_given_up(candidate, clause, cues["negated"]):
        cues["cancelled"] = cues["negated"]
    if "lapsed" in cues and not clause.reading.starting("m:definite", candidate.match.last):  # "on this trip no deal …"
        told = (
            candidate.anaphoric and clause.discourse.last_status is not MeetingStatus.HELD
        )  # "but it did not take place"
        arranged = told or candidate.trigger.summit or candidate.trigger.part == "visit" or "planned" in cues
        arranged = arranged or (candidate.forum is not None and candidate.forum.is_bilateral)
        cues["cancelled" if arranged else "negated"] = cues["lapsed"]
    if "counted" in cues and not _tells_which(clause):
        cues.setdefault("habitual", cues["counted"])
    if "ongoing" in cues and "planned" not in cues and not _is_under_way(candidate, clause):
        cues.setdefault("habitual", cues["ongoing"])


def _is_lacked(candidate: Candidate, clause: Clause, cue: Match) -> bool:
    """Whether words for what is not there are of a contact: «встречи с Х в графике нет», «нет встречи с Х»."""
    if candidate.trigger.part not in ("noun", "visit") or candidate.trigger.weak:
        return False
    if cue.last <= candidate.match.first:
        return _attributes_between(clause.reading, cue.last, candidate.match.first) <= _ATTRIBUTE
    told = clause.reading.within("m:support", clause.first, cue.first)  # "held talks with X, unheard of before"
    return not told and all(t.kind != "word" for t in clause.reading.tokens[cue.last : clause.last])


def _attributes_between(reading: Reading, first: int, last: int) -> int:
    """How many words stand before a noun of contact that may be its attributes, names of those who met left out: "no |
    separate Modi-Putin | meeting"; more than there may be where other words part them."""
    parted = any(reading.within(kind, first, last) for kind in ("m:marker", "m:trigger", "m:auxiliaries", "m:place_in"))
    words = [t for t in reading.tokens[first:last] if t.kind == "word" and not t.is_capitalised]
    return last - first if parted else len(words)


def _is_reason(reading: Reading, cue: Match) -> bool:
    """Whether an invitation says why somebody came: "came at the invitation of X"."""
    marks = reading.within("m:marker", max(0, cue.first - 4), cue.last + 3)
    return any(m.value[1] == "on_invitation_of" and m.first <= cue.first and cue.last <= m.last for m in marks)


def is_done(candidate: Candidate, clause: Clause) -> bool:
    """Whether the clause ends in a verb that says that the contact took place, where verbs come last."""
    reading, tokens = clause.reading, clause.reading.tokens
    verbs = reading.within("m:past", candidate.match.first, clause.last)
    if reading.is_trip(candidate.match):
        verbs = [*verbs, *reading.within("m:errands", candidate.match.first, clause.last)]  # "भारत आए हुए हैं"
    if not verbs:
        return False
    last = max(m.last for m in verbs)
    return not any(t.kind in ("word", "number") for t in tokens[last : clause.last])


def _is_of_topic(reading: Reading, cue: Match, match: Match) -> bool:
    """Whether words of a plan are of another thing than what took place: "spoke of the coming summit".

    They stand before it, but not right before; or behind it, where a further verb goes on from it.
    """
    if cue.first >= match.last:
        return any((reading.starting("m:goes_on", match.last), reading.ending("m:goes_on", match.last)))
    if cue.last > match.first:
        return False
    return match.first - cue.last > _ATTRIBUTE or bool(reading.within("m:topic_marks", cue.last, match.first))


def _predicates(candidate: Candidate, clause: Clause) -> set[int]:
    """Where a contact referred back to is said to be still to come: "the meeting will …", "in his talks X will …"."""
    reading, match = clause.reading, candidate.match
    behind = match.last, clause.last  # "the talks between X and Y in Moscow on 5 May will …"
    ends = [match.last, *(g.last for g in clause.own_groups if g.first >= match.last)]
    ends += [day.last for day in clause.dates.within(*behind)]
    ends += [place.last for place in clause.places.within(*behind)]
    ends += [forum.last for forum in clause.forums.within(*behind)]  # "the meeting of the commission will …"
    ends += [i + 1 for i in ends if i < clause.last and reading.tokens[i].text == ","]  # "the visit, in May, will"
    inserted = (behind_inserted(reading, i, clause.last) for i in ends if i < clause.last)
    ends += [i for i in inserted if i is not None]  # «визит, по словам Х, состоится …»
    futures = [m for i in ends for m in reading.starting("m:future", i)]  # "the talks between X and Y will …"
    own = {m.first for m in futures}
    if candidate.trigger.part == "visit":  # "the trip is slated for …", but "the talks are expected to open a way to …"
        own.update(i for m in futures for i in range(m.first, m.last))
    if not is_setting(reading, match):
        return own
    told = reading.within("m:future", clause.first, match.first)
    own.update(i for m in told[-1:] for i in range(m.first, m.last))  # "X will brief Y during their talks"
    commas = (i + 1 for i in range(match.first - 1, clause.first, -1) if reading.tokens[i].text == ",")
    begin = next(commas, clause.first)
    begin = max([begin, *(day.last for day in clause.dates.within(begin, begin + _DAY))])  # "on May 5 during the talks"
    if match.first - begin <= _INVERTED:
        for future in reading.within("m:future", match.last, clause.last)[:1]:
            if not any(reading.within(kind, match.last, future.first) for kind in ("m:says", "m:speech")):
                own.add(future.first)
    return own


def _is_only_before(candidate: Candidate, clause: Clause) -> bool:
    """Whether a contact told before only says when another one was: "ahead of the visit, X met Y"."""
    reading, match = clause.reading, candidate.match
    if candidate.trigger.summit or not is_told_behind(reading, match, "m:elsewhen"):
        return False
    rest = reading.within("m:trigger", match.last, clause.last)
    return bool(rest) and any(m.value[1] == "done" for m in reading.within("m:cue", match.last, clause.last))


def _is_under_way(candidate: Candidate, clause: Clause) -> bool:
    """Whether persons of both sides, or a session in a city, are told to be at it: "X and Y are in talks", "the 2+2 is
    being held in Delhi", but not "the two countries are in talks", nor, of talks to come, "the two sides are discussing
    a deal"."""
    ahead = clause.discourse.last_status is MeetingStatus.PLANNED and bool(clause.discourse.last)
    bases = {ParticipantBasis.CONTEXT, *({ParticipantBasis.COREFERENCE} if ahead else ())}
    told = [m for m in candidate.members if m.basis not in bases]
    own = not clause.reading.starting("m:topic_marks", candidate.match.last)  # "comes after the talks of X with Y"
    in_session = candidate.forum is not None and candidate.forum.is_bilateral and clause.is_in_city
    here = in_session or {m.party.country for m in told if m.party.is_individual} >= {*clause.sides.codes}
    here = here or (candidate.anaphoric and are_among(candidate.members, clause.discourse.last))  # "the talks go on"
    return own and candidate.trigger.part != "visit" and here


def _tells_which(clause: Clause) -> bool:
    """Whether several contacts are told apart: "met four times" tells of no occasion, "twice, in May and July" does.

    By a day, or by two months, cities or forums.
    """
    dates = [e for e in clause.dates.within(clause.first, clause.last) if e.relation == "at"]
    months = [e for e in dates if e.kind == "month"]
    cities = {p.city for p in clause.places.within(clause.first, clause.last) if p.city is not None}
    forums = {f.forum_id for f in clause.forums.within(clause.first, clause.last)}
    return any(e.kind in ("day", "weekday") for e in dates) or max(map(len, (months, cities, forums))) > 1


def _behind_relative(candidate: Candidate, clause: Clause) -> list[Match]:
    """What is said in or behind a relative clause: "the talks, which are due in May", "…, which …, were put off"."""
    reading, last = clause.reading, clause.last
    end = candidate.sentence.last
    relative = last == _end_of_phrase(candidate, clause) + 1 and reading.tokens[last - 1].text == ","
    things = reading.starting("m:relative_things", last)
    owned = reading.starting("m:whose", last) or reading.starting("m:whose", last + 1)  # «сроки которого»
    cased = reading.rules_at(candidate.match.first).case_endings  # «заседание, которое сопредседатели проведут в мае»
    said = not cased and any(g.first == m.last for m in things for g in clause.groups)
    if not (relative or things or owned) or said or _is_content(candidate, clause):
        return []  # "told him in a call that X would …"
    heads = (*reading.starting("m:relatives", last), *reading.starting("m:asides", last))
    resumed = next((resumed_at(reading, m, end) for m in heads), None)
    cues = reading.within("m:cue", resumed or last, end)
    others = (m for m in reading.within("m:trigger", resumed or last, end) if not any(overlap(m, c) for c in cues))
    end = min((m.first for m in others), default=end)
    cues = [m for m in cues if m.last <= end]
    off = [m for m in cues if m.value[1] in ("cancelled", "lapsed")]
    if resumed is not None and off:  # "the talks, which were due in May, did not take place"
        cues = reading.within("m:cue", last, resumed)
    own = bool(things or owned or resumed)
    plans = [m for m in cues if own and m.value[1] in ("planned", "intended")][:1]
    return plans + [m for m in off if m.value[1] == "cancelled" or resumed is not None]


def _is_content(candidate: Candidate, clause: Clause) -> bool:
    """Whether the clause behind is what somebody said, and tells of another thing: "said after talks with X that trade
    will grow"; not "announced talks with X that will be held in May"."""
    reading, last = clause.reading, clause.last
    contents = reading.starting("m:contents", last)
    before = (candidate.sentence.first, last)
    says = any(reading.within(kind, *before) for kind in ("m:says", "m:speech"))
    return says and any(not reading.starting("m:cue", m.last) for m in contents)


def _end_of_phrase(candidate: Candidate, clause: Clause) -> int:
    """Where the words of a contact end, with those of whom it is: "the talks between X and Y", «встреча министров
    энергетики двух стран Х и Y», «заседание межправкомиссии»."""
    end = max(
        [candidate.match.last, *(f.last for f in clause.forums.within(candidate.match.last, candidate.match.last + 1))]
    )
    for group in clause.groups:
        near = 0 <= group.first - end <= _BETWEEN or (end < group.first and _are_posts(clause, end, group.first))
        if group.marker in ("between", "with", "genitive") and near:
            end = max(end, group.last)
    return end


def _are_posts(clause: Clause, first: int, last: int) -> bool:
    """Whether only words of a post can stand between a contact and a name, where cases tell whose it is."""
    reading = clause.reading
    if not reading.rules_at(first).case_endings or last - first > _POSTS:
        return False
    others = any(reading.within(kind, first, last) for kind in ("m:cue", "m:support", "m:marker", "m:trigger"))
    return not others and all(t.kind == "word" or t.is_hyphen for t in reading.tokens[first:last])

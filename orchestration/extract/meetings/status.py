"""Whether a contact took place, is planned or was called off, or is none: what the words of its clause say.

The words are cues (`rules.Cues`); which parties take part does not matter here, but for words without persons.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Collection, Iterable

from orchestration.contracts.codes import CandidateRejection, MeetingStatus, ParticipantBasis
from orchestration.extract.lexicon import Match, longest
from orchestration.extract.meetings.around import gap_between, is_bare, is_definite, is_of_other_contact, overlap
from orchestration.extract.meetings.clauses import Clause, tells_days
from orchestration.extract.meetings.discourse import Candidate
from orchestration.extract.meetings.listing import days_counted, tells_anew
from orchestration.extract.meetings.members import has_people, named_on_both_sides, same_party
from orchestration.extract.meetings.reading import Reading

_COUNTING = frozenset(":–—-")  # signs before a list
_PREDICATE = 2  # words at the end of a clause that its verb is among, where that comes last
_VERB = 5  # words from a contact told before to its verb: "the talks on Monday covered"
_AIM = 6  # words from "for" to the talks that somebody has come for
_BEFORE = 2  # tokens between "after" and the talks
_SPAN = 1  # words of "days before" that stand before its clause
_ATTRIBUTE = 2  # words between an attribute of a contact and its noun: "the coming bilateral talks"
_BESIDE = 5  # words from a contact to those of a habit
_LISTED = 4  # words between a plural and its verb, or whom it is with
_BETWEEN = 1  # words from a contact to whom it is with
_INVERTED = 3  # words before a noun of contact that its verb may be among
_CALLED_OFF = 40  # tokens before a sentence in which it is told that a plan came to nothing


@dataclasses.dataclass(slots=True)
class _Signs:
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

    def of(self, kind: str) -> list[Match]:
        return [m for m in self.found if m.value[1] == kind]


def tell_status(candidate: Candidate, clause: Clause) -> None:
    """Sets the status of a candidate, or the reason why it is none."""
    signs = _Signs(_cues_of_clause(candidate, clause), set())
    if not _keep_own(signs, candidate, clause):
        candidate.rejection = CandidateRejection.NOT_A_CONTACT
        return
    _add_from_behind(signs, candidate, clause)
    if candidate.trigger.part == "visit" and _is_ahead(candidate, clause):
        candidate.status = MeetingStatus.PLANNED
    elif candidate.trigger.part == "visit" and _is_after(candidate, clause) and _is_spoken_of(candidate, clause):
        _tell_trip_spoken_of(candidate, clause)
    else:
        _weigh_done(signs, candidate, clause)
        _name_cues(signs, candidate, clause)
        _weigh_plan(signs, candidate, clause)
        if not _is_refused(signs, candidate, clause):
            _decide(signs, candidate, clause)
    if candidate.status is MeetingStatus.PLANNED and _is_what_follows(candidate, clause):
        candidate.status = MeetingStatus.HELD
    if candidate.status is MeetingStatus.PLANNED and _is_on_trip_called_off(clause):
        candidate.status = MeetingStatus.CANCELLED


def _is_what_follows(candidate: Candidate, clause: Clause) -> bool:
    """Whether a plan is only for after the talks told before: "after the talks the two are to sign …"."""
    reading, match = clause.reading, candidate.match
    if not candidate.anaphoric or candidate.trigger.part != "noun":
        return False
    if clause.discourse.last_status is not MeetingStatus.HELD or not clause.discourse.last:
        return False
    if _is_after(candidate, clause):
        return bool(reading.starting("m:behind", match.last))
    return any(reading.ending("m:behind", i) for i in range(match.first - _BEFORE, match.first + 1))


def _is_on_trip_called_off(clause: Clause) -> bool:
    """Whether a clause goes on about a trip that its sentence calls off: "has put off his trip, where he was to …"."""
    trip = clause.discourse.trip
    beside = trip is not None and trip.sentence is clause.sentence and trip.status is MeetingStatus.CANCELLED
    return beside and bool(clause.reading.starting("m:point_back", clause.first))


def _is_after(candidate: Candidate, clause: Clause) -> bool:
    """Whether the verb comes last in the language of a contact."""
    return clause.reading.rules_at(candidate.match.first).marking == "after"


def _cues_of_clause(candidate: Candidate, clause: Clause) -> list[Match]:
    """The cues of a clause that are no part of an idiom, nor of what the contact comes before."""
    reading = clause.reading
    idioms = clause.within("m:idioms")
    return [
        m
        for m in longest(clause.within("m:cue"))
        if not any(i.first <= m.first and m.last <= i.last for i in idioms)
        and (m.first < candidate.match.last or not reading.starting("m:elsewhen", m.first))  # "ahead of the summit"
    ]


def _keep_own(signs: _Signs, candidate: Candidate, clause: Clause) -> bool:
    """Leaves out cues that are of something else; False where the contact is but the time before something else."""
    reading, match, part = clause.reading, candidate.match, candidate.trigger.part
    after = _is_after(candidate, clause)
    if part != "invite":
        signs.drop({"planned"}, unless=lambda m: not _is_reason(reading, m))
    if not after:  # "they spoke after reports of a cancellation of the summit"
        signs.drop({"cancelled"}, unless=lambda m: not is_of_other_contact(reading, m, match))
    if not after and part == "verb" and candidate.trigger.vague:  # "to discuss preparations for the summit"
        signs.drop({"planned"}, unless=lambda m: m.first < match.last or not _prepares(reading, m))
    if candidate.anaphoric and not is_bare(reading, match):
        # "during the visit he invited …": the invitation is not what the visit is
        end = clause.last - _PREDICATE if after else clause.last  # a verb that comes last is that of the clause
        signs.predicates = own = _predicates(candidate, clause)
        if own:  # "at the talks on Monday X will …"
            signs.drop({"done"}, unless=lambda m: not overlap(m, match))
        elif _is_only_before(candidate, clause):
            return False
        signs.drop(
            {"planned"},
            unless=lambda m: (
                match.first - _BESIDE <= m.first < match.first or m.first in own or m.first >= end < m.last
            ),
        )
    elif not after and _is_setting(reading, match):
        signs.predicates = _predicates(candidate, clause)
        if signs.predicates:  # "at his meeting with X on Monday Y will …"
            signs.drop({"done"}, unless=lambda m: gap_between(m, match) > 0)
    if part == "noun" and reading.ending("m:told_here", match.first):
        signs.drop({"planned"})  # "in the talks held in June X invited Y"
    if after and part != "invite" and _is_done(candidate, clause):
        signs.drop({"planned"}, unless=lambda m: not _is_of_topic(reading, m, match))
    return True


def _prepares(reading: Reading, cue: Match) -> bool:
    """Whether words of a plan are of what is spoken of."""
    return bool(reading.within("m:preparations", cue.first, cue.last))


def _add_from_behind(signs: _Signs, candidate: Candidate, clause: Clause) -> None:
    """Adds what is said of a contact behind its clause: that it was called off, or what a relative clause says."""
    reading, last, sentence = clause.reading, clause.last, candidate.sentence
    after, part = _is_after(candidate, clause), candidate.trigger.part
    if part == "invite":
        signs.found += [m for m in reading.within("m:cue", last, sentence.last) if m.value[1] == "cancelled"]
    elif not after and signs.of("planned"):
        rest = sentence.last if not any(last <= g.first for g in clause.groups) else last
        off = [m for m in reading.within("m:cue", last, rest) if m.value[1] == "cancelled"]
        aside = any(reading.starting(kind, last) for kind in ("m:relatives", "m:asides"))
        signs.found += [m for m in off if not aside and not _is_of_another(candidate, reading, m)]
    if part in ("noun", "visit") and not after:
        signs.found += _behind_relative(candidate, clause)


def _weigh_done(signs: _Signs, candidate: Candidate, clause: Clause) -> None:
    """Finds what tells that the contact took place, and leaves out the plans that it speaks against."""
    reading, match = clause.reading, candidate.match
    signs.done = [m for m in signs.of("done") if not _is_of_subject(candidate, reading, m)]
    if signs.done and not _is_after(candidate, clause):
        by_itself = any(overlap(m, match) for m in signs.done)
        others = ("planned", "cancelled") if by_itself else ("planned",)
        signs.drop(others, unless=lambda m: not is_of_other_contact(reading, m, match))
    if candidate.anaphoric and reading.starting("m:past", match.last):
        signs.drop({"planned", "purpose"})  # "the talks covered ways to reach …"


def _name_cues(signs: _Signs, candidate: Candidate, clause: Clause) -> None:
    """The first cue of each kind; those of several senses in the one that they have here."""
    cues = signs.cues = {str(m.value[1]): m for m in reversed(signs.found)}
    if "failed" in cues:
        cues["cancelled" if "planned" in cues else "negated"] = cues["failed"]
    if "lapsed" in cues:
        whole = candidate.trigger.summit or candidate.trigger.part == "visit"
        cues["cancelled" if whole else "negated"] = cues["lapsed"]
    if "counted" in cues and not _tells_which(clause):
        cues.setdefault("habitual", cues["counted"])
    if "ongoing" in cues and not _is_under_way(candidate, clause):
        cues.setdefault("habitual", cues["ongoing"])


def _weigh_plan(signs: _Signs, candidate: Candidate, clause: Clause) -> None:
    """What else makes a contact a plan, and what tells that it has taken place since."""
    reading, match, cues = clause.reading, candidate.match, signs.cues
    purpose = cues.get("purpose")
    if purpose and candidate.trigger.part == "verb" and purpose.first >= match.last:
        purpose = None  # "called him to discuss"
    before = [m for m in signs.done if purpose and m.first < purpose.first]
    errand = all(reading.starting("m:errands", m.first) for m in before)
    if purpose and "planned" not in cues and errand and not _is_place_of(reading, purpose, match):
        cues["planned"] = purpose  # "has come to meet X", but not "he went there to meet X"
    if "present" in cues and _is_ahead(candidate, clause):
        cues.setdefault("planned", cues["present"])  # "hours before X hosts Y"
    aim = _aim(candidate, clause) if "planned" not in cues and not candidate.sentence.title else None
    if aim is not None:
        cues["planned"], candidate.due, signs.done = aim, True, []
    if "present" in cues and clause.is_dated and not candidate.sentence.title:
        candidate.going_on = "planned" not in cues
        cues.setdefault("planned", cues["present"])  # "arrives on Thursday"
    if "planned" in cues and signs.done and candidate.trigger.part != "invite":
        _take_nearest_plan(signs, candidate)
    if ("planned" in cues or "intended" in cues) and _took_place(candidate, clause):
        cues.pop("planned", None)
        cues.pop("intended", None)


def _take_nearest_plan(signs: _Signs, candidate: Candidate) -> None:
    """Of what is planned and what was done, the nearer is the contact's."""
    match, cues = candidate.match, signs.cues
    plan = min([cues["planned"], *signs.of("planned")], key=lambda m: gap_between(m, match))
    cues["planned"] = plan
    ahead = candidate.trigger.part == "visit" and 0 <= match.first - plan.last <= _BESIDE
    if ahead and all(m.first >= match.last for m in signs.done):
        return  # "preparations for X's visit were reviewed"
    nearest = min(gap_between(m, match) for m in signs.done)
    if nearest < gap_between(plan, match) and plan.first not in signs.predicates:
        del cues["planned"]


def _is_refused(signs: _Signs, candidate: Candidate, clause: Clause) -> bool:
    """Rejects a contact that is denied or a habit; one that was called off is none of these."""
    reading, cues = clause.reading, signs.cues
    after = _is_after(candidate, clause)
    denied = after and reading.has("m:cue", "denied", candidate.sentence.first, clause.first)
    if denied and not candidate.anaphoric:
        return _reject(candidate, CandidateRejection.NEGATED, reading, denied)
    if "cancelled" in cues or ("intended" in cues and _is_taken_back(candidate, clause, cues["intended"])):
        candidate.status = MeetingStatus.CANCELLED
        return True
    negated = cues.get("negated")
    if negated and not candidate.anaphoric and not _is_presupposed(candidate, negated, signs.done):
        return _reject(candidate, CandidateRejection.NEGATED, reading, negated)
    if "habitual" in cues and not (after and _lasts(clause)) and not _is_counted_up(candidate, clause):
        if after or _is_habit(candidate, clause, [*signs.of("habitual"), *signs.of("counted")]):
            return _reject(candidate, CandidateRejection.HABITUAL, reading, cues["habitual"])
    return False


def _decide(signs: _Signs, candidate: Candidate, clause: Clause) -> None:
    """Planned, hypothetical, no contact, or as it was: held."""
    reading, match, cues = clause.reading, candidate.match, signs.cues
    after, trigger = _is_after(candidate, clause), candidate.trigger
    hypothetical, not_contact = cues.get("hypothetical"), cues.get("not_contact")
    if hypothetical and "planned" in cues and hypothetical.first < cues["planned"].first:
        _reject(candidate, CandidateRejection.HYPOTHETICAL, reading, hypothetical)
    elif (
        "planned" in cues
        or "intended" in cues
        or trigger.part == "invite"
        or (trigger.summit and not signs.done and _lies_before(reading, match))
        or _has_future_verb(candidate, clause)
    ):
        candidate.status = MeetingStatus.PLANNED
    elif trigger.host and clause.within("m:airports"):
        candidate.rejection = CandidateRejection.NOT_A_CONTACT
    elif not_contact and trigger.weak and _is_instead(candidate, not_contact):
        _reject(candidate, CandidateRejection.NOT_A_CONTACT, reading, not_contact)
    elif hypothetical and (
        after or hypothetical.first == clause.first or not any(gap_between(m, match) < 0 for m in signs.done)
    ):
        _reject(candidate, CandidateRejection.HYPOTHETICAL, reading, hypothetical)
    elif _goes_on_about_plan(signs, candidate, clause):
        candidate.status = MeetingStatus.PLANNED


def _goes_on_about_plan(signs: _Signs, candidate: Candidate, clause: Clause) -> bool:
    """Whether words that tell nothing done go on about a plan: "the ministry has yet to confirm the meeting"."""
    if _is_after(candidate, clause):
        return _tells_what_is(candidate, clause) and _is_of_plan_told(candidate, clause)
    idle = candidate.anaphoric and not signs.done and not _tells_what_was(candidate, clause)
    return idle and _is_of_plan_told(candidate, clause)


def _reject(candidate: Candidate, reason: CandidateRejection, reading: Reading, cue: Match) -> bool:
    candidate.rejection, candidate.evidence = reason, _words(reading, cue)
    return True


def _tells_what_is(candidate: Candidate, clause: Clause) -> bool:
    """Whether a clause ends in a verb of the present, and has none of what was done: "this meeting is important"."""
    reading, end = clause.reading, clause.last
    while end > clause.first and reading.tokens[end - 1].kind == "punct":
        end -= 1
    return bool(reading.ending("m:stative", end)) and not any(
        m.first >= candidate.match.first for m in reading.ending("m:past", end)
    )


def _tells_what_was(candidate: Candidate, clause: Clause) -> bool:
    """Whether the verb of a contact told before, where it stands before or behind, is one of the past."""
    past = clause.reading.within("m:past", clause.first, candidate.match.last + _VERB)
    return bool(past) or not clause.reading.rules_at(candidate.match.first).past


def _is_of_plan_told(candidate: Candidate, clause: Clause) -> bool:
    """Whether what was told last is a plan: of the same contact, or of those of which a relative clause names one."""
    reading, first = clause.reading, clause.first
    if reading.starting("m:subordinate", first):
        end = first - (reading.tokens[first - 1].text == ",")
        endings = reading.rules_at(first).verb_endings_planned
        said = any(m.value[1] == "planned" for m in reading.within("m:cue", end - _ATTRIBUTE, end))
        return said or reading.tokens[end - 1].key.endswith(endings)
    told = clause.discourse
    named = candidate.anaphoric or bool(reading.starting("m:topic_marks", candidate.match.last))
    planned = named and told.last_status is MeetingStatus.PLANNED
    return planned and all(any(same_party(m.party, o.party) for o in told.last) for m in candidate.members)


def _is_of_another(candidate: Candidate, reading: Reading, cue: Match) -> bool:
    """Whether words behind a clause are of another contact: "meets X before the next summit, which was put off"."""
    nouns = reading.within("m:trigger", candidate.match.last, cue.first)
    nouns = [m for m in nouns if reading.trigger_of(m).part in ("noun", "visit")]
    return bool(nouns) and not is_definite(reading, nouns[-1])


def _is_of_subject(candidate: Candidate, reading: Reading, done: Match) -> bool:
    """Whether what was done is that a trip or summit was talked of: "preparations for the visit were reviewed"."""
    if candidate.trigger.part != "visit" and not candidate.trigger.summit:
        return False
    triggers = [reading.trigger_of(m) for m in reading.starting("m:trigger", done.first)]
    return any(t.vague and t.part == "verb" for t in triggers)


def _is_reason(reading: Reading, cue: Match) -> bool:
    """Whether an invitation says why somebody came: "came at the invitation of X"."""
    marks = reading.within("m:marker", max(0, cue.first - 4), cue.last + 3)
    return any(m.value[1] == "on_invitation_of" and m.first <= cue.first and cue.last <= m.last for m in marks)


def _took_place(candidate: Candidate, clause: Clause) -> bool:
    """Whether the verb of a contact says that it was held: "the talks, planned for May, took place in Moscow"."""
    reading, match, sentence = clause.reading, candidate.match, candidate.sentence
    if candidate.trigger.part != "noun":
        return False
    cases = ("m:marker", "m:definite", "m:topic_marks") if reading.rules_at(match.first).marking == "after" else ()
    if any(reading.starting(kind, match.last) for kind in cases):
        return False  # "something was told of the meeting", where words of case stand behind
    others = reading.within("m:trigger", match.last, sentence.last)
    nouns = [m for m in others if reading.trigger_of(m).part == "noun"]
    end = min((m.first for m in nouns), default=sentence.last)
    begin = clause.first if reading.rules_at(match.first).case_endings else match.last
    failed = [m for m in reading.within("m:cue", begin, end) if m.value[1] in ("failed", "negated", "lapsed")]
    return any(
        not any(overlap(m, f) for f in failed) and not _is_subordinate(reading, match.last, m.first)
        for m in reading.within("m:took_place", begin, end)
    )


def _is_subordinate(reading: Reading, begin: int, verb: int) -> bool:
    """Whether a verb is of a clause that begins behind a contact: "planned in Moscow, where the summit was held"."""
    breaks = reading.within("m:clause_breaks", begin, verb)
    return bool(breaks) and not any(t.text == "," for t in reading.tokens[breaks[-1].last : verb])


def _is_done(candidate: Candidate, clause: Clause) -> bool:
    """Whether the clause ends in a verb that says that the contact took place, where verbs come last."""
    reading, tokens = clause.reading, clause.reading.tokens
    verbs = reading.within("m:past", candidate.match.first, clause.last)
    if not verbs:
        return False
    last = max(m.last for m in verbs)
    return not any(t.kind in ("word", "number") for t in tokens[last : clause.last])


def _is_of_topic(reading: Reading, cue: Match, match: Match) -> bool:
    """Whether words of a plan are of another thing than what took place: "spoke of the coming summit".

    They stand before it, but not right before; or behind it, where a further verb goes on from it.
    """
    if cue.first >= match.last:
        return bool(reading.starting("m:goes_on", match.last))
    if cue.last > match.first:
        return False
    return match.first - cue.last > _ATTRIBUTE or bool(reading.within("m:topic_marks", cue.last, match.first))


def _is_habit(candidate: Candidate, clause: Clause, cues: Iterable[Match]) -> bool:
    """Whether words of a habit stand beside a contact or end its clause: "has spoken to X and Y a number of times"."""
    reading, end = clause.reading, candidate.match.last
    return any(
        gap_between(m, candidate.match) <= _BESIDE
        or (
            candidate.trigger.part == "verb"
            and all(t.kind != "word" for t in reading.tokens[m.last : clause.last])
            and all(_is_same_talk(reading, t) for t in reading.within("m:trigger", end, m.first))
        )
        for m in cues
    )


def _is_same_talk(reading: Reading, match: Match) -> bool:
    """Whether a verb says no more than that they talked: "by phone they have spoken ten times"."""
    trigger = reading.trigger_of(match)
    return trigger.part == "verb" and trigger.vague


def _is_place_of(reading: Reading, purpose: Match, match: Match) -> bool:
    """Whether a contact is where something is to be done, and not what it is for: «на переговорах», «на переговоры»."""
    return _is_setting(reading, match) and not overlap(purpose, match)


def _is_setting(reading: Reading, match: Match) -> bool:
    """Whether something is told at a contact: "conveys inability to attend the summit in a phone call"."""
    return any(bool(reading.ending("m:settings", i)) for i in (match.first, match.first - 1))


def _predicates(candidate: Candidate, clause: Clause) -> set[int]:
    """Where a contact referred back to is said to be still to come: "the meeting will …", "in his talks X will …"."""
    reading, match = clause.reading, candidate.match
    ends = [match.last, *(g.last for g in clause.groups if clause.holds(g.first) and g.first >= match.last)]
    futures = [m for end in ends for m in reading.starting("m:future", end)]  # "the talks between X and Y will …"
    own = {m.first for m in futures}
    if candidate.trigger.part == "visit":  # "the trip is slated for …", but "the talks are expected to open a way to …"
        own.update(i for m in futures for i in range(m.first, m.last))
    if not _is_setting(reading, match):
        return own
    told = [m for m in reading.within("m:future", clause.first, match.first) if not _is_reported(reading, m, match)]
    own.update(i for m in told[-1:] for i in range(m.first, m.last))  # "X will brief Y during their talks"
    commas = (i + 1 for i in range(match.first - 1, clause.first, -1) if reading.tokens[i].text == ",")
    if match.first - next(commas, clause.first) <= _INVERTED:
        for future in reading.within("m:future", match.last, clause.last)[:1]:
            if not any(reading.within(kind, match.last, future.first) for kind in ("m:says", "m:speech")):
                own.add(future.first)
    return own


def _is_reported(reading: Reading, future: Match, match: Match) -> bool:
    """Whether what is to come is said at a contact, not done there: "X will visit Y, he said at the talks"."""
    words = (future.last, match.first)
    if any(reading.within(kind, *words) for kind in ("m:says", "m:speech")):
        return True
    triggers = (reading.trigger_of(m) for m in reading.within("m:trigger", *words))
    if any(not t.vague for t in triggers):  # but "X will discuss trade at his meeting with Y"
        return True
    return any(t.text == "," for t in reading.tokens[future.last : match.first])


def _is_ahead(candidate: Candidate, clause: Clause) -> bool:
    """Whether a visit follows what the clause tells: "weeks before X's visit to Russia, Y …".

    Not "days after X travelled there", which is over.
    """
    reading, match = clause.reading, candidate.match
    if any(m.value[1] == "done" and m.first == match.first for m in reading.within("m:cue", match.first, match.last)):
        return False
    told = reading.within("m:elsewhen", clause.first - _SPAN, match.first)
    if not told or reading.within("m:aftermath", told[-1].first, told[-1].last):
        return False
    return not reading.within("m:trigger", told[-1].last, match.first)


def _is_spoken_of(candidate: Candidate, clause: Clause) -> bool:
    """Whether a trip is but what somebody speaks of or does something for, where the verb comes last.

    "is on a trip", "paid a visit", "during the trip" tell that it took place; "has confirmed X's trip" does not.
    """
    reading, match = clause.reading, candidate.match
    marks = reading.starting("m:topic_marks", match.last)
    if candidate.trigger.weak or not marks or reading.starting("m:definite", match.last):
        return False
    rest = marks[0].last
    if reading.starting("m:travelling", match.last):
        trips = [m for m in reading.within("m:trigger", rest, clause.last) if _is_trip(reading, m)]
        return not trips and not reading.starting("m:finite", rest)
    return not any(m.last >= clause.last - 1 for m in reading.starting("m:past", match.last))


def _is_trip(reading: Reading, match: Match) -> bool:
    return reading.trigger_of(match).part == "visit"


def _tell_trip_spoken_of(candidate: Candidate, clause: Clause) -> None:
    """A trip spoken of is the one told before, or one that is planned for or talked about, else none."""
    reading, match = clause.reading, candidate.match
    trip = clause.discourse.trip
    visitor = candidate.members[0].party
    if trip is not None and any(same_party(m.party, visitor) for m in trip.members):
        candidate.status, candidate.anaphoric = trip.status, True
        return
    cues = {str(m.value[1]) for m in reading.within("m:cue", clause.first, clause.last)}
    talked = [m for m in reading.within("m:trigger", match.last, clause.last) if not _is_trip(reading, m)]
    if "cancelled" in cues:
        candidate.status = MeetingStatus.CANCELLED
    elif "planned" in cues or talked or _lies_before(reading, match) or _has_future_verb(candidate, clause):
        candidate.status = MeetingStatus.PLANNED
    elif not clause.is_dated:
        candidate.rejection = CandidateRejection.NOT_A_CONTACT


def _is_only_before(candidate: Candidate, clause: Clause) -> bool:
    """Whether a contact told before only says when another one was: "ahead of the visit, X met Y"."""
    reading, match = clause.reading, candidate.match
    if candidate.trigger.summit or not any(reading.ending("m:elsewhen", i) for i in (match.first, match.first - 1)):
        return False
    rest = reading.within("m:trigger", match.last, clause.last)
    return bool(rest) and any(m.value[1] == "done" for m in reading.within("m:cue", match.last, clause.last))


def _words(reading: Reading, match: Match) -> str:
    return " ".join(t.text for t in reading.tokens[match.first : match.last])


def _lies_before(reading: Reading, summit: Match) -> bool:
    """Whether the words behind a summit put it in the future: "ahead of the summit"."""
    return bool(reading.within("m:before", summit.last, summit.last + 3))


def _aim(candidate: Candidate, clause: Clause) -> Match | None:
    """The word behind which talks are what somebody has arrived for: "landed in Delhi on Friday for talks with X"."""
    reading, match, begin = clause.reading, candidate.match, candidate.sentence.first
    aims = reading.within("m:aims", clause.first, match.first)
    came = reading.within("m:errands", begin, aims[-1].first) if aims else []
    if candidate.trigger.part != "noun" or not came or _is_long_ago(clause, came[-1].last):
        return None
    between = reading.within("m:trigger", came[-1].last, match.first)
    parts = [reading.trigger_of(m).part for m in between if m.first >= aims[-1].last]
    near = match.first - aims[-1].last <= _AIM and all(
        t.text != "," for t in reading.tokens[aims[-1].last : match.first]
    )
    return aims[-1] if "verb" not in parts and (near or "noun" in parts) else None  # "for talks, a dinner and …"


def _is_long_ago(clause: Clause, behind: int) -> bool:
    """Whether a month or a year is told behind a token: "arrived in December 2008 for the summit"."""
    dates = clause.dates.within(behind, clause.sentence.last)
    return any(e.kind in ("month", "year") or e.year is not None for e in dates)


def _is_under_way(candidate: Candidate, clause: Clause) -> bool:
    """Whether persons of both sides are told to be at it: "X and Y are in talks", but not "the two countries are"."""
    told = [m for m in candidate.members if m.basis is not ParticipantBasis.CONTEXT]
    own = not clause.reading.starting("m:topic_marks", candidate.match.last)  # "comes after the talks of X with Y"
    return own and candidate.trigger.part != "visit" and named_on_both_sides(told, clause.sides.codes)


def _lasts(clause: Clause) -> bool:
    """Whether minutes or hours are told: "went on talking for an hour" is no habit."""
    units = (m.value[1] for m in clause.within("date") if m.value[0] == "date:unit")
    return any(unit.unit in ("minute", "hour") for unit in units)


def _tells_which(clause: Clause) -> bool:
    """Whether several contacts are told apart: "met four times" tells of no occasion, "twice, in May and July" does.

    By a day, or by two months, cities or forums.
    """
    dates = [e for e in clause.dates.within(clause.first, clause.last) if e.relation == "at"]
    months = [e for e in dates if e.kind == "month"]
    cities = {p.city for p in clause.places.within(clause.first, clause.last) if p.city is not None}
    forums = {f.forum_id for f in clause.forums.within(clause.first, clause.last)}
    return any(e.kind in ("day", "weekday") for e in dates) or max(map(len, (months, cities, forums))) > 1


def _is_counted_up(candidate: Candidate, clause: Clause) -> bool:
    """Whether "twice" is followed by the days: "they met twice: on 5 May and on 9 July"."""
    reading, sentence = clause.reading, candidate.sentence
    if days_counted(reading, clause.dates, candidate.match, clause.first, sentence.last):
        return True
    signs = (i for i in range(candidate.match.first, clause.last) if reading.tokens[i].text in _COUNTING)
    return any(tells_days(reading, sentence, i) and not tells_anew(reading, i, sentence.last) for i in signs)


def _is_instead(candidate: Candidate, cue: Match) -> bool:
    """Whether the verb is about the letter: "received a letter from", not "met him and handed over a letter"."""
    return candidate.trigger.vague or cue.first - candidate.match.last <= 3


def _is_presupposed(candidate: Candidate, negation: Match, done: Iterable[Match]) -> bool:
    """Whether what is denied is something else: "after the summit nothing was said"."""
    match = candidate.match
    return negation.first >= match.last and any(m.last <= match.first <= m.last + 5 for m in done)


def _behind_relative(candidate: Candidate, clause: Clause) -> list[Match]:
    """What is said in or behind a relative clause: "the talks, which are due in May", "…, which …, were put off"."""
    reading, last = clause.reading, clause.last
    end = candidate.sentence.last
    relative = last == _end_of_phrase(candidate, clause) + 1 and reading.tokens[last - 1].text == ","
    things = reading.starting("m:relative_things", last)
    owned = reading.starting("m:whose", last)
    if not (relative or things or owned) or any(g.first == m.last for m in things for g in clause.groups):
        return []  # "told him in a call that X would …"
    end = min([m.first for m in reading.within("m:trigger", last, end)], default=end)
    cues = reading.within("m:cue", last, end)
    own = bool(things or owned)
    plans = [m for m in cues if own and m.value[1] in ("planned", "intended")][:1]
    return plans + [m for m in cues if m.value[1] == "cancelled"]


def _end_of_phrase(candidate: Candidate, clause: Clause) -> int:
    """Where the words of a contact end, with those of whom it is: "the talks between X and Y"."""
    end = candidate.match.last
    for group in clause.groups:
        if group.marker in ("between", "with", "genitive") and 0 <= group.first - end <= _BETWEEN:
            end = max(end, group.last)
    return end


def _has_future_verb(candidate: Candidate, clause: Clause) -> bool:
    rules = clause.reading.rules_at(candidate.match.first)
    endings = rules.verb_endings_planned
    if not endings or (
        candidate.trigger.part == "noun" and clause.reading.ending("m:told_here", candidate.match.first)
    ):
        return False  # "after the talks held in July the two will …"
    begin = clause.first if rules.marking == "before" else _begin_of_predicate(candidate, clause)
    return any(t.kind == "word" and t.key.endswith(endings) for t in clause.reading.tokens[begin : clause.last])


def _begin_of_predicate(candidate: Candidate, clause: Clause) -> int:
    """Where the words of a contact begin in a language whose verb comes last, but in headlines: "will hold talks"."""
    reading, begin = clause.reading, candidate.match.first
    if not any(t.kind in ("word", "number") for t in reading.tokens[candidate.match.last : clause.last]):
        return clause.first  # what ends its clause has its verb before it: "will today hold with X talks"
    while begin > max(clause.first, candidate.match.first - _INVERTED) and reading.tokens[begin - 1].kind == "word":
        if reading.ending("m:marker", begin) or reading.ending("m:trigger", begin):
            break
        begin -= 1
    return begin


def _is_taken_back(candidate: Candidate, clause: Clause, intended: Match) -> bool:
    """Whether it is told that a plan of the past came to nothing: "was to meet X, but did not"; "put off: was to"."""
    cues = clause.reading.within("m:cue", intended.last, candidate.sentence.last)
    before = clause.reading.within("m:cue", max(0, candidate.sentence.first - _CALLED_OFF), candidate.sentence.first)
    kinds = {m.value[1] for m in cues}, {m.value[1] for m in before}
    return bool(kinds[0] & {"cancelled", "negated", "failed"}) or "cancelled" in kinds[1]


def is_generic(reading: Reading, candidate: Candidate) -> bool:
    """Whether its word is a plural that can tell of no single occasion."""
    match = candidate.match
    return bool(reading.within("m:generic", match.first, match.last)) and not candidate.anaphoric


def lists_persons(reading: Reading, candidate: Candidate) -> bool:
    """Whether a plural is one contact with each of those named behind it: "held meetings with X, Y and Z"."""
    match = candidate.match
    named = [m.party for m in candidate.members if m.basis is ParticipantBasis.NAMED and m.party.kind == "person"]
    behind = any(0 <= p.first - match.last <= _LISTED for p in named if p.marker == "with")
    verbs = reading.within("m:lists", max(candidate.first, match.first - _LISTED), match.first)
    perfect = candidate.status is MeetingStatus.HELD and verbs and reading.ending("m:auxiliaries", verbs[-1].first)
    return behind and bool(verbs) and not perfect


def reject_generic(candidate: Candidate, clause: Clause) -> None:
    """Undated plurals ("their meetings") and countries without a verb ("India-Russia talks") are no occasion."""
    reading, first, last = clause.reading, clause.first, clause.last
    match = candidate.match
    each = reading.within("m:separately", match.first - 2, match.last)
    several = each and named_on_both_sides(candidate.members, clause.sides.codes)
    generic = is_generic(reading, candidate) and not several and not lists_persons(reading, candidate)
    if generic:
        candidate.rejection = CandidateRejection.HABITUAL
    elif candidate.status is not MeetingStatus.HELD and (candidate.forum is not None or candidate.trigger.summit):
        return
    elif candidate.trigger.part in ("noun", "verb") and (
        not has_people(candidate.members)
        or (not candidate.anaphoric and all(m.basis is ParticipantBasis.CONTEXT for m in candidate.members))
    ):
        if not reading.within("m:support", first, last) and not _is_attended(candidate, clause):
            candidate.rejection = CandidateRejection.NOT_A_CONTACT


def _is_attended(candidate: Candidate, clause: Clause) -> bool:
    """Whether somebody is told to have been at a summit of the two: "where he took part in the 22nd annual summit"."""
    if candidate.forum is None or candidate.forum.kind != "annual_summit":
        return False
    triggers = [clause.reading.trigger_of(m) for m in clause.within("m:trigger")]
    return any(t.part == "presence" for t in triggers)

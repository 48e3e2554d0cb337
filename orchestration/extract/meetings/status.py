"""Whether a contact took place, is planned or was called off, or is none: what the words of its clause say.

The words are cues (`rules.Cues`); which parties take part does not matter here, but for words without persons.
"""

from __future__ import annotations

from collections.abc import Iterable

from orchestration.contracts.codes import CandidateRejection, MeetingStatus, ParticipantBasis
from orchestration.extract.lexicon import Match, longest
from orchestration.extract.meetings.around import gap_between, is_bare, is_definite, is_of_other_contact, overlap
from orchestration.extract.meetings.clauses import Clause, tells_days
from orchestration.extract.meetings.discourse import Candidate
from orchestration.extract.meetings.members import has_people, named_on_both_sides, same_party
from orchestration.extract.meetings.parties import Reading

_COUNTING = frozenset(":–—-")  # signs before a list
_PREDICATE = 2  # words at the end of a clause that its verb is among, where that comes last
_VERB = 5  # words from a contact told before to its verb: "the talks on Monday covered"
_AIM = 6  # words from "for" to the talks that somebody has come for
_SPAN = 1  # words of "days before" that stand before its clause
_ATTRIBUTE = 2  # words between an attribute of a contact and its noun: "the coming bilateral talks"
_BESIDE = 5  # words from a contact to those of a habit
_LISTED = 4  # words between a plural and its verb, or whom it is with
_BETWEEN = 1  # words from a contact to whom it is with
_INVERTED = 3  # words before a noun of contact that its verb may be among


def tell_status(candidate: Candidate, clause: Clause) -> None:
    """Sets the status of a candidate, or the reason why it is none."""
    reading, first, last, is_dated, groups = clause.reading, clause.first, clause.last, clause.is_dated, clause.groups
    rules = reading.rules_at(candidate.match.first)
    found = longest(reading.within("m:cue", first, last))
    own: set[int] = set()
    idioms = reading.within("m:idioms", first, last)
    found = [m for m in found if not any(i.first <= m.first and m.last <= i.last for i in idioms)]
    found = [
        m for m in found if m.first < candidate.match.last or not reading.starting("m:elsewhen", m.first)
    ]  # "X met Y ahead of the summit": the summit is still to come
    if candidate.trigger.part != "invite":
        found = [m for m in found if m.value[1] != "planned" or not _is_reason(reading, m)]
    if rules.marking == "before":  # "they spoke after reports of a cancellation of the summit"
        found = [m for m in found if m.value[1] != "cancelled" or not is_of_other_contact(reading, m, candidate.match)]
    if candidate.anaphoric and not is_bare(
        reading, candidate.match
    ):  # "during the visit he invited …": the invitation is not what the visit is
        match = candidate.match
        end = last - _PREDICATE if rules.marking == "after" else last  # a verb that comes last is that of the clause
        own = _predicates(candidate, clause)
        if own:  # "at the talks on Monday X will …"
            found = [m for m in found if m.value[1] != "done" or not overlap(m, match)]
        elif _is_only_before(candidate, clause):
            candidate.rejection = CandidateRejection.NOT_A_CONTACT
            return
        found = [
            m
            for m in found
            if m.value[1] != "planned"
            or match.first - 5 <= m.first < match.first
            or m.first in own
            or (m.first >= end and m.last > end)
        ]
    elif rules.marking == "before" and _is_setting(reading, candidate.match):
        own = _predicates(candidate, clause)
        if own:  # "at his meeting with X on Monday Y will …"
            found = [m for m in found if m.value[1] != "done" or gap_between(m, candidate.match) > 0]
    if candidate.trigger.part == "noun" and reading.ending("m:told_here", candidate.match.first):
        found = [m for m in found if m.value[1] != "planned"]  # "in the talks held in June X invited Y"
    if rules.marking == "after" and candidate.trigger.part != "invite" and _is_done(candidate, clause):
        found = [m for m in found if m.value[1] != "planned" or not _is_of_topic(reading, m, candidate.match)]
    if candidate.trigger.part == "invite":
        sentence = candidate.sentence
        found += [m for m in reading.within("m:cue", last, sentence.last) if m.value[1] == "cancelled"]
    elif rules.marking == "before" and any(m.value[1] == "planned" for m in found):
        rest = candidate.sentence.last if not any(last <= g.first for g in groups) else last
        off = [m for m in reading.within("m:cue", last, rest) if m.value[1] == "cancelled"]
        aside = any(reading.starting(kind, last) for kind in ("m:relatives", "m:asides"))
        found += [m for m in off if not aside and not _is_of_another(candidate, reading, m)]
    if candidate.trigger.part in ("noun", "visit") and rules.marking == "before":
        found += _behind_relative(candidate, clause)
    if candidate.trigger.part == "visit" and _is_ahead(candidate, clause):
        candidate.status = MeetingStatus.PLANNED
        return
    after = rules.marking == "after"
    if after and candidate.trigger.part == "visit" and _is_spoken_of(candidate, clause):
        _tell_trip_spoken_of(candidate, clause)
        return
    done = [m for m in found if m.value[1] == "done" and not _is_of_subject(candidate, reading, m)]
    if done and not after:
        by_itself = any(overlap(m, candidate.match) for m in done)
        others = ("planned", "cancelled") if by_itself else ("planned",)
        found = [m for m in found if m.value[1] not in others or not is_of_other_contact(reading, m, candidate.match)]
    if candidate.anaphoric and reading.starting("m:past", candidate.match.last):
        found = [m for m in found if m.value[1] not in ("planned", "purpose")]  # "the talks covered ways to reach …"
    cues = {str(m.value[1]): m for m in reversed(found)}
    if "failed" in cues:
        cues["cancelled" if "planned" in cues else "negated"] = cues["failed"]
    if "lapsed" in cues:
        cues["cancelled" if candidate.trigger.summit else "negated"] = cues["lapsed"]
    if "counted" in cues and not _tells_when(clause):
        cues.setdefault("habitual", cues["counted"])
    purpose = cues.get("purpose")
    if purpose and candidate.trigger.part == "verb" and purpose.first >= candidate.match.last:
        purpose = None  # "called him to discuss"
    before = [m for m in done if purpose and m.first < purpose.first]
    errand = all(reading.starting("m:errands", m.first) for m in before)
    if purpose and "planned" not in cues and errand and not _is_place_of(reading, purpose, candidate.match):
        cues["planned"] = purpose  # "has come to meet X", but not "he went there to meet X"
    if "present" in cues and _is_ahead(candidate, clause):
        cues.setdefault("planned", cues["present"])  # "hours before X hosts Y"
    aim = _aim(candidate, clause) if "planned" not in cues and not candidate.sentence.title else None
    if aim is not None:
        cues["planned"], candidate.due, done = aim, True, []
    if "present" in cues and is_dated and not candidate.sentence.title:
        candidate.going_on = "planned" not in cues
        cues.setdefault("planned", cues["present"])  # "arrives on Thursday"
    if "planned" in cues and done and candidate.trigger.part != "invite":
        plans = [cues["planned"], *(m for m in found if m.value[1] == "planned")]
        cues["planned"] = min(plans, key=lambda m: gap_between(m, candidate.match))
        ahead = candidate.trigger.part == "visit" and 0 <= candidate.match.first - cues["planned"].last <= _BESIDE
        if ahead and all(m.first >= candidate.match.last for m in done):
            own.add(cues["planned"].first)  # "preparations for X's visit were reviewed"
        nearest = min(gap_between(m, candidate.match) for m in done)
        if nearest < gap_between(cues["planned"], candidate.match) and cues["planned"].first not in own:
            del cues["planned"]
    if ("planned" in cues or "intended" in cues) and _took_place(candidate, clause):
        cues = {name: m for name, m in cues.items() if name not in ("planned", "intended")}

    def told(name: str) -> str | None:
        cue = cues.get(name)
        return _words(reading, cue) if cue else None

    denied = rules.marking == "after" and reading.has("m:cue", "denied", candidate.sentence.first, first)
    if denied and not candidate.anaphoric:
        candidate.rejection, candidate.evidence = CandidateRejection.NEGATED, _words(reading, denied)
    elif told("cancelled") or ("intended" in cues and _is_taken_back(candidate, clause, cues["intended"])):
        candidate.status = MeetingStatus.CANCELLED
    elif told("negated") and not candidate.anaphoric and not _is_presupposed(candidate, cues["negated"], done):
        candidate.rejection, candidate.evidence = CandidateRejection.NEGATED, told("negated")
    elif (
        told("habitual")
        and not (after and _lasts(clause))
        and not _is_counted_up(candidate, clause)
        and (after or _is_habit(candidate, clause, [m for m in found if m.value[1] == "habitual"]))
    ):
        candidate.rejection, candidate.evidence = CandidateRejection.HABITUAL, told("habitual")
    elif "planned" in cues and "hypothetical" in cues and cues["hypothetical"].first < cues["planned"].first:
        candidate.rejection, candidate.evidence = CandidateRejection.HYPOTHETICAL, told("hypothetical")
    elif (
        told("planned")
        or told("intended")
        or candidate.trigger.part == "invite"
        or (candidate.trigger.summit and not done and _lies_before(reading, candidate.match))
        or _has_future_verb(candidate, clause)
    ):
        candidate.status = MeetingStatus.PLANNED
    elif candidate.trigger.host and clause.within("m:airports"):
        candidate.rejection = CandidateRejection.NOT_A_CONTACT
    elif told("not_contact") and candidate.trigger.weak and _is_instead(candidate, cues["not_contact"]):
        candidate.rejection, candidate.evidence = CandidateRejection.NOT_A_CONTACT, told("not_contact")
    elif told("hypothetical") and (
        after or cues["hypothetical"].first == first or not any(gap_between(m, candidate.match) < 0 for m in done)
    ):
        candidate.rejection, candidate.evidence = CandidateRejection.HYPOTHETICAL, told("hypothetical")
    elif after and _tells_what_is(candidate, clause) and _is_of_plan_told(candidate, clause):
        candidate.status = MeetingStatus.PLANNED
    elif candidate.anaphoric and not (after or done or _tells_what_was(candidate, clause)):
        if _is_of_plan_told(candidate, clause):  # "the ministry has yet to confirm the meeting"
            candidate.status = MeetingStatus.PLANNED


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
    nouns = [m for m in nouns if reading.rules[m.value[0]].trigger(m.value[1]).part in ("noun", "visit")]
    return bool(nouns) and not is_definite(reading, nouns[-1])


def _is_of_subject(candidate: Candidate, reading: Reading, done: Match) -> bool:
    """Whether what was done is that a trip or summit was talked of: "preparations for the visit were reviewed"."""
    if candidate.trigger.part != "visit" and not candidate.trigger.summit:
        return False
    triggers = [reading.rules[m.value[0]].trigger(m.value[1]) for m in reading.starting("m:trigger", done.first)]
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
    nouns = [m for m in others if reading.rules[m.value[0]].trigger(m.value[1]).part == "noun"]
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
    trigger = reading.rules[match.value[0]].trigger(match.value[1])
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
    triggers = (reading.rules[m.value[0]].trigger(m.value[1]) for m in reading.within("m:trigger", *words))
    if any(not t.vague for t in triggers):  # but "X will discuss trade at his meeting with Y"
        return True
    return any(t.text == "," for t in reading.tokens[future.last : match.first])


def _is_ahead(candidate: Candidate, clause: Clause) -> bool:
    """Whether a visit follows what the clause tells: "weeks before X's visit to Russia, Y …"."""
    reading, match = clause.reading, candidate.match
    told = reading.within("m:elsewhen", clause.first - _SPAN, match.first)
    return bool(told) and not reading.within("m:trigger", told[-1].last, match.first)


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
    return reading.rules[match.value[0]].trigger(match.value[1]).part == "visit"


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
    parts = [reading.rules[m.value[0]].trigger(m.value[1]).part for m in between if m.first >= aims[-1].last]
    near = match.first - aims[-1].last <= _AIM and all(
        t.text != "," for t in reading.tokens[aims[-1].last : match.first]
    )
    return aims[-1] if "verb" not in parts and (near or "noun" in parts) else None  # "for talks, a dinner and …"


def _is_long_ago(clause: Clause, behind: int) -> bool:
    """Whether a month or a year is told behind a token: "arrived in December 2008 for the summit"."""
    dates = clause.dates.within(behind, clause.sentence.last)
    return any(e.kind in ("month", "year") or e.year is not None for e in dates)


def _lasts(clause: Clause) -> bool:
    """Whether minutes or hours are told: "went on talking for an hour" is no habit."""
    units = clause.within("date:unit")
    return any(m.value.unit in ("minute", "hour") for m in units)


def _tells_when(clause: Clause) -> bool:
    """Whether a day or month is told: "have met four times" tells of no occasion, "met twice, in May and July" does."""
    dates = clause.dates.within(clause.first, clause.last)
    return any(e.kind in ("day", "month", "weekday") and e.relation == "at" for e in dates)


def _is_counted_up(candidate: Candidate, clause: Clause) -> bool:
    """Whether "twice" is followed by the days: "they met twice: on 5 May and on 9 July"."""
    reading, sentence = clause.reading, candidate.sentence
    signs = (i for i in range(candidate.match.first, clause.last) if reading.tokens[i].text in _COUNTING)
    return any(tells_days(reading, sentence, i) for i in signs)


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
    """Whether the sentence goes on to say that a plan of the past came to nothing: "was to meet X, but did not"."""
    cues = clause.reading.within("m:cue", intended.last, candidate.sentence.last)
    return any(m.value[1] in ("cancelled", "negated", "failed") for m in cues)


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
    triggers = [clause.reading.rules[m.value[0]].trigger(m.value[1]) for m in clause.within("m:trigger")]
    return any(t.part == "presence" for t in triggers)

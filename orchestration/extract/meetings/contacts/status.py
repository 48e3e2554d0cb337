"""Whether a contact took place, is planned or was called off, or is none: what the words of its clause say.

Which parties take part does not matter here. The words are found in `signs`, plans weighed in `plans`; that a word
names no single occasion is told in `plurals`.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence

from orchestration.contracts.codes import CandidateRejection, MeetingStatus, MeetingType, ParticipantBasis
from orchestration.extract.lexicon import Match
from orchestration.extract.meetings.around import gap_between, is_bare, is_told_behind, overlap
from orchestration.extract.meetings.contacts.clauses import Clause, is_counted_behind
from orchestration.extract.meetings.contacts.counting import days_counted
from orchestration.extract.meetings.contacts.cutting import tells_days
from orchestration.extract.meetings.contacts.denials import (
    denial_before,
    denial_behind,
    denial_of,
    left_open,
    not_confirmed,
)
from orchestration.extract.meetings.contacts.discourse import Candidate
from orchestration.extract.meetings.contacts.plans import (
    begins_tomorrow,
    goes_on_about_plan,
    has_future_verb,
    is_ahead,
    is_awaited_by,
    is_behind_news,
    is_invited_to,
    lies_before,
    took_place,
    weigh_plan,
)
from orchestration.extract.meetings.contacts.programmes import is_of_programme
from orchestration.extract.meetings.contacts.signs import Signs, is_after, is_done, signs_of
from orchestration.extract.meetings.parties.members import are_among, is_among, named_on_both_sides
from orchestration.extract.meetings.reading import Reading

_COUNTING = frozenset(":–—-(")  # signs before a list
_BEFORE = 2  # tokens between "after" and the talks
_SERIES = 3  # words between "regular" and the talks that are so
_BESIDE = 5  # words from a contact to those of a habit
_CALLED_OFF = 40  # tokens before a sentence in which it is told that a plan came to nothing
_ASKED = 6  # and behind it: "It was due in May. Why was it put off?"


def tell_status(candidate: Candidate, clause: Clause) -> None:
    """Sets the status of a candidate, or the reason why it is none."""
    signs = signs_of(candidate, clause)
    if signs is None:
        candidate.rejection = CandidateRejection.NOT_A_CONTACT
    elif not _has_gone(candidate, clause):
        _tell_by_signs(signs, candidate, clause)
        _hold_against_what_was_told(candidate, clause)


def _tell_by_signs(signs: Signs, candidate: Candidate, clause: Clause) -> None:
    """Sets what the words of its own clause say of a candidate."""
    if candidate.trigger.part == "visit" and is_ahead(candidate, clause):
        candidate.status = MeetingStatus.PLANNED
    elif candidate.trigger.part == "visit" and is_after(candidate, clause) and _is_spoken_of(candidate, clause):
        _tell_trip_spoken_of(candidate, clause)
    elif candidate.trigger.part == "noun" and is_counted_behind(clause, candidate.match):
        candidate.done = True
    else:
        weigh_plan(signs, candidate, clause)
        candidate.done = _is_told_as_done(signs, candidate, clause)
        candidate.in_present = _is_in_present(signs, candidate)
        if not _is_refused(signs, candidate, clause):
            _decide(signs, candidate, clause)
        if "intended" in signs.cues and _is_of_talks_told(candidate, clause):
            _reject(candidate, CandidateRejection.NOT_A_CONTACT, clause.reading, signs.cues["intended"])


def _hold_against_what_was_told(candidate: Candidate, clause: Clause) -> None:
    """Corrects what the words of a clause say by what has been told before: the talks at which somebody will be present
    are still to come, those after which somebody is to speak are over; and by what is told with an agreement."""
    if candidate.trigger.part == "presence" and clause.reading.starting("m:coming_for", candidate.match.first):
        candidate.status = clause.discourse.last_status
    past = _is_what_follows(candidate, clause) or _is_counted_from(candidate, clause)
    if candidate.status is MeetingStatus.PLANNED and past:
        candidate.status = MeetingStatus.HELD
    elif candidate.status is MeetingStatus.HELD and (
        _is_before_what_is_planned(candidate, clause)
        or _goes_on_with_plan(candidate, clause)
        or _is_plan_in_present(candidate, clause)
    ):
        candidate.status = MeetingStatus.PLANNED
    if candidate.status is MeetingStatus.PLANNED and _is_summit_of_others(candidate, clause):
        candidate.rejection = CandidateRejection.NOT_A_CONTACT
    if candidate.status is MeetingStatus.PLANNED and _is_bare_agreement(candidate, clause):
        if _agreed_there(candidate, clause):
            candidate.status = MeetingStatus.HELD
        else:
            candidate.rejection = CandidateRejection.NOT_A_CONTACT


def _is_summit_of_others(candidate: Candidate, clause: Clause) -> bool:
    """Whether "the summit" is what those who were told to meet prepare: "X and Y met to finalise its agenda"."""
    told = clause.discourse
    just_met = told.last_number == candidate.sentence.number and are_among(candidate.members, told.last)
    of_told = just_met and candidate.trigger.summit and candidate.forum is None
    named = named_on_both_sides(candidate.members, clause.sides.codes)
    return of_told and named and not clause.sides.meet_at_summits(candidate.members)


def _has_gone(candidate: Candidate, clause: Clause) -> bool:
    """Whether a participle says that who travels is there, whatever he is still to do: «прилетевший в Дели Х сегодня
    встретится с Y»; where the verb comes last, it stands right before him: "दौरे पर पहुंचे X कल Y से मिलेंगे"."""
    reading, match = clause.reading, candidate.match
    if not is_after(candidate, clause):
        return bool(reading.starting("m:gone", match.first))
    if candidate.trigger.part != "visit":
        return False
    begin = match.first if candidate.trigger.weak else _behind(reading, "m:travelling", match.last)
    end = _behind(reading, "m:gone", begin)
    return end > begin and any(g.first == end for g in clause.groups)


def _behind(reading: Reading, kind: str, begin: int) -> int:
    """Where words of a kind that begin at a token end; the token itself, where there are none."""
    return max((m.last for m in reading.starting(kind, begin)), default=begin)


def _is_told_as_done(signs: Signs, candidate: Candidate, clause: Clause) -> bool:
    """Whether a verb says that they meet or have met, not only a noun of what."""
    if candidate.trigger.part == "verb" or (is_after(candidate, clause) and is_done(candidate, clause)):
        return True
    return bool(signs.done) or "present" in signs.cues or took_place(candidate, clause)


def _is_in_present(signs: Signs, candidate: Candidate) -> bool:
    """Whether it is only told as done by a verb of the present, which is of the future where its day is to come."""
    presents = signs.of("present")
    verbs = [*signs.done, *([candidate.match] if candidate.trigger.part == "verb" else [])]
    return bool(presents) and all(any(overlap(v, p) for p in presents) for v in verbs)


def _is_bare_agreement(candidate: Candidate, clause: Clause) -> bool:
    """Whether a plan is only agreed upon: "agreed to meet again soon", but not "agreed to meet in Moscow in May"."""
    reading, match, last = clause.reading, candidate.match, candidate.sentence.last
    agreed = reading.within("m:agreements", clause.first, match.last)
    if not agreed:
        return False
    begin = agreed[-1].last
    told = any(spans.within(begin, last) for spans in (clause.dates, clause.places, clause.forums))
    return agreed[-1].first == match.first or not told


def _agreed_there(candidate: Candidate, clause: Clause) -> bool:
    """Whether a day or city at the head of a clause is that on which two agreed: «вчера в Дели Х и Y условились …»."""
    match, words = candidate.match, (clause.first, candidate.match.first)
    if not clause.reading.starting("m:agreements", match.first):
        return False
    days = any(e.relation == "at" and e.kind in ("day", "weekday", "relative") for e in clause.dates.within(*words))
    return days or any(p.city is not None for p in clause.places.within(*words))


def _is_of_talks_told(candidate: Candidate, clause: Clause) -> bool:
    """Whether words for what was to be are of the talks told before as held: "the meeting was to be at the palace"."""
    told = clause.discourse
    if not candidate.anaphoric or clause.is_dated or told.last_status is not MeetingStatus.HELD:
        return False
    return bool(candidate.members) and are_among(candidate.members, told.last)


def _is_counted_from(candidate: Candidate, clause: Clause) -> bool:
    """Whether what is planned is only the first since a contact: "it will be the first visit since the summit", "since
    X's meeting with Y"."""
    reading, match = clause.reading, candidate.match
    whose = [g for g in clause.groups if g.marker == "genitive" and 0 <= match.first - g.last <= 1]
    counted = any(reading.ending("m:since", g.first) for g in whose) or is_told_behind(reading, match, "m:since")
    return candidate.trigger.part == "noun" and counted


def _is_what_follows(candidate: Candidate, clause: Clause) -> bool:
    """Whether a plan is only for after the talks told before: "after the talks the two are to sign …"."""
    reading, match = clause.reading, candidate.match
    if candidate.trigger.part != "noun":
        return False
    if _is_long_before(candidate, clause):
        return True
    if not candidate.anaphoric or clause.discourse.last_status is not MeetingStatus.HELD or not clause.discourse.last:
        return False
    if is_after(candidate, clause):
        return bool(reading.starting("m:behind", match.last))
    return _follows(reading, match)


def _is_long_before(candidate: Candidate, clause: Clause) -> bool:
    """Whether a clause begins with how long ago talks were: "Four months after their last interaction in X, the two
    are set to meet again"."""
    reading, match = clause.reading, candidate.match
    told = reading.within("m:aftermath", clause.sentence.first, match.first)
    heads = [m for m in told if m.last >= clause.first and m.last - m.first > 1]  # not only "after"
    if not heads or is_after(candidate, clause):
        return False
    between = reading.within("m:trigger", heads[0].last, match.first)
    begins = not between and not reading.has_comma(heads[0].last, match.first)
    return begins and reading.has_comma(match.last, clause.last)


def _is_before_what_is_planned(candidate: Candidate, clause: Clause) -> bool:
    """Whether something is to follow talks that are still to come: "the leaders will speak to the press after the
    talks", where those are told as a plan, or not at all."""
    reading, match, told = clause.reading, candidate.match, clause.discourse
    if not candidate.anaphoric or candidate.trigger.part != "noun" or is_after(candidate, clause):
        return False
    if not _follows(reading, match) or (told.last and told.last_status is not MeetingStatus.PLANNED):
        return False
    known = not told.last or are_among(candidate.members, told.last)
    told_first = bool(told.last) and bool(reading.within("m:future", clause.first, match.first))
    return known and (told_first or _is_all_ahead(clause))


def _is_plan_in_present(candidate: Candidate, clause: Clause) -> bool:
    """Whether a verb of the present goes on about a plan told just before: "They will meet on Monday. The summit is
    being held at a time when …"."""
    told = clause.discourse
    known = told.last_status is MeetingStatus.PLANNED and are_among(candidate.members, told.last)
    goes_on = candidate.anaphoric and candidate.trigger.part == "noun" and candidate.in_present
    return goes_on and known and not is_after(candidate, clause)


def _goes_on_with_plan(candidate: Candidate, clause: Clause) -> bool:
    """Whether what follows on a plan is told in its sentence without a verb of its own: "The summit will take place on
    Tuesday, followed by a lunch at X"."""
    reading, told = clause.reading, clause.discourse
    if told.last_status is not MeetingStatus.PLANNED or told.last_number != candidate.sentence.number:
        return False
    begin = max(candidate.sentence.first, clause.first - _BEFORE)
    follows = any(m.first >= begin for m in reading.within("m:later", begin, candidate.match.first))
    return candidate.trigger.part == "noun" and follows and not candidate.done


def _is_all_ahead(clause: Clause) -> bool:
    """Whether a clause has a verb of the future, and nothing that is done but words for "after"."""
    after = clause.within("m:behind")
    done = (m for m in clause.within("m:cue") if m.value[1] == "done")
    is_over = clause.within("m:past") or any(not any(overlap(m, b) for b in after) for m in done)
    return bool(clause.within("m:future")) and not is_over


def _follows(reading: Reading, match: Match) -> bool:
    """Whether the words before a contact set something behind it: "after the talks"."""
    return any(reading.ending("m:behind", i) for i in range(match.first - _BEFORE, match.first + 1))


def _is_refused(signs: Signs, candidate: Candidate, clause: Clause) -> bool:
    """Rejects a contact that is denied or a habit; one that was called off is none of these."""
    reading, cues = clause.reading, signs.cues
    after = is_after(candidate, clause)
    denied = denial_before(clause) or denial_behind(candidate, clause) or denial_of(cues.get("cancelled"), clause)
    denied = denied or not_confirmed(candidate, clause)
    if denied:
        return _reject(candidate, CandidateRejection.NEGATED, reading, denied)
    if (open_question := left_open(clause)) is not None:
        return _reject(candidate, CandidateRejection.HYPOTHETICAL, reading, open_question)
    taken_back = "intended" in cues and _is_taken_back(candidate, clause, cues["intended"])
    if "cancelled" in cues or taken_back or _was_meant_first(candidate, clause):
        candidate.status = MeetingStatus.CANCELLED
        return True
    negated = cues.get("negated")
    if negated and (not candidate.anaphoric or _is_with_another(candidate, clause)):
        return _reject(candidate, CandidateRejection.NEGATED, reading, negated)
    if "habitual" in cues and not (after and _lasts(clause)) and not _is_told_of_one(signs, candidate, clause):
        if after or _is_habit(candidate, clause, signs.of("habitual", "counted", "ongoing")):
            return _reject(candidate, CandidateRejection.HABITUAL, reading, cues["habitual"])
    return False


def _is_with_another(candidate: Candidate, clause: Clause) -> bool:
    """Whether a bare noun, which may stand for the contact told last, is with somebody else: «Его примет Х. Встреча с Y
    не предусмотрена»."""
    named = [m for m in candidate.members if m.basis is ParticipantBasis.NAMED]
    return is_bare(clause.reading, candidate.match) and not are_among(named, clause.discourse.last)


def _decide(signs: Signs, candidate: Candidate, clause: Clause) -> None:
    """Planned, hypothetical, no contact, or as it was: held."""
    reading, match, cues = clause.reading, candidate.match, signs.cues
    after, trigger = is_after(candidate, clause), candidate.trigger
    hypothetical, not_contact = cues.get("hypothetical"), cues.get("not_contact")
    heads = hypothetical is not None and _begins_clause(hypothetical, clause)  # "whether X will go", "if X goes"
    if hypothetical and (heads or ("planned" in cues and hypothetical.first < cues["planned"].first)):
        _reject(candidate, CandidateRejection.HYPOTHETICAL, reading, hypothetical)
    elif "rumoured" in cues and cues["rumoured"].first < match.first:
        _reject(candidate, CandidateRejection.HYPOTHETICAL, reading, cues["rumoured"])
    elif (
        "planned" in cues
        or "intended" in cues
        or trigger.part == "invite"
        or (trigger.summit and not signs.done and (lies_before(reading, match) or is_invited_to(candidate, clause)))
        or (_is_session(candidate) and not signs.done and is_invited_to(candidate, clause))
        or is_awaited_by(candidate, clause)
        or is_behind_news(candidate, clause)
        or has_future_verb(candidate, clause)
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
    elif goes_on_about_plan(signs, candidate, clause) or is_of_programme(candidate, clause):
        candidate.status = MeetingStatus.PLANNED


def _is_session(candidate: Candidate) -> bool:
    """Whether it is told as one of a mechanism: "the 2+2 dialogue"."""
    return candidate.trigger.part == "noun" and candidate.forum is not None and candidate.forum.kind == "mechanism"


def _begins_clause(cue: Match, clause: Clause) -> bool:
    """Whether all of a clause is under a word: "asked whether X will go"."""
    return cue.first == clause.first or bool(clause.reading.starting("m:contents", cue.first))


def _reject(candidate: Candidate, reason: CandidateRejection, reading: Reading, cue: Match) -> bool:
    candidate.rejection, candidate.evidence = reason, _words(reading, cue)
    return True


def _is_habit(candidate: Candidate, clause: Clause, cues: Iterable[Match]) -> bool:
    """Whether words of a habit stand beside a contact or end its clause: "has spoken to X and Y a number of times"."""
    reading, end = clause.reading, candidate.match.last
    return any(
        (gap_between(m, candidate.match) <= _BESIDE and not _is_of_other_word(reading, m, candidate.match))
        or (
            candidate.trigger.part == "verb"
            and all(t.kind != "word" for t in reading.tokens[m.last : clause.last])
            and all(_is_same_talk(reading, t) for t in reading.within("m:trigger", end, m.first))
        )
        for m in cues
    )


def _is_told_of_one(signs: Signs, candidate: Candidate, clause: Clause) -> bool:
    """Whether words of a habit stand beside what is told of single occasions: "they met twice: on 5 May and on 9
    July", «с Х прошли регулярные консультации»."""
    return _is_counted_up(candidate, clause) or _is_latest_of_series(signs, candidate, clause)


def _is_latest_of_series(signs: Signs, candidate: Candidate, clause: Clause) -> bool:
    """Whether "regular" is only of what kind the talks are that a verb says to have taken place, on a day or with
    somebody named: «с Х прошли регулярные консультации», but not «регулярные консультации продолжаются»."""
    match, habits = candidate.match, signs.of("habitual")
    if candidate.trigger.part != "noun" or not habits or signs.of("counted"):
        return False
    if any(not 0 <= match.first - m.last <= _SERIES for m in habits):
        return False
    cased = bool(clause.reading.rules_at(match.first).case_endings)  # where a verb says whether it was once
    named = cased and any(m.basis is ParticipantBasis.NAMED and m.party.is_individual for m in candidate.members)
    goal = not cased and any(clause.reading.ending("m:goals", m.first - gap) for m in habits for gap in (0, 1))
    once = goal or clause.within("m:done_once")  # "is in Moscow for the regular consultations"
    return bool(once) and (clause.is_dated or named)


def _is_of_other_word(reading: Reading, cue: Match, match: Match) -> bool:
    """Whether words of a habit are of a verb joined behind, "met in Samarkand and four times spoke by phone", or before
    a verb of another noun: "within the regular dialogue X received Y"."""
    if cue.last <= match.first and reading.trigger_of(match).part == "verb":
        nouns = reading.within("m:trigger", cue.last, match.first)
        return any(m.first - cue.last <= 1 and reading.trigger_of(m).part == "noun" for m in nouns)
    joint = reading.within("m:conjunctions", match.last, cue.first)
    return bool(joint) and bool(reading.within("m:trigger", cue.last, cue.last + _BESIDE))


def _is_same_talk(reading: Reading, match: Match) -> bool:
    """Whether a verb says no more than that they talked: "by phone they have spoken ten times"."""
    return reading.trigger_of(match).is_of_talking


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
        trips = [m for m in reading.within("m:trigger", rest, clause.last) if reading.is_trip(m)]
        return not trips and not reading.starting("m:finite", rest)
    return not any(m.last >= clause.last - 1 for m in reading.starting("m:past", match.last))


def _tell_trip_spoken_of(candidate: Candidate, clause: Clause) -> None:
    """A trip spoken of is the one told before, or one that is planned for or talked about, else none."""
    reading, match = clause.reading, candidate.match
    trip = clause.discourse.trip
    visitor = candidate.members[0].party
    if trip is not None and is_among(visitor, trip.members):
        candidate.status, candidate.anaphoric = trip.status, True
        return
    cues = {str(m.value[1]) for m in reading.within("m:cue", clause.first, clause.last)}
    if any(m.value[1] == "done" for m in reading.starting("m:cue", match.first)):
        return  # "since he is back from the trip"
    talked = [m for m in reading.within("m:trigger", match.last, clause.last) if not reading.is_trip(m)]
    ahead = lies_before(reading, match) or has_future_verb(candidate, clause) or begins_tomorrow(clause)
    if "cancelled" in cues:
        candidate.status = MeetingStatus.CANCELLED
    elif "planned" in cues or talked or ahead:
        candidate.status = MeetingStatus.PLANNED
    elif not clause.is_dated:
        candidate.rejection = CandidateRejection.NOT_A_CONTACT


def _words(reading: Reading, match: Match) -> str:
    return " ".join(t.text for t in reading.tokens[match.first : match.last])


def _lasts(clause: Clause) -> bool:
    """Whether minutes or hours are told: "went on talking for an hour" is no habit."""
    units = (m.value[1] for m in clause.within("date") if m.value[0] == "date:unit")
    return any(unit.unit in ("minute", "hour") for unit in units)


def _is_counted_up(candidate: Candidate, clause: Clause) -> bool:
    """Whether "twice" is followed by the days: "they met twice: on 5 May and on 9 July"."""
    reading, sentence = clause.reading, candidate.sentence
    if days_counted(reading, clause.dates, candidate.match, clause.first, sentence.last):
        return True
    tokens = reading.tokens
    signs = [i for i in range(candidate.match.first, clause.last) if tokens[i].text in _COUNTING]
    signs = [
        i for i in signs if not (tokens[i].is_hyphen and tokens[i - 1].end == tokens[i].start)
    ]  # «раз в два-три …»
    signs += [m.last - 1 for m in reading.within("m:among", candidate.match.last, clause.last)]
    return any(tells_days(reading, sentence, i) for i in signs)


def _is_instead(candidate: Candidate, cue: Match) -> bool:
    """Whether the verb is about the letter: "received a letter from", not "met him and handed over a letter"."""
    return candidate.trigger.vague or cue.first - candidate.match.last <= 3


def _was_meant_first(candidate: Candidate, clause: Clause) -> bool:
    """Whether it is what was planned at first: "the visit had originally been planned for May"."""
    if not clause.within("m:at_first") or candidate.trigger.part == "invite":
        return False
    return (
        bool(clause.within("m:past_plans"))
        or clause.reading.has("m:cue", "intended", clause.first, clause.last) is not None
    )


def _is_taken_back(candidate: Candidate, clause: Clause, intended: Match) -> bool:
    """Whether it is told that a plan of the past came to nothing: "was to meet X, but did not"; "put off: was to"."""
    reading, sentence = clause.reading, candidate.sentence
    cues = reading.within("m:cue", intended.last, sentence.last)
    before = reading.has("m:cue", "cancelled", max(0, sentence.first - _CALLED_OFF), sentence.first)
    behind = reading.has("m:cue", "cancelled", sentence.last, sentence.last + _ASKED)
    return bool(before or behind or {m.value[1] for m in cues} & {"cancelled", "negated", "lapsed"})


def plan_participle(told: Sequence[Candidate], reading: Reading) -> None:
    """Plans a session that a participle tells, with its noun or predicate: "the commission co-chaired by X and Y will
    meet", "the session co-chaired by X and Y is scheduled for May"."""
    for pair in itertools.pairwise(told):
        for one, other in (pair, pair[::-1]):
            joint = one.trigger.joint and one.trigger.type is MeetingType.CONSULTATIONS
            if not joint or (one.status, other.status) != (MeetingStatus.HELD, MeetingStatus.PLANNED):
                continue
            # not "was co-chaired by X and Y, who will meet again"
            finite = reading.ending("m:auxiliaries", one.match.first)
            if not finite and are_among(other.members, one.members):
                one.status = MeetingStatus.PLANNED

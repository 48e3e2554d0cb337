"""What makes a contact a plan, beside the words for it, and what tells that it has taken place since.

Not here: which words are those of a contact (`signs`); what is called off, denied or a habit (`status`).
"""

from __future__ import annotations

from orchestration.contracts.codes import MeetingStatus
from orchestration.extract.lexicon import Match
from orchestration.extract.meetings.around import gap_between, is_bare, overlap, resumed_at
from orchestration.extract.meetings.contacts.clauses import Clause
from orchestration.extract.meetings.contacts.discourse import Candidate
from orchestration.extract.meetings.contacts.in_passing import is_setting
from orchestration.extract.meetings.contacts.programmes import is_on_timetable
from orchestration.extract.meetings.contacts.signs import Signs, is_after
from orchestration.extract.meetings.parties.members import are_among, includes
from orchestration.extract.meetings.reading import Reading

_VERB = 5  # words from a contact told before to its verb: "the talks on Monday covered"
_FIRST = 7  # tokens from "the first" to what somebody is the first to do
_AIM = 6  # words from "for" to the talks that somebody has come for
_AIM_BEHIND = 6  # tokens from talks, with the verb of them, to "for" behind: "बैठक की सह-अध्यक्षता करने के लिए"
_AFTER = 2  # tokens of "after", which may begin like "for": "करने के बाद"
_SPAN = 1  # words of "days before" that stand before its clause
_SUBJECT = 2  # tokens from a subject to its verb: "X also visits"
_ATTRIBUTE = 2  # words between an attribute of a contact and its noun: "the coming bilateral talks"
_BESIDE = 5  # words from a contact to those of a habit
_TODAY = 2  # tokens from talks, or whom they are with, to their day in a headline
_ATTRIBUTES = 4  # tokens between "ahead of" and the talks: «накануне 22-го российско-индийского саммита»
_PREDICATES = ("m:trigger", "m:past", "m:took_place", "m:happenings", "m:carriers", "m:pronoun")
_SHORT = 8  # tokens before talks in which "hours ahead of the two-day" may stand
_COPULA = 4  # tokens from a day, with where it is, to "is"
_DAYS = frozenset({"day", "weekday"})  # kinds of dates
_INVERTED = 3  # words before a noun of contact that its verb may be among


def weigh_plan(signs: Signs, candidate: Candidate, clause: Clause) -> None:
    """What else makes a contact a plan, and what tells that it has taken place since."""
    cues = signs.cues
    if "present" in cues and _is_plural_of_trips(cues["present"], candidate, clause):
        del cues["present"]
    purpose = cues.get("purpose")
    if purpose and "planned" not in cues and _is_errand(purpose, signs, candidate, clause):
        cues["planned"] = purpose  # "has come to meet X"
        candidate.due = candidate.trigger.part == "noun"
    if "present" in cues and is_ahead(candidate, clause):
        cues.setdefault("planned", cues["present"])  # "hours before X hosts Y"
    if "planned" not in cues and (plan := _plan_of_matter(candidate, clause)) is not None:
        cues["planned"] = plan
    nominal = _without_verb(candidate, clause) or _on_programme(signs, candidate, clause)
    if nominal is not None:
        cues.setdefault("planned", nominal)
    if "planned" not in cues and (due := _is_due(candidate, clause)) is not None:
        cues["planned"], signs.done = due, []
    awaited = _awaited(candidate, clause)
    if awaited is not None:
        cues["planned"], signs.done = awaited, []
    aim = _aim(candidate, clause) if "planned" not in cues and not candidate.sentence.title else None
    if aim is not None:
        cues["planned"], candidate.due, signs.done = aim, True, []
    if "present" in cues and clause.is_dated and not candidate.sentence.title:
        candidate.going_on = "planned" not in cues and not is_on_timetable(candidate, clause)
        cues.setdefault("planned", cues["present"])  # "arrives on Thursday"
    if "planned" in cues and signs.done and candidate.trigger.part != "invite":
        _take_nearest_plan(signs, candidate, clause.reading)
    if ("planned" in cues or "intended" in cues) and took_place(candidate, clause):
        cues.pop("planned", None)
        cues.pop("intended", None)


def _is_plural_of_trips(cue: Match, candidate: Candidate, clause: Clause) -> bool:
    """Whether what may be a verb is a noun for several trips, with nobody before it: "during X's visit in May, plans
    for further visits were made"."""
    reading = clause.reading
    trips = [m for m in reading.starting("m:trigger", cue.first) if reading.is_trip(m)]
    noun = any(not reading.trigger_of(m).weak for m in trips) and cue.first >= candidate.match.last
    relative = any(reading.ending(kind, cue.first) for kind in ("m:relatives", "m:relative_things"))
    return noun and not relative and not any(0 <= cue.first - g.last <= _SUBJECT for g in clause.groups)


def _is_errand(purpose: Match, signs: Signs, candidate: Candidate, clause: Clause) -> bool:
    """Whether a purpose is still to come: "has come to meet X", but not "he went there to meet X".

    Where the contact itself is the purpose, somebody must have set out: not «прессу на переговоры не допустили».
    """
    reading, match, part = clause.reading, candidate.match, candidate.trigger.part
    if part == "verb" and purpose.first >= match.last:
        return False  # "called him to discuss"
    if part == "noun" and overlap(purpose, match):
        return bool(clause.within("m:errands")) and not clause.within("m:then")  # «тогда они направились на встречу»
    if reading.within("m:firsts", purpose.first - _FIRST, purpose.first):
        return False  # "is the first president to visit Delhi"
    before = [m for m in signs.done if m.first < purpose.first]
    is_place = is_setting(reading, match) and not overlap(purpose, match)
    return not is_place and all(reading.starting("m:errands", m.first) for m in before)


def _take_nearest_plan(signs: Signs, candidate: Candidate, reading: Reading) -> None:
    """Of what is planned and what was done, the nearer is the contact's."""
    match, cues = candidate.match, signs.cues
    plan = min([cues["planned"], *signs.of("planned")], key=lambda m: gap_between(m, match))
    cues["planned"] = plan
    ahead = candidate.trigger.part == "visit" and 0 <= match.first - plan.last <= _BESIDE
    prepared = candidate.trigger.summit and 0 <= match.first - plan.last <= _ATTRIBUTE
    ahead = ahead or (prepared and bool(reading.within("m:preparations", plan.first, plan.last)))
    if ahead and all(m.first >= match.last for m in signs.done):
        return  # "preparations for X's visit were reviewed"
    if plan.first >= candidate.last and all(reading.starting("m:says", m.first) for m in signs.done):
        return  # «рассказал о визите, который состоится в мае»
    told = any(m.party.first >= match.last for m in candidate.members)
    if told and plan.first >= match.last and all(_is_talking(reading, m, match) for m in signs.done):
        return  # "they spoke about the meeting of X and Y, scheduled for May"
    nearest = min(gap_between(m, match) for m in signs.done)
    if nearest < gap_between(plan, match) and plan.first not in signs.predicates:
        del cues["planned"]


def _is_talking(reading: Reading, done: Match, match: Match) -> bool:
    """Whether a verb only tells that a contact was talked of: "they discussed the | meeting of the ministers"."""
    talks = (reading.trigger_of(m) for m in reading.starting("m:trigger", done.first))
    return done.last <= match.first and any(t.is_of_talking for t in talks) and not is_setting(reading, match)


def _without_verb(candidate: Candidate, clause: Clause) -> Match | None:
    """The word before who has a contact, where the clause has no verb: «сегодня у президента встреча с Х»; of a
    headline the contact itself: "X-Y talks today"."""
    reading, at_home = clause.reading, [g for g in clause.own_groups if g.marker == "at_home_of"]
    talks, trip = candidate.trigger.part == "noun", candidate.trigger.part == "visit" and not candidate.trigger.weak
    ahead = (talks and _is_for_today(candidate, clause)) or (trip and begins_tomorrow(clause))
    headline = candidate.sentence.title and ahead
    if candidate.anaphoric or not ((at_home and talks) or headline):
        return None
    if any(m.value[1] in ("done", "present") for m in clause.within("m:cue")) or clause.within("m:support"):
        return None
    if headline:
        return candidate.match
    markers = (m for m in reading.ending("m:marker", at_home[0].first) if m.value[1] == "at_home_of")
    return next(markers, None) if clause.is_dated else None


def _is_due(candidate: Candidate, clause: Clause) -> Match | None:
    """The verb "is" at the end of a clause that says but when talks are, where the verb comes last: "X की Y से मुलाकात कल
    है", "आज X की Y से मुलाकात है"; not "यह पहली मुलाकात है"."""
    reading, match = clause.reading, candidate.match
    end = reading.without_signs(clause.first, clause.last)
    if candidate.trigger.part != "noun" or reading.rules_at(match.first).marking != "after":
        return None
    verb = next((m for m in reading.ending("m:stative", end) if m.first >= match.last), None)
    if verb is None or any(reading.within(kind, match.last, verb.first) for kind in ("m:past", "m:took_place")):
        return None
    told = [e for e in clause.dates.within(clause.first, verb.first) if e.relation == "at"]
    days = [e for e in told if e.kind in _DAYS or e.unit == "day"]
    days = [e for e in days if not any(m.value[1] == "genitive" for m in reading.starting("m:marker", e.last))]
    ends = [e.last for e in days] + [m.last for m in reading.within("m:clock", match.last, verb.first)]
    near = verb.first == match.last or any(verb.first - end <= _COPULA for end in ends)
    return verb if near and ends else None


def _on_programme(signs: Signs, candidate: Candidate, clause: Clause) -> Match | None:
    """The words at the head of a sentence for where it is written what is to come: «В программе визита Х, как сообщало
    ведомство, встреча с Y», where no verb of the contact's own clause says that it was."""
    reading, match = clause.reading, candidate.match
    heads = reading.starting("m:schedules", candidate.sentence.first)
    again = candidate.anaphoric and not is_bare(reading, match)
    if candidate.trigger.part != "noun" or again or not heads or signs.done:
        return None
    if candidate.trigger.summit or heads[0].last == match.first:
        return None  # «в программе саммита», whose programme it is
    told = reading.within("m:trigger", heads[0].last, match.first)
    return heads[0] if all(reading.trigger_of(m).part != "verb" for m in told) else None


def _is_for_today(candidate: Candidate, clause: Clause) -> bool:
    """Whether a day from today on, or one of the week, stands right behind a noun for talks in a clause without a verb
    of the past, or before it, where verbs come last: "X-Y talks on Friday", "शुक्रवार को शिखर वार्ता"."""
    end = max([candidate.match.last, *(g.last for g in clause.own_groups)])
    days = clause.dates.within(candidate.match.last, min(end + _TODAY, clause.last))
    owners = {g.last for g in clause.own_groups if g.marker == "genitive"}  # "X-Y की वार्ता" has no verb
    if any(m.first not in owners for kind in ("m:past", "m:speech") for m in clause.within(kind)):
        return False
    verbs = [m for m in clause.within("m:finite") if m.first not in owners]
    if clause.reading.rules_at(candidate.match.first).marking == "after" and not verbs:
        days = [*days, *clause.dates.within(clause.first, candidate.match.first)]
    days = [e for e in days if e.relation == "at" and (e.kind == "weekday" or (e.kind, e.unit) == ("relative", "day"))]
    return any(e.kind == "weekday" or e.is_unsigned or (e.offset or 0) >= 0 for e in days)


def begins_tomorrow(clause: Clause) -> bool:
    """Whether a clause without a verb tells from when on, by a word for both the day before and the day after: "राजनाथ
    कल से रूस के दौरे पर"."""
    begins = any(e.is_unsigned and e.relation == "since" for e in clause.dates.within(clause.first, clause.last))
    return begins and not any(clause.within(kind) for kind in ("m:finite", "m:past"))


def _awaited(candidate: Candidate, clause: Clause) -> Match | None:
    """The word that puts a verb of the present in the future: "when X comes to Delhi", "before the two meet"."""
    reading, match = clause.reading, candidate.match
    words = reading.within("m:awaited", max(clause.first - 1, clause.sentence.first), match.first)
    if not words or words[-1].first > clause.first:
        return None
    verbs = reading.within("m:presents", words[-1].last, match.last)
    if verbs and resumed_at(reading, words[-1], verbs[0].first) is not None:
        return None  # "X, who comes when …, is the first to visit Y"
    cues = reading.within("m:cue", words[-1].last, verbs[0].last) if verbs else []
    return (
        words[-1]
        if verbs and all(m.value[1] not in ("purpose", "done") or m.first >= verbs[0].first for m in cues)
        else None
    )


def goes_on_about_plan(signs: Signs, candidate: Candidate, clause: Clause) -> bool:
    """Whether words that tell nothing done go on about a plan: "the ministry has yet to confirm the meeting"."""
    if is_after(candidate, clause):
        return _tells_what_is(candidate, clause) and _is_of_plan_told(candidate, clause)
    idle = candidate.anaphoric and not signs.done and not _tells_what_was(candidate, clause)
    return idle and _is_of_plan_told(candidate, clause)


def _tells_what_is(candidate: Candidate, clause: Clause) -> bool:
    """Whether a clause ends in a verb of the present, and has none of what was done: "this meeting is important"."""
    reading = clause.reading
    end = reading.without_signs(clause.first, clause.last)
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
    open_ = named and told.last_status in (MeetingStatus.PLANNED, MeetingStatus.CANCELLED)
    return open_ and are_among(candidate.members, told.last)


def took_place(candidate: Candidate, clause: Clause) -> bool:
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
    failed = [m for m in reading.within("m:cue", begin, end) if m.value[1] in ("negated", "lapsed")]
    return any(not any(overlap(m, f) for f in failed) for m in reading.within("m:took_place", begin, end))


def is_ahead(candidate: Candidate, clause: Clause) -> bool:
    """Whether a visit follows what the clause tells: "weeks before X's visit to Russia, Y …".

    Not "days after X travelled there", which is over.
    """
    reading, match = clause.reading, candidate.match
    if any(m.value[1] == "done" and m.first == match.first for m in reading.within("m:cue", match.first, match.last)):
        return False
    if reading.rules_at(match.first).marking == "after":
        return bool(reading.starting("m:elsewhen", match.last))  # "X के आने से कुछ दिन पहले"
    told = reading.within("m:elsewhen", clause.first - _SPAN, match.first)
    if not told or reading.within("m:aftermath", told[-1].first, told[-1].last):
        return False
    if any(m.value[1] == "done" for m in reading.within("m:cue", told[-1].last, match.first)):
        return False  # «накануне завершил визит»
    return not reading.within("m:trigger", told[-1].last, match.first)


def is_behind_news(candidate: Candidate, clause: Clause) -> bool:
    """Whether something took place before talks of those named, right behind the words that say so: "hours ahead of
    Modi's meeting with Putin", «накануне российско-индийского саммита»; not those of a year told, nor held ones."""
    reading, match = clause.reading, candidate.match
    if candidate.trigger.part != "noun" or reading.rules_at(match.first).marking != "before":
        return False
    begin = next((g.first for g in clause.own_groups if g.last == match.first and len(g.parties) > 1), match.first)
    ahead = reading.within("m:eves", max(clause.first - _SPAN, begin - _SHORT, 0), begin)
    ahead = [m for m in ahead if not clause.dates.within(m.first, m.last)]  # «провел накануне встречу», a day before
    if not ahead or is_bare(reading, match):
        return False
    between = (ahead[-1].last, begin)
    if begin - ahead[-1].last > _ATTRIBUTES or any(reading.within(kind, *between) for kind in _PREDICATES):
        return False  # «накануне гость имел беседу», «перед этим прошли консультации»
    if any(between[0] <= g.first < between[1] for g in clause.groups):
        return False
    if any(e.year is not None for e in clause.dates.within(clause.first, clause.last)):
        return False
    told = (pair for pair in clause.discourse.pairs if all(includes(pair, m.party) for m in candidate.members))
    return not candidate.members or not any(told)


def lies_before(reading: Reading, summit: Match) -> bool:
    """Whether the words behind a summit put it in the future: "ahead of the summit"."""
    return bool(reading.within("m:before", summit.last, summit.last + 3))


def is_invited_to(candidate: Candidate, clause: Clause) -> bool:
    """Whether somebody is invited to a summit: "invited X to attend the summit in Delhi"."""
    told = clause.reading.within("m:trigger", clause.first, candidate.match.first)
    parts = [clause.reading.trigger_of(m).part for m in told]
    return clause.reading.rules_at(candidate.match.first).marking == "before" and "invite" in parts


def is_awaited_by(candidate: Candidate, clause: Clause) -> bool:
    """Whether something has been done before talks of those named, and no verb tells that it is long over: "मोदी और
    पुतिन की मुलाकात से पहले रूस ने दाम घटा दिए हैं"."""
    reading, match = clause.reading, candidate.match
    if candidate.trigger.part != "noun" or candidate.anaphoric or clause.within("m:pluperfect"):
        return False
    ahead = reading.rules_at(match.first).marking == "after" and reading.starting("m:elsewhen", match.last)
    told = (pair for pair in clause.discourse.pairs if all(includes(pair, m.party) for m in candidate.members))
    return bool(ahead) and not any(told)


def _aim(candidate: Candidate, clause: Clause) -> Match | None:
    """The word behind which talks are what somebody has arrived for: "landed in Delhi on Friday for talks with X"."""
    reading, match, begin = clause.reading, candidate.match, candidate.sentence.first
    if reading.rules_at(match.first).marking == "after":
        return _aim_behind(candidate, clause)
    aims = reading.within("m:aims", clause.first, match.first)
    came = reading.within("m:errands", begin, aims[-1].first) if aims else []
    if candidate.trigger.part != "noun" or not came:
        return None
    between = reading.within("m:trigger", came[-1].last, match.first)
    parts = [reading.trigger_of(m).part for m in between if m.first >= aims[-1].last]
    near = match.first - aims[-1].last <= _AIM and all(
        t.text != "," for t in reading.tokens[aims[-1].last : match.first]
    )
    return aims[-1] if "verb" not in parts and (near or "noun" in parts) else None  # "for talks, a dinner and …"


def _aim_behind(candidate: Candidate, clause: Clause) -> Match | None:
    """The word that makes talks what somebody has arrived for, where verbs come last: "Y के साथ बैठक करने के लिए दिल्ली
    पहुंचे", "आयोग की बैठक में भाग लेने के लिए यात्रा पर हैं"."""
    reading, match = clause.reading, candidate.match
    end = reading.without_signs(clause.first, clause.last)
    aims = reading.within("m:aims", match.first, match.last + _AIM_BEHIND)
    forum = candidate.forum
    named = forum is not None and match.first - 1 <= forum.last <= match.last and reading.ending("m:stative", end)
    there = any(reading.ending(kind, end) for kind in ("m:errands", "m:staying"))
    if (candidate.anaphoric and not named) or not aims or not there:
        return None
    if reading.within("m:behind", match.last, aims[0].last + _AFTER):
        return None  # "Y से बातचीत करने के बाद दिल्ली पहुंचे"
    between = reading.within("m:trigger", aims[0].last, end)
    return aims[0] if all(reading.is_trip(m) for m in between) else None


def _plan_of_matter(candidate: Candidate, clause: Clause) -> Match | None:
    """The words of a plan for what is to come up at a contact, where verbs come last: "X और Y की बैठक में इस पर बातचीत
    होने की संभावना है"."""
    reading, match, end = clause.reading, candidate.match, clause.last
    if reading.rules_at(match.first).marking != "after" or not reading.starting("m:place_in", match.last):
        return None
    talks = [m for m in reading.within("m:trigger", match.last, end) if reading.trigger_of(m).vague]
    if (
        candidate.trigger.part != "noun"
        or not talks
        or reading.ending("m:past", reading.without_signs(match.last, end))
    ):
        return None
    return next((m for m in reading.within("m:cue", talks[-1].first, end) if m.value[1] == "planned"), None)


def has_future_verb(candidate: Candidate, clause: Clause) -> bool:
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

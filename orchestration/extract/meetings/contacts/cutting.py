"""Where a sentence falls into clauses.

By the words and signs that the rules of its language name. Not here: the records of a clause (`clauses`), what it tells
(`candidates`).
"""

from __future__ import annotations

import itertools
from collections.abc import Collection, Sequence

from orchestration.extract.dates.finder import DateExpression
from orchestration.extract.lexicon import Match
from orchestration.extract.meetings.around import comma_before
from orchestration.extract.meetings.contacts.discourse import Sentence
from orchestration.extract.meetings.contacts.relatives import (
    bare_relatives,
    before_carried,
    behind_relatives,
    head_of_relative,
    is_carried,
    where_resumed,
)
from orchestration.extract.meetings.parties.marking import marker_of_some
from orchestration.extract.meetings.parties.parties import SUBJECT, SUBJECT_OR_SPEAKER, Group
from orchestration.extract.meetings.reading import Reading
from orchestration.extract.spans import Spans
from orchestration.extract.text import DASHES, Token

_SEPARATORS, _PAUSES = frozenset(";:"), frozenset(",–—")
_BRACKETS = frozenset("()")
_DATES = frozenset({"date:relative", "date:weekday", "date:month"})  # "before the end of the year" is no clause
_ARTICLES = 3  # tokens from "as" to a subject, and one
_FRONT = 4  # tokens at the head of a sentence in which it can begin with a conjunction: "two days after"
_DATE_REACH = 6  # tokens behind a colon within which a list of dates begins
_NAMED = 2  # tokens from "including" to those named, or to a day
_PREDICATE = 5  # tokens from a subject to its verb: "X on Tuesday will meet"
_LISTED = 2  # tokens from "as well as" to a further contact
_HAPPENS = 8  # tokens from "it" to the verb that says when it was
_SPEAKER = 8  # tokens from a verb of speech to who speaks
_INSERTED = 12  # tokens between two commas that only say who tells something
_SAID_OF = 5  # tokens behind them in which it is said what becomes of a contact
_GAP = 8  # tokens of a day and place between "and" and the dash that stands for a verb
#: Kinds of words of which one that else begins a clause can be a part.
_FIXED = ("m:earlier", "m:previous", "m:later", "m:cue", "m:marker")
_BEFORE_DAY = 3  # tokens from a comma in which a date can begin: «, уже в четверг»
_OF_NOUN = ("m:gone", "m:participles")  # behind a day that is of the noun before the comma
_SEVERAL = 2  # names that make a list
#: What can stand before a further partner whose verb is left out, and what then cannot stand behind him.
_WHEN, _VERBS = (
    ("m:later", "m:conjunctions", "m:also", "m:marker", "date"),
    ("m:trigger", "m:support", "m:future", "m:speech"),
)
_STOPS = frozenset(",;")
_ENTRY = 7  # tokens before the colon of a chronicle's entry


def clauses(
    reading: Reading,
    sentence: Sentence,
    groups: Sequence[Group],
    dates: Spans[DateExpression],
    asides: Sequence[tuple[int, int]],
) -> list[tuple[int, int]]:
    """Token spans of a sentence's clauses: cut at subordinators, semicolons, colons, and after finite verbs.

    groups: of the sentence; dates: of the article; asides: relative clauses, behind which the sentence takes up its
    subject again.
    """
    rules = reading.rules_at(sentence.first)
    speech = _before_speech(reading, sentence, groups) if rules.marking == "before" else set()
    cuts = {last for _, last in asides} | speech | _behind_finite(reading, sentence, groups, speech)
    cuts |= _at_breaks(reading, sentence, groups) | _behind_signs(reading, sentence, groups)
    cuts |= _before_stand_ins(reading, sentence)
    if rules.marking == "before":
        cuts |= _around_subjects(reading, sentence, groups) | _behind_habits(reading, sentence)
    elif sentence.title:
        cuts |= _within_headline(reading, sentence)
    if rules.case_endings:
        cuts |= _before_next_days(reading, sentence, dates) | where_resumed(reading, sentence)
    if rules.marking == "before":
        # «с Х, а также с Y» is one list of two, "X and I" one subject
        lists = [g for g in groups if rules.case_endings or g.marker in SUBJECT]
        cuts -= {i for group in lists for i in range(group.first + 1, group.last)}
        cuts = {i for i in cuts if not _is_inserted(reading, sentence, i)}
    edges = [sentence.first, *sorted(c for c in cuts if sentence.first < c < sentence.last), sentence.last]
    return list(itertools.pairwise(edges))


def _around_subjects(reading: Reading, sentence: Sentence, groups: Sequence[Group]) -> set[int]:
    """Where a subject shows that a clause begins, in languages whose verbs stand behind theirs: "After X met Y, | Z
    flew home", "met X, whom Y had invited, | and Z spoke", "oil rose | as X met Y"."""
    cuts = _behind_fronted(reading, sentence, groups) | _before_meanwhile(reading, groups)
    cuts |= bare_relatives(reading, sentence, groups) | behind_relatives(reading, sentence, groups)
    if reading.rules_at(sentence.first).case_endings:
        return cuts
    return cuts | before_carried(reading, sentence, groups) | _before_joined(reading, groups)


def _before_joined(reading: Reading, groups: Sequence[Group]) -> set[int]:
    """Where "and" joins a clause with a subject and a verb of its own to one that has both: "X and Y met in May | and
    the defence ministers met last month"."""
    cuts: set[int] = set()
    for before, subject in itertools.pairwise(groups):
        joints = [m for i in (subject.first, subject.first - 1) for m in reading.ending("m:conjunctions", i)]
        if not joints or joints[-1].first < before.last or not {subject.marker, groups[0].marker} <= SUBJECT:
            continue
        told = [m for m in reading.within("m:trigger", groups[0].last, joints[-1].first) if _is_of_meeting(reading, m)]
        if told and any(_is_of_meeting(reading, m) for m in reading.within("m:trigger", *_verb_of(reading, subject))):
            cuts.add(joints[-1].first)
    return cuts


def _verb_of(reading: Reading, subject: Group) -> tuple[int, int]:
    """The tokens in which the verb of a subject begins: "X met", "X held talks"."""
    carried = reading.starting("m:carriers", subject.last)
    return subject.last, carried[-1].last + 1 if carried else subject.last + 1


def _is_of_meeting(reading: Reading, match: Match) -> bool:
    """Whether a word of contact tells of one by itself, as "met" and "talks" do, "promised" and "discussed" do not."""
    trigger = reading.trigger_of(match)
    leans = (trigger.vague and not trigger.spoken) or bool(trigger.followed_by)
    return trigger.part == "noun" or (trigger.part == "verb" and not leans)


def _at_breaks(reading: Reading, sentence: Sentence, groups: Sequence[Group]) -> set[int]:
    """Where words begin a clause; not those that are a part of other words, nor where the clause before goes on."""
    tokens, first, last = reading.tokens, sentence.first, sentence.last
    fixed = [m for kind in _FIXED for m in reading.within(kind, first, last)]
    before = reading.rules_at(first).marking == "before"
    return {
        head_of_relative(reading, m.first)
        for m in reading.within("m:clause_breaks", first, last)
        if not (m.last < last and _is_initial(tokens[m.last - 1], tokens[m.last]))
        and (
            not any(f.first < m.first < f.last or (f.first == m.first and m.last < f.last) for f in fixed)
            or (before and _is_counted_from(reading, m, groups))
        )
        and not _is_hyphenated(reading, m)
        and not is_carried(reading, m, groups)
        and not _lists_further(reading, m)
        and not _names_some(reading, m, groups)
        and not _is_gapped(reading, m, sentence, groups)
        and not (tokens[m.first - 1].kind == "word" and reading.starting("m:adverbs", m.first))
        and not _stands_within(reading, m, sentence)
        and not (before and any(d.value[0] in _DATES for d in reading.starting("date", m.last)))
    }


def _is_hyphenated(reading: Reading, word: Match) -> bool:
    """Whether a word is a part of another: «тет-а-тет»."""
    around = (*reading.tokens[word.first - 1 : word.first], *reading.tokens[word.last : word.last + 1])
    return len(around) > 1 and all(token.is_hyphen for token in around)


def _stands_within(reading: Reading, word: Match, sentence: Sentence) -> bool:
    """Whether the first words of its clause stand before a word, which no verb ends: "मोदी | जब पुतिन से मिले"."""
    if not reading.starting("m:inner_breaks", word.first):
        return False
    before = reading.within("m:clause_breaks", sentence.first, word.first)
    begin = before[-1].last if before else sentence.first
    signs = any(t.kind == "punct" and not t.is_hyphen for t in reading.tokens[max(begin, word.first - 1) : word.first])
    ended = any(reading.within(kind, begin, word.first) for kind in ("m:finite", "m:trigger", "m:says"))
    return begin < word.first and not signs and not ended


def _before_meanwhile(reading: Reading, groups: Sequence[Group]) -> set[int]:
    """Where a clause begins that has a subject of its own behind "as": "oil rose | as X met Y"."""
    subjects = (g for g in groups if g.marker in ("none", "speaker"))
    words = (m for g in subjects for i in range(_ARTICLES) for m in reading.ending("m:meanwhile", g.first - i))
    return {m.first for m in words if not _is_in_conjunction(reading, m)}


def _is_in_conjunction(reading: Reading, word: Match) -> bool:
    """Whether a word is a part of others that join: "as well as"."""
    near = reading.within("m:conjunctions", max(0, word.first - _NAMED), word.last + _NAMED)
    return any(m.first <= word.first and word.last <= m.last for m in near)


def _is_counted_from(reading: Reading, word: Match, groups: Sequence[Group]) -> bool:
    """Whether a count ends before a clause with its own subject and verb: "hours before X and Y met"."""
    count = any(m.last == word.last for m in reading.ending("m:elsewhen", word.last))
    subject = next((g for g in groups if g.first >= word.last), None)
    if not count or subject is None or subject.marker not in SUBJECT or subject.first - word.last > _NAMED:
        return False
    verbs = reading.within("m:trigger", subject.last, subject.last + _PREDICATE)
    return bool(verbs) or bool(reading.within("m:carriers", subject.last, subject.last + _PREDICATE))


def _names_some(reading: Reading, word: Match, groups: Sequence[Group]) -> bool:
    """Whether some of those told before are named behind a word, or when: "met several leaders, including X", "will
    keep up contacts, including during the visit of X"."""
    if not reading.starting("m:among", word.first):
        return False
    if reading.starting("m:settings", word.last):
        return True
    behind = next((g for g in groups if g.first >= word.last), None)
    if reading.rules_at(word.first).marking == "after":
        return behind is not None and marker_of_some(reading, behind.parties[0]) is not None
    named = behind is not None and behind.first - word.last <= _NAMED and behind.marker != "excluded"
    return named or any(reading.within(kind, word.last, word.last + _NAMED + 1) for kind in ("date", "place"))


def _lists_further(reading: Reading, word: Match) -> bool:
    """Whether a further contact of the verb before is listed: «состоятся переговоры с Х, а также встреча с Y»."""
    joint = [m for m in reading.starting("m:conjunctions", word.first) if m.last >= word.last]
    nouns = reading.within("m:trigger", joint[0].last, joint[0].last + _LISTED) if joint else []
    return bool(nouns) and reading.trigger_of(nouns[0]).part == "noun"


def _behind_signs(reading: Reading, sentence: Sentence, groups: Sequence[Group]) -> set[int]:
    """Where semicolons end a clause, and colons that open no list."""
    signs = [i for i in range(sentence.first, sentence.last) if reading.tokens[i].text in _SEPARATORS]
    signs = [i for i in signs if not (_is_in_note(reading, sentence, i) or _is_of_clock(reading, sentence, i))]
    signs = [i for i in signs if not any(g.first < i < g.last for g in groups)]  # "met X, the aide; Y, the minister"
    return {i + 1 for i in signs if reading.tokens[i].text != ":" or not _opens_list(reading, sentence, i, groups)}


def _is_of_clock(reading: Reading, sentence: Sentence, sign: int) -> bool:
    """Whether a sign stands between two numbers, as in a time of day: "4:40"."""
    beside = (sign - 1, sign + 1)
    return all(sentence.first <= i < sentence.last and reading.tokens[i].kind == "number" for i in beside)


def _is_in_note(reading: Reading, sentence: Sentence, sign: int) -> bool:
    """Whether a sign parts what is listed in brackets, without words of contact: «дважды (8 июля, Москва; 22 …)»."""
    before = (reading.tokens[i].text for i in range(sign - 1, sentence.first, -1))
    begins = next((text == "(" for text in before if text in _BRACKETS), False)
    if not begins:
        return False
    end = next((i for i in range(sign, sentence.last) if reading.tokens[i].text == ")"), sign)
    return not reading.within("m:trigger", sign, end)


def _before_speech(reading: Reading, sentence: Sentence, groups: Sequence[Group]) -> set[int]:
    """Where it is said behind a comma or dash who spoke: "…, said X"."""
    said = (m.first for m in reading.within("m:speech", sentence.first + 1, sentence.last))
    return {i for i in said if reading.tokens[i - 1].text in _PAUSES and not _is_talked(reading, i, groups)}


def _is_inserted(reading: Reading, sentence: Sentence, i: int) -> bool:
    """Whether words between commas only say who tells it, so that what a noun of contact before them is said to be
    stands behind them: «встреча с Х, по словам Y, не планируется», «новый разговор, уточнил он, пройдет в мае»."""
    end = behind_inserted(reading, i - 1, sentence.last - 1)
    nouns = [m for m in reading.within("m:trigger", sentence.first, i) if reading.trigger_of(m).part != "verb"]
    if end is not None and not reading.within("m:trigger", sentence.first, i):
        verbs = (reading.trigger_of(m) for m in reading.starting("m:trigger", end))
        return any(v.part == "verb" and not v.vague for v in verbs)  # «с Х он, по словам Y, увидится в мае»
    if end is None or not nouns or reading.within("m:clause_breaks", nouns[-1].last, i):
        return False
    end += reading.tokens[end].text in _PAUSES
    said = (m for kind in ("m:support", "m:cue") for m in reading.within(kind, end, end + _SAID_OF))
    told = reading.within("m:support", nouns[-1].last, i)
    return not told and any(not reading.within("m:trigger", end, m.first) for m in said)


def behind_inserted(reading: Reading, pause: int, last: int) -> int | None:
    """Where a sentence goes on behind an aside that only says who tells it: «визит, по словам Х, | начнется …»."""
    tokens = reading.tokens
    if tokens[pause].text not in _PAUSES or not _attributes(reading, pause + 1):
        return None
    reach = range(pause + 1, min(pause + 1 + _INSERTED, last))
    return next((k + 1 for k in reach if tokens[k].text in _PAUSES), None)


def _attributes(reading: Reading, i: int) -> bool:
    """Whether words at token i begin to say who tells something: «по словам Х», «как уточнили в МИД», «сказал Х»."""
    speakers = [m for m in reading.starting("m:marker", i) if m.value[1] == "speaker"]
    return bool(speakers or reading.starting("m:says", i) or reading.starting("m:as_said", i))


def _within_headline(reading: Reading, sentence: Sentence) -> set[int]:
    """Where commas part the verbs of a headline, which come first where else they come last: "met X, talked of Y"; or
    stand behind what is told to have begun or been done: "मोदी-पुतिन की बैठक शुरू, …", "X ने Y से की मुलाकात, …"."""
    told = reading.within("m:trigger", sentence.first, sentence.last)
    commas = (i for i in range(told[0].last, sentence.last) if reading.tokens[i].text == ",") if told else ()
    return {i + 1 for i in commas if i < told[-1].first or _is_told_of(reading, i)}


def _is_told_of(reading: Reading, end: int) -> bool:
    """Whether what ends at a token says that a contact took place."""
    done = [m for kind in ("m:took_place", "m:support") for m in reading.ending(kind, end)]
    begins = [m.first for m in reading.ending("m:trigger", end)]
    return bool(done) or any(reading.ending("m:past", i) for i in begins)


def _behind_finite(reading: Reading, sentence: Sentence, groups: Sequence[Group], speech: Collection[int]) -> set[int]:
    """Where a pause, "and" or "then" stands behind a finite verb, but for those of speech, and where the clause goes on
    to name some of whom it told: "met ministers, of whom Y was one"."""
    first, last = sentence.first, sentence.last
    ends = {m.last for m in reading.within("m:finite", first, last) if m.first not in speech}
    ends -= {m.first - 1 for m in reading.within("m:among", first, last) if _names_some(reading, m, groups)}
    joints = ("m:conjunctions", "m:correlatives")
    return {
        i
        for i in ends
        if i < last and (reading.tokens[i].text in _PAUSES or any(reading.starting(kind, i) for kind in joints))
    }


def _before_next_days(reading: Reading, sentence: Sentence, dates: Spans[DateExpression]) -> set[int]:
    """Where a comma alone parts what happened on two days: «в среду его принял Х, в четверг состоялась беседа с Y»."""
    told = [m.first for m in reading.within("m:trigger", sentence.first, sentence.last)]
    commas = [i for i in range(sentence.first, sentence.last) if reading.tokens[i].text == ","]
    cuts: set[int] = set()
    for comma, end in itertools.pairwise([*commas, sentence.last]):
        begin = max(cuts, default=sentence.first)
        day = next((e for e in dates.within(comma + 1, end) if e.first - comma <= _BEFORE_DAY), None)
        if day is None or day.kind == "edition" or any(reading.starting(kind, day.last) for kind in _OF_NOUN):
            continue
        if any(t.is_capitalised for t in reading.tokens[comma + 1 : day.first]):
            continue  # «с Х, прилетевшим накануне, Y в четверг …»
        if any(begin <= i < comma for i in told) and any(day.last <= i < end for i in told):
            cuts.add(comma + 1)
    return cuts


def _before_stand_ins(reading: Reading, sentence: Sentence) -> set[int]:
    """Where "and" or a comma stands before what tells when or where a contact was: "…, and it took place in May"."""
    return {
        m.first
        for m in reading.within("m:stand_ins", sentence.first + 1, sentence.last)
        if reading.tokens[m.first - 1].text == "," or reading.ending("m:conjunctions", m.first)
        if reading.within("m:happenings", m.last, min(m.last + _HAPPENS, sentence.last))
    }


def _opens_list(reading: Reading, sentence: Sentence, colon: int, groups: Sequence[Group]) -> bool:
    """Whether a colon parts no clauses; where the verb comes first, only one before dates or names alone: "twice: on 5
    and 9 May", "the three leaders met: X, Y and Z"."""
    if not _is_list_head(reading, sentence, colon):
        return False
    if reading.rules_at(sentence.first).marking != "before":
        return True
    return not sentence.title and (
        tells_days(reading, sentence, colon) or _is_only_names(reading, sentence, colon, groups)
    )


def _is_only_names(reading: Reading, sentence: Sentence, colon: int, groups: Sequence[Group]) -> bool:
    """Whether behind a colon stand but several names, of those who have met."""
    named = [p for g in groups if g.first > colon for p in g.parties if p.kind == "person"]
    if len(named) < _SEVERAL or not reading.within("m:trigger", sentence.first, colon):
        return False
    if reading.within("m:speech", sentence.first, colon) or reading.within("m:says", sentence.first, colon):
        return False
    words = [i for i in range(colon + 1, sentence.last) if reading.tokens[i].kind in ("word", "number")]
    joining = (m for kind in ("m:conjunctions", "m:marker") for m in reading.within(kind, colon + 1, sentence.last))
    joints = {i for m in joining for i in range(m.first, m.last)}
    return all(i in joints or any(p.first <= i < p.last for p in named) for i in words)


def tells_days(reading: Reading, sentence: Sentence, sign: int) -> bool:
    """Whether the words right behind a colon or dash are a date."""
    end = min(sign + _DATE_REACH, sentence.last)
    days = (t for t in reading.tokens[sign + 1 : min(sign + 3, end)] if t.kind == "number" and len(t.text) <= 2)
    return bool(reading.within("date", sign + 1, end)) or any(days)


def _is_list_head(reading: Reading, sentence: Sentence, colon: int) -> bool:
    """Whether a colon parts no clauses: "Kazan, October 2024: talks with X", "they met twice: in May and July"."""
    if not reading.within("m:trigger", colon + 1, sentence.last) and not sentence.title:
        return True
    return _is_entry(reading, sentence, colon)


def _is_entry(reading: Reading, sentence: Sentence, colon: int) -> bool:
    """Whether a sentence begins as in a chronicle, with a place or month and a year."""
    head = reading.tokens[sentence.first : colon]
    dated = bool(head) and head[-1].kind == "number" and len(head[-1].text) == 4
    return 0 < len(head) <= _ENTRY and dated and not reading.within("m:marker", sentence.first, colon)


def _behind_habits(reading: Reading, sentence: Sentence) -> set[int]:
    """Where a sentence goes on behind what only says when and where something is held: "The commission, which meets by
    turns in Moscow and Delhi, | will sit in May"."""
    habits = [m for m in reading.within("m:cue", sentence.first, sentence.last) if m.value[1] == "habitual"]
    cuts: set[int] = set()
    for habit in habits:
        comma = next((i for i in range(habit.last, sentence.last) if reading.tokens[i].text == ","), None)
        begins = comma is not None and any(
            reading.starting(kind, comma + 1) for kind in ("m:auxiliaries", "m:future", "m:happenings", "m:carriers")
        )
        aside = any(t.text == "," for t in reading.tokens[sentence.first : habit.first])
        if comma is not None and begins and aside:
            cuts.add(comma + 1)
    return cuts


def _behind_fronted(reading: Reading, sentence: Sentence, groups: Sequence[Group]) -> set[int]:
    """Where the main clause begins behind a clause with its own subject: "After X met Y, Z flew home"."""
    fronts = reading.within("m:fronted", sentence.first, sentence.first + _FRONT)
    if not fronts:
        return set()
    start = fronts[0].last
    for main in groups:
        comma = comma_before(reading, main.first) if main.marker in SUBJECT_OR_SPEAKER else None
        if comma is None or comma <= start:
            continue
        own = next((g for g in groups if start <= g.first < comma and g.marker in SUBJECT), None)
        if own is not None and reading.within("m:trigger", own.last, comma):
            return {comma + 1}
    return set()


def _is_talked(reading: Reading, verb: int, groups: Sequence[Group]) -> bool:
    """Whether a verb of speech tells of talks, nobody being named behind it: «С Х, заметили в МИД, говорили о …»."""
    named = any(0 <= g.first - verb <= _SPEAKER and g.marker in SUBJECT_OR_SPEAKER for g in groups)
    cased = bool(reading.rules_at(verb).case_endings)
    return cased and not named and bool(reading.starting("m:trigger", verb))


def _is_gapped(reading: Reading, word: Match, sentence: Sentence, groups: Sequence[Group]) -> bool:
    """Whether the verb before is left out: «во вторник он беседовал с Х, а в среду — с Y», «с Х, а затем и с Y»."""
    tokens, end = reading.tokens, min(word.last + _GAP, sentence.last - 1)
    signs = (i for i in range(word.last, end) if tokens[i].text in DASHES and tokens[i - 1].end < tokens[i].start)
    dash = next(signs, None)
    if dash is not None and not reading.within("m:trigger", word.last, dash):
        return any(m.value[1] == "with" for m in reading.starting("m:marker", dash + 1))
    further = next((g for g in groups if g.first >= word.last), None)
    if further is None or not reading.rules_at(word.first).case_endings:
        return False
    told = [m for kind in _WHEN for m in reading.within(kind, word.first, further.first)]
    known = {i for m in (word, *told) for i in range(m.first, m.last)}
    stop = next((i for i in range(further.last, sentence.last) if tokens[i].text in _STOPS), sentence.last)
    goes_on = any(reading.within(kind, further.last, stop) for kind in _VERBS)
    later = reading.within("m:later", word.first, further.first)
    return bool(later) and not goes_on and all(i in known for i in range(word.first, further.first))


def _is_initial(token: Token, after: Token) -> bool:
    """«А.» of a name is no conjunction."""
    return len(token.text) == 1 and token.is_capitalised and after.text == "." and after.start == token.end

"""What the words around a contact say of it: told before, an idiom, a forum's own, another verb's.

Questions with a yes or no, or a distance; what follows from the answers is decided where they are asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from orchestration.contracts.codes import MeetingType
from orchestration.extract.forums import Forum
from orchestration.extract.lexicon import Match
from orchestration.extract.meetings.parties.parties import Group, Party
from orchestration.extract.meetings.reading import Reading
from orchestration.extract.text import Token

_ATTRIBUTES = 5  # tokens before a contact that say which one it is
_WHEN = 7  # tokens of words for when and of the verb behind them: «в нынешнем году так и не состоится»
_IDIOM = 8  # tokens of an idiom before the word of contact in it: "decided to set up a ministerial dialogue"
_IDIOM_BEHIND = 5  # tokens behind it of one: «заседание в формате "ШОС"»
_NOTE = 8  # tokens of a note in brackets behind a name
_ARTICLE = 1  # tokens between "at", "after" or "ahead of" and the talks
_BODY = 12  # tokens from a session to the forum of whose body it is
_OWN = 2  # tokens from a session to the forum that it is of: «заседания министров обороны ШОС»
_POST = 6  # tokens from who sits at the head of a mechanism to its name
_SESSION = 16  # tokens from a mechanism to its session: "X as its co-chair will on Monday take part in its session"
_OWNED = 3  # tokens from "its" to that: «в ее двадцать четвертом заседании»
_FORUM_REACH = 14  # tokens between a trigger and the forum it is told with
#: Words by which what stands before them is no owner of what stands behind.
_LINKS = ("m:marker", "m:place_in", "m:settings", "m:conjunctions", "m:clause_breaks", "m:trigger")
_NEAR = {"between": 15, "with": 8}  # tokens between a contact and countries, by what ties them; else 4
REACH = 40  # tokens between a trigger and a party tied to it


def is_multilateral(reading: Reading, match: Match, first: int, last: int) -> bool:
    """Whether words beside a contact make it one of more than two sides: "a trilateral meeting"."""
    told = [m for m in reading.within("m:modifier", first, last) if m.value[1] == "multilateral"]
    phrases = (m for m in told if m.last - m.first > 1)  # «встречались 2 июня в Сочи | в трехстороннем формате»
    return any(phrases) or any(match.first - 3 <= m.first and m.last <= match.last + 3 for m in told)


def has_own_verb(reading: Reading, group: Group, match: Match) -> bool:
    """Whether a group is the object of another verb: "he met X and was received by Y"."""
    before = reading.within("m:trigger", max(0, group.first - 4), group.first)
    return any(m.first != match.first and group.first - m.last <= 1 for m in before)


def is_followed_by_colon(reading: Reading, i: int) -> bool:
    """Whether a speaker's name ends here, with or without a note in brackets: «Н.Моди (как переведено):»."""
    i = reading.behind_note(i, _NOTE)
    return i < len(reading.tokens) and reading.tokens[i].text == ":"


def is_definite(reading: Reading, match: Match) -> bool:
    """Whether the words refer to a contact already told: "during the talks", "this is the 11th summit"."""
    return (
        bool(reading.starting("m:definite", match.last) or is_identified(reading, match))
        or any(
            a.first < match.last and match.first < a.last and (a.first == match.first or not _lies_in(a, match))
            for a in reading.within("m:anaphora", max(0, match.first - 3), match.last + 4)
        )
        or (not reading.trigger_of(match).summit and (_is_theirs(reading, match) or _is_of_month(reading, match)))
        or _begins_sentence(reading, match)
    )


def _begins_sentence(reading: Reading, match: Match) -> bool:
    """Whether a sentence begins with a noun of contact, in a language without articles whose verbs come last: "बैठक
    मंगलवार को मॉस्को में हुई"."""
    trigger = reading.trigger_of(match)
    if reading.rules_at(match.first).marking != "after" or trigger.part != "noun" or trigger.summit:
        return False
    if match.first == 0 or reading.starting("m:elsewhen", match.last):
        return False
    return reading.tokens[match.first - 1].sentence != reading.tokens[match.first].sentence


def _is_theirs(reading: Reading, match: Match) -> bool:
    """Whether "their" stands before a contact with nothing between but what describes it: "their 50-minute talk"."""
    owners = reading.within("m:their", max(0, match.first - _ATTRIBUTES), match.first)
    words = (owners[-1].last, match.first) if owners else (match.first, match.first)
    described = all(t.kind in ("word", "number") or t.is_hyphen for t in reading.tokens[slice(*words)])
    return bool(owners) and described and not any(reading.within(kind, *words) for kind in _LINKS)


def _is_of_month(reading: Reading, match: Match) -> bool:
    """Whether the month right before a contact says which it was: "since the October talks", «февральский визит»,
    "last month's meeting"."""
    end = match.first - is_possessive(reading.tokens, match.first - 1) if match.first else 0
    return bool(reading.ending("m:of_month", end))


def is_identified(reading: Reading, match: Match) -> bool:
    """Whether a clause says which one a contact told before is: "it will be their second meeting since 2021"."""
    if reading.within("m:happenings", match.first, match.last):
        return False  # "it will be held in May"
    ends = [i for i in range(match.first - _ATTRIBUTES, match.first + 1) if reading.ending("m:identifies", i)]
    if reading.rules_at(match.first).marking == "before":
        if reading.trigger_of(match).part == "verb":
            return False  # "it was received by X on Monday"
        ends = [i for i in ends if not reading.within("m:marker", i, match.first)]  # "it was a copy of their ride"
        ends = [i for i in ends if not reading.within("m:contents", i, match.first)]  # "it is learnt that X met Y"
    return bool(ends)


def resumed_at(reading: Reading, relative: Match, last: int) -> int | None:
    """Where a sentence goes on, in tokens before `last`, behind a relative clause: "talks of X with Y, who …, | are due
    in May"."""
    commas = [i for i in range(relative.last, last - 1) if reading.tokens[i].text == ","]
    if commas and commas[0] == relative.last:
        commas = commas[2:]  # "who, as he said, …"
    return next((i + 1 for i in commas if _resumes(reading, i + 1, last)), None)


def _resumes(reading: Reading, first: int, last: int) -> bool:
    """Whether a verb goes on with the main clause at a token, perhaps behind words for when, where cases tell that
    these are no subject: «…, | в нынешнем году не состоится»."""
    if reading.starting("m:resuming", first):
        return True
    rules, end = reading.rules_at(first), min(first + _WHEN, last)
    verbs = reading.within("m:resuming", first, end) if rules.case_endings else []
    if not verbs or reading.has_comma(first, verbs[0].first) or reading.starting("m:clause_breaks", first):
        return False
    heads = bool(reading.starting("date", first)) or bool(reading.starting("m:place_in", first))
    return heads and not reading.within("m:trigger", first, verbs[0].first)


def _lies_in(inner: Match, outer: Match) -> bool:
    return outer.first <= inner.first and inner.last <= outer.last


def is_previous(reading: Reading, match: Match) -> bool:
    """Whether words on a contact or right before it set it before the one told last: "the previous meeting"."""
    told = reading.within("m:previous", max(0, match.first - 3), match.last + 4)
    return any(m.first < match.last and match.first - 1 <= m.last for m in told)


def is_told_behind(reading: Reading, match: Match, *kinds: str) -> bool:
    """Whether a word of these kinds stands right before a contact, or before its article: "at the talks"."""
    return any(reading.ends_in(kind, match.first - _ARTICLE, match.first + 1) for kind in kinds)


def is_owner(reading: Reading, match: Match) -> bool:
    """Whether something is told to be of a contact, where markers stand behind: "the decisions of the summit"."""
    return any(m.value[1] == "genitive" for m in reading.starting("m:marker", match.last))


def is_bare(reading: Reading, match: Match) -> bool:
    """Whether one word alone makes it definite: «Встреча» at the head of a sentence, in a language without articles."""
    return any(a[:2] == match[:2] for a in reading.starting("m:anaphora", match.first)) and not any(
        a.first < match.first or match.last < a.last
        for a in reading.within("m:anaphora", max(0, match.first - 3), match.last + 4)
        if a.first < match.last and match.first < a.last
    )


def is_possessive(tokens: Sequence[Token], i: int) -> bool:
    """Whether token i makes the word before it an owner: "Modi's", "the ministers'"."""
    apostrophe = tokens[i].text in "'’" and tokens[i - 1].end == tokens[i].start and tokens[i - 1].text[-1:] == "s"
    return tokens[i].kind == "possessive" or (i > 0 and apostrophe)


def begins_behind_comma(reading: Reading, first: int, match: Match, parties: Iterable[Party]) -> bool:
    """Whether the clause from token `first` only leads to its subject: "two days after the strike, X met Y"."""
    return any(first < p.first < match.first and is_behind_comma(reading, p.first) for p in parties)


def is_behind_comma(reading: Reading, i: int) -> bool:
    """Whether a comma stands before token i, or before its article: "after the strike, the minister met"."""
    return comma_before(reading, i) is not None


def comma_before(reading: Reading, i: int) -> int | None:
    """The comma before token i, or before its article and the like: ", | minister", ", the | minister"."""
    i = before_plain_words(reading, i)
    return i - 1 if i > 0 and reading.tokens[i - 1].text == "," else None


def before_plain_words(reading: Reading, i: int) -> int:
    """Where words begin before token i that may stand between a marker or sign and its party: "his old friend"."""
    while i > 0 and (found := reading.ending("m:skip_before", i)):
        i = found[0].first
    return i


def in_idiom(reading: Reading, match: Match) -> bool:
    return any(
        m.first <= match.first and match.last <= m.last and (m.first, m.last) != (match.first, match.last)
        for m in reading.within("m:idioms", max(0, match.first - _IDIOM), match.last + _IDIOM_BEHIND)
    )


def is_of_forum(reading: Reading, match: Match, forums: Sequence[Forum], groups: Sequence[Group]) -> bool:
    """Whether a session is a forum's own: "the meeting of the advisers of BRICS", where the verb comes last or cases
    tell, «заседание министров ШОС»."""
    others = [f for f in forums if not f.is_bilateral]
    rules = reading.rules_at(match.first)
    if rules.case_endings and rules.trigger(match.value[1]).part == "noun":
        behind = [(match.last, f.first) for f in others if 0 <= f.first - match.last <= _OWN]
        if reading.starting("m:conjunctions", match.last):
            return False  # «прошли российско-индийский саммит | и саммит БРИКС»
        parting = ("m:marker", "m:place_in", "m:trigger")  # «в ходе разговора обсуждали саммит ШОС»
        return any(not any(reading.within(kind, *gap) for kind in parting) for gap in behind)
    if rules.marking == "before":
        return any(_is_named_after(reading, match, f, groups) for f in others)
    if not any(m.value[1] == "genitive" for m in reading.ending("m:marker", match.first)):
        return False
    if rules.trigger(match.value[1]).host:
        return False  # "received the ministers of the SCO"
    return any(
        0 < match.first - f.last <= 9 and not any(f.last <= g.first < match.first and _named_party(g) for g in groups)
        for f in others
    )


def _is_named_after(reading: Reading, match: Match, forum: Forum, groups: Sequence[Group]) -> bool:
    """Whether a session is a body's of a forum: "the meeting of the Council of Heads of Government of the SCO"."""
    words = (match.last, forum.first)
    if not is_owner(reading, match) or not 0 < words[1] - words[0] <= _BODY or not is_definite(reading, match):
        return False
    others = [m for m in reading.within("m:marker", *words) if m.value[1] not in ("genitive", "excluded")]
    parted = reading.has_comma(*words) or reading.within("m:place_in", *words)
    return not others and not parted and not any(words[0] <= g.first < words[1] for g in groups)


def _named_party(group: Group) -> bool:
    return any(p.kind in ("person", "role", "group", "pronoun") for p in group.parties)


def belongs_to_next(reading: Reading, group: Group, match: Match, last: int) -> bool:
    """Where the verb comes last, what stands between two words of contact is tied to the second, in its clause."""
    end = min(group.last + REACH, last)
    return any(
        reading.tokens[group.last].sentence == reading.tokens[m.first].sentence
        for m in reading.within("m:trigger", group.last, end)
        if m.first > match.last
    )


def is_near_enough(group: Group, gap: int) -> bool:
    """Countries take part only right beside the words of contact, "India-Russia talks", unless they act by people."""
    if group.marker == "agent" and all(p.kind == "delegation" for p in group.parties):
        return True
    if group.marker == "none" and all(p.is_sent for p in group.parties):
        return True
    return gap <= _NEAR.get(group.marker, 4) or any(p.kind not in ("pair", "delegation") for p in group.parties)


def overlap(a: Match, b: Match) -> bool:
    """Whether two matches lie on the same words, wholly or in part."""
    return a.first < b.last and b.first < a.last


def gap_between(cue: Match, match: Match) -> int:
    """Tokens between two matches; negative where they overlap."""
    return max(cue.first - match.last, match.first - cue.last) if cue.first != match.first else -1


def nearest_forum(reading: Reading, forums: Sequence[Forum], match: Match, triggers: Sequence[Match]) -> Forum | None:
    """The forum told near a trigger; a mechanism that is itself a trigger ("the annual summit") is not another's."""
    later = 18 * (reading.rules_at(match.first).marking == "after")  # the verb comes last
    near = [
        f
        for f in forums
        if -_FORUM_REACH <= f.first - match.last <= _FORUM_REACH
        or -_FORUM_REACH <= match.first - f.last <= _FORUM_REACH + later * (not f.is_bilateral)
    ]
    near = [
        f
        for f in near
        if not f.is_bilateral
        or _has_part(f, match)
        or _is_of(reading, f, match)
        or not any(_has_part(f, t) for t in triggers)
    ]
    return min(near, key=lambda f: (not f.is_bilateral, abs(f.first - match.first)), default=None)


def _is_of(reading: Reading, forum: Forum, match: Match) -> bool:
    """Whether a mechanism is named right behind: "the last round of the foreign office consultations"."""
    links = reading.starting("m:marker", match.last)
    return any(m.value[1] == "genitive" and 0 <= forum.first - m.last <= 1 for m in links)


def _has_part(forum: Forum, match: Match) -> bool:
    return forum.first < match.last and match.first < forum.last


def is_of_chair(reading: Reading, forum: Forum) -> bool:
    """Whether a mechanism only says what somebody is: «сопредседатель российской части комиссии Х встретился с Y»."""
    if forum.kind != "mechanism" or reading.rules_at(forum.first).marking != "before":
        return False
    chairs = reading.within("m:chairs", max(0, forum.first - _POST), forum.first)
    if not chairs:
        return False
    if _sits_behind(reading, forum):
        return False
    words = (chairs[-1].last, forum.first)
    others = any(reading.within(kind, *words) for kind in ("m:trigger", "m:says", "m:place_in", "country"))
    return not others and all(t.kind == "word" or t.is_hyphen for t in reading.tokens[slice(*words)])


def _sits_behind(reading: Reading, forum: Forum) -> bool:
    """Whether its own session is told behind a mechanism: «сопредседатель комиссии Х примет участие в ее заседании»."""
    sentence = reading.tokens[forum.first].sentence
    for m in reading.within("m:trigger", forum.last, forum.last + _SESSION):
        if reading.tokens[m.first].sentence == sentence and reading.trigger_of(m).type is MeetingType.CONSULTATIONS:
            owners = reading.within("m:pronoun", m.first - _OWNED, m.first)
            if any(o.value[1] in ("genitive", "object", "either") for o in owners):
                return True
    return False


def is_chair_of(reading: Reading, match: Match, forum: Forum) -> bool:
    """Whether a word of contact is but that for who sits at the head of a mechanism."""
    return bool(reading.starting("m:chairs", match.first)) and 0 <= forum.first - match.last < _POST


def is_of_other_verb(reading: Reading, forum: Forum, match: Match, triggers: Sequence[Match]) -> bool:
    """Whether a forum is the object of a verb before: "co-chaired the commission and called on X"."""
    if reading.rules_at(match.first).marking != "before" or forum.last > match.first:
        return False
    first = any(t.last <= forum.first for t in triggers)
    return first and bool(reading.within("m:conjunctions", forum.last, match.first))


def has_other_sense(reading: Reading, match: Match, last: int) -> bool:
    """Whether a verb is only the beginning of other words, "called off", which do not tell its tense: "meet in"."""
    longer = (c for c in reading.within("m:cue", match.first, last) if c.first == match.first and c.last > match.last)
    return any(c.value[1] != "present" for c in longer)


def is_of_other_contact(reading: Reading, cue: Match, match: Match) -> bool:
    """Whether words of a plan only qualify another contact: "discussed the coming visit", «саммит, намеченный на»."""
    near = reading.within("m:trigger", cue.first - 2, cue.last + 2)
    return not overlap(cue, match) and any(
        not overlap(m, match)
        and (_lies_in(m, cue) or m.first == cue.last or (m.last + 1 == cue.first and _is_comma(reading, m.last)))
        for m in near
        if reading.trigger_of(m).part in ("noun", "visit")
    )


def _is_comma(reading: Reading, i: int) -> bool:
    return reading.tokens[i].text == ","


def covers(group: Group, match: Match) -> bool:
    return group.first < match.last and match.first < group.last

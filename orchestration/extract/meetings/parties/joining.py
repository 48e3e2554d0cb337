"""Which parties stand together in one place of the sentence, with one marker; which of them only speak.

Neighbours that "and", commas and the like join. Not here: the marker of each (`marking`), whom a contact ties
(`partners`, `subjects`).
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from orchestration.extract.meetings.parties.marking import DESCRIPTION
from orchestration.extract.meetings.parties.parties import RESIDENT, SUBJECT, Group, Party
from orchestration.extract.meetings.reading import Reading
from orchestration.extract.text import DASHES, QUOTES

_REACH = 5  # tokens between two that are joined
_WITH_CASED_TITLE = 8  # and where cases tell that a title before the name goes with the one before
_WITH_TITLE = 10  # and where all of a title stands before the name: "X और रूस की सरकारी परमाणु ऊर्जा कंपनी के महानिदेशक Y"
_TITLE = 7  # tokens of it, behind the country
_OWN = 3  # tokens from one to his own other party, where the verb is not said again
_OWNED = 4  # tokens of a noun for what two own, with its attributes
_SAID = 4  # tokens from a verb of speech to who spoke
_SPEECH = 16  # tokens from a speaker to the verb that says so, where it comes last
_HEARERS = 8  # tokens from «заявил» to who did
_PAUSES = DASHES | {","}
_NOTE = 6  # tokens of a note in brackets behind a name
_RECIPROCAL = frozenset({"with"})
_ASIDE = 16  # tokens of an aside with its commas
_CLAUSES = ("m:relatives", "m:clause_breaks", "m:support", "m:past", "m:says", "m:future")
_TIED = _RECIPROCAL | {"object", "between"}
_AGAIN = _RECIPROCAL | {"by"}  # markers that may be said again: "with X and with Y"
_VERBS = ("m:cue", "m:says", "m:support", "m:speech", "m:past")  # what begins the predicate of a party


def group_parties(reading: Reading, parties: Sequence[Party]) -> list[Group]:
    """Joins neighbours that only "and", commas, hyphens and the like separate; the marker is that of the last one.

    In languages that mark before, the first one's marker holds for all. Who must do something is its subject, though
    marked as an object; who only reports is a "speaker".
    """
    groups = _neighbours(reading, parties)
    for i, group in enumerate(groups):
        if group.marker == "object" and _is_obliged(reading, group, groups[i + 1 : i + 4]):
            group.marker = "agent"
        if i and group.marker == "none" and _is_object(reading, groups[i - 1], group):
            continue
        following = groups[i + 1] if i + 1 < len(groups) else None
        says = group.marker in SUBJECT and (_heads_words(reading, group) or _speaks(reading, group, following))
        if says or _is_source(reading, group.parties[0]):
            group.marker = "speaker"
    return _across_asides(reading, groups)


def _heads_words(reading: Reading, group: Group) -> bool:
    """Whether a sentence is what one who is named at its head says: "Rudenko: Russia has invited Modi"."""
    tokens, words = reading.tokens, reading.tokens[group.last : group.last + 2]
    begins = group.first == 0 or tokens[group.first - 1].sentence != tokens[group.first].sentence
    alone = len(group.parties) == 1 and group.parties[0].is_individual
    return begins and alone and len(words) == 2 and words[0].text == ":" and words[1].kind in ("word", "punct")


def _across_asides(reading: Reading, groups: Sequence[Group]) -> list[Group]:
    """The groups, with two subjects as one where only an aside without a verb parts them: "X, on a two-day visit, and Y
    met", "X, accompanied by his aide, and Y met"."""
    joined = list(groups)
    for i, group in enumerate(groups):
        rules = reading.rules_at(group.first)
        if group.marker not in SUBJECT or rules.marking != "before" or rules.case_endings:
            continue
        others = itertools.takewhile(lambda g: g.marker == "company", groups[i + 1 : i + _REACH])
        j = i + 1 + len(list(others))
        if j < len(groups) and groups[j].marker in SUBJECT and _are_parted_by_aside(reading, group, groups[j]):
            joined[j] = _as_one(group, groups[j])
    return joined


def _are_parted_by_aside(reading: Reading, group: Group, behind: Group) -> bool:
    """Whether a comma, words without a verb, and ", and" stand between two, and a verb behind."""
    tokens, words = reading.tokens, (group.last, behind.first)
    joints = reading.within("m:conjunctions", *words) if behind.first - group.last <= _ASIDE else []
    if not joints or tokens[group.first].sentence != tokens[behind.first].sentence:
        return False
    comma = joints[-1].first - 1
    if tokens[group.last].text != "," or tokens[comma].text != "," or comma - group.last <= 1:
        return False
    if behind.first - joints[-1].last > _OWN or any(reading.within(kind, *words) for kind in _CLAUSES):
        return False
    return any(reading.within(kind, behind.last, behind.last + _OWN) for kind in ("m:support", "m:past", "m:future"))


def joined_again(reading: Reading, groups: Sequence[Group], aside: tuple[int, int]) -> Group | None:
    """The two groups that a relative clause parts, as one where the second stands: "X, who is in Delhi, and Y met".

    aside: tokens of the clause with the comma that ends it.
    """
    first, last = aside
    if reading.rules_at(first).marking != "before":
        return None
    joint = reading.starting("m:conjunctions", last) if last < len(reading.tokens) else []
    if not joint:
        return None
    before = [g for g in groups if g.last == first - 1 and g.marker in SUBJECT]
    behind = [g for g in groups if 0 <= g.first - joint[0].last <= _OWN and g.marker in SUBJECT]
    if not before or not behind:
        return None
    met = reading.within("m:trigger", last, last + _OWN)
    return None if any(m.first < behind[0].first for m in met) else _as_one(before[-1], behind[0])


def _as_one(before: Group, behind: Group) -> Group:
    """Two subjects as one, where the second stands, so that the verb behind is of both."""
    return Group(behind.first, behind.last, [*before.parties, *behind.parties], before.marker)


def seen_from(reading: Reading, groups: Sequence[Group], aside: tuple[int, int]) -> list[Group]:
    """The groups of a sentence that can be seen from a clause; aside: the relative clause behind which it goes on."""
    first, last = aside
    joined = joined_again(reading, groups, aside) if first < last else None
    visible = [g for g in groups if not first <= g.first < last]
    return visible if joined is None else [joined if g.first == joined.first else g for g in visible]


def _neighbours(reading: Reading, parties: Sequence[Party]) -> list[Group]:
    groups: list[Group] = []
    for party, following in itertools.zip_longest(parties, parties[1:]):
        acts = bool(groups) and _begins_clause(reading, groups[-1], party)
        if groups and not acts and _continues(reading, groups[-1], party, following):
            groups[-1].parties.append(party)
            groups[-1].last = party.last
            if groups[-1].marker == "none" or reading.rules_at(party.last - 1).marking == "after":
                groups[-1].marker = party.marker
        else:
            groups.append(Group(party.first, party.last, [party], "none" if acts else party.marker))
    return groups


def _continues(reading: Reading, group: Group, party: Party, following: Party | None) -> bool:
    """Whether a party is told together with those before it; following: the one behind, with whom it may be a pair."""
    before = group.parties[-1]
    if not _joined(reading, before, party) or _begins_pair(before, party, following):
        return False
    apart = _only_says(reading, group, party) or _is_beside_company(reading, group, party)
    apart = apart or _is_behind_exception(reading, group, party)
    return not apart and not _is_source(reading, party)


def _is_behind_exception(reading: Reading, group: Group, party: Party) -> bool:
    """Whether a comma ends those who are told to come on top, "apart from A and B, | X and Y will come", or whose
    contact something preceded: "ahead of the summit between A and B, | X met Y"."""
    several = bool(reading.within("m:conjunctions", group.first, group.last))
    joint = reading.within("m:conjunctions", group.last, party.first)
    return (
        group.marker in ("excluded", "between") and several and not joint and reading.has_comma(group.last, party.first)
    )


def _begins_clause(reading: Reading, group: Group, right: Party) -> bool:
    """Whether behind ", and" somebody of the other country has a verb of his own, whatever marks the one before: "went
    for talks with A, and B met C"."""
    rules = reading.rules_at(right.first)
    if rules.marking != "before" or rules.case_endings or group.marker not in _TIED:
        return False
    verb = reading.starting("m:past", right.last) or reading.starting("m:future", right.last)
    return bool(verb) and right.marker in ("none", group.marker) and _is_of_others_behind_comma(reading, group, right)


def _is_of_others_behind_comma(reading: Reading, group: Group, right: Party) -> bool:
    """Whether somebody behind ", and" is of another country than the last one before."""
    joint = reading.within("m:conjunctions", group.last, right.first)
    parted = bool(joint) and reading.tokens[joint[-1].first - 1].text == ","
    return parted and right.country != group.parties[-1].country


def _is_beside_company(reading: Reading, group: Group, right: Party) -> bool:
    """Whether ", and" parts somebody of the other country from those who only came along: "X, accompanied by his aide,
    and Y met"."""
    return group.marker == "company" and _is_of_others_behind_comma(reading, group, right)


def _begins_pair(left: Party, right: Party, following: Party | None) -> bool:
    """Whether a party of the other country has its own one behind it: "X held talks with A, and Y with B"."""
    if left.marker not in _RECIPROCAL or right.country == left.country or following is None:
        return False
    near = 0 < following.first - right.last <= _OWN
    return near and following.marker == left.marker and following.country == left.country


def _is_obliged(reading: Reading, group: Group, following: Sequence[Group]) -> bool:
    """Whether an object is the subject of what is or was to be done: "X को Y से मिलना था"."""
    end = min(group.last + _SPEECH, len(reading.tokens))
    verbs = reading.within("m:obliged", group.last, end)
    verbs = [m for m in verbs if reading.tokens[m.first].sentence == reading.tokens[group.first].sentence]
    if not verbs:
        return False
    return not any(g.marker in ("agent", "object") and g.first < verbs[0].first for g in following)


def _is_object(reading: Reading, before: Group, group: Group) -> bool:
    """Whether a name that does not bend stands behind a verb that has its subject: «Путин рассказал Моди»."""
    near = 0 < group.first - before.last <= 3 and bool(reading.rules_at(group.first).case_endings)
    return near and before.marker in ("agent", "speaker") and bool(reading.within("m:says", before.last, group.first))


def _speaks(reading: Reading, group: Group, following: Group | None) -> bool:
    """Whether the group only reports: "Lavrov said on Thursday that …" """
    reach = 1 if group.marker == "none" and reading.rules_at(group.last - 1).case_endings else 6  # may be an object
    end = group.last + reach if following is None else min(group.last + reach, following.first)
    if reading.rules_at(group.last - 1).marking == "after":
        return _speaks_last(reading, group, following)
    tokens, sentence = reading.tokens, reading.tokens[group.first].sentence
    behind = range(group.last, min(end, len(tokens)))
    end = next((i for i in behind if tokens[i].text == "," or tokens[i].sentence != sentence), end)
    said = [m for m in reading.within("m:says", group.last, end) if not reading.ending("m:is_told", m.last)]
    cased = bool(reading.rules_at(group.last - 1).case_endings)
    told = {m.first for m in said if not cased or _is_before_contents(reading, m.last, end)}
    if said and told and not cased and all(p.role_id in RESIDENT for p in group.parties):
        end = said[0].first  # "the ambassador said the talks with X would …", who holds none of his own by that
    if any(m.first not in told for m in reading.within("m:trigger", group.last, end)):
        return False  # "X and Y met on Monday, officials said"
    inverted = reading.rules_at(group.last - 1).marking == "before" and _is_behind_speech(reading, group, cased=cased)
    acts = bool(reading.starting("m:auxiliaries", group.last))  # "he said X had left"
    return bool(said) or (inverted and not acts) or _is_named_behind_words(reading, group)


def _is_behind_speech(reading: Reading, group: Group, *, cased: bool) -> bool:
    """Whether a verb of saying right before somebody has no subject of its own: '"…", said X', "according to X", but
    not "the ministry said X met Y"; where endings tell cases, a word before the verb may be anything."""
    said = reading.ending("m:says", group.first)
    alone = bool(said) and said[0].last - said[0].first == 1 and said[0].first > 0
    return bool(said) and (cased or not alone or reading.tokens[said[0].first - 1].kind != "word")


def _is_source(reading: Reading, party: Party) -> bool:
    """Whether a headline ends with who said so, behind a dash: "Putin, Modi to meet in May — Kremlin spokesman"."""
    tokens, i = reading.tokens, party.first - 1
    if i < 1 or tokens[i].text not in DASHES or tokens[i - 1].end == tokens[i].start:
        return False
    return party.last >= len(tokens) or tokens[party.last].kind == "newline"


def _is_before_contents(reading: Reading, i: int, end: int) -> bool:
    """Whether what was said begins at token i, or at `end`: «Он рассказал, что …», «Он рассказал журналистам, что …».

    Not «рассказал ему».
    """
    comma = next((j for j in (i, end) if j < len(reading.tokens) and reading.tokens[j].text == ","), None)
    return comma is not None and bool(reading.starting("m:contents", comma + 1))


def _is_named_behind_words(reading: Reading, group: Group) -> bool:
    """Whether somebody is named behind what he said, to whom and where: «…», — заявил журналистам на форуме Х."""
    tokens, begin = reading.tokens, max(0, group.first - _HEARERS)
    said = reading.within("m:says", begin, group.first) if reading.rules_at(group.first).case_endings else []
    if not said or not said[-1].first or tokens[said[-1].first - 1].text not in _PAUSES:
        return False
    between = tokens[said[-1].last : group.first]
    if len(between) > 1 and between[0].text == between[-1].text == ",":
        between = between[1:-1]  # «…», — сказал, в свою очередь, Х
    parted = any(t.kind not in ("word", "number") and t.text not in QUOTES for t in between)
    return not parted and not reading.within("m:trigger", said[-1].last, group.first)


def _speaks_last(reading: Reading, group: Group, following: Group | None) -> bool:
    """The same where the verb comes last: "X in an interview on Thursday to Y said that …"."""
    end = min(group.last + _SPEECH, len(reading.tokens))
    said = reading.within("m:says", group.last, end)
    if not said or (said[0].first >= group.last + 6 and not _opens_speech(reading, said[0].last)):
        return False
    return not reading.within("m:trigger", group.last, said[0].first) and not (
        following is not None and following.first < said[0].first and following.marker in SUBJECT
    )


def _opens_speech(reading: Reading, i: int) -> bool:
    """Whether what was said begins at token i, behind its verb: "that …", a quotation mark, ", “ …"."""
    signs = [token.text for token in reading.tokens[i : i + 2]]
    quoted = any(text in QUOTES for text in (signs[1:] if signs[:1] in ([","], [":"]) else signs[:1]))
    return quoted or bool(reading.starting("m:clause_breaks", i))


def _joined(reading: Reading, left: Party, right: Party) -> bool:
    """Whether two neighbours are told together."""
    rules = reading.rules_at(left.last - 1)
    reach = _WITH_TITLE if rules.marking == "after" else _WITH_CASED_TITLE if rules.case_endings else _REACH
    if right.first - left.last > reach or left.kind == "group" or right.kind in ("group", "pronoun"):
        return False
    if left.kind == "pronoun" and not reading.starting("m:conjunctions", left.last):
        return False  # "he and Putin" is one subject
    if any(t.kind == "newline" for t in reading.tokens[left.last : right.first]):
        return False
    if are_named_behind(reading, left, right):
        return True
    return _may_share(reading, left, right) and _is_only_linked(reading, left, right)


def are_named_behind(reading: Reading, peers: Party, right: Party) -> bool:
    """Whether words for somebody's peers are followed by their names: "with their Indian counterparts X and Y"."""
    if peers.kind != "delegation" or right.person is None or right.country != peers.country:
        return False
    tokens = reading.tokens[peers.last : right.first]
    called = reading.within("m:counterparts", peers.first, peers.last)
    return bool(called) and right.marker == "none" and all(t.text == "," for t in tokens)


def _only_says(reading: Reading, group: Group, right: Party) -> bool:
    """Whether but a comma parts those met from who says so behind them: "will meet X, the spokesman Y said"."""
    rules = reading.rules_at(right.first)
    if rules.marking != "before" or reading.within("m:conjunctions", group.last, right.first):
        return False
    end = right.last + (right.last < len(reading.tokens) and reading.tokens[right.last].text == ",")
    return bool(reading.starting("m:says", end)) and group.marker not in SUBJECT


def _may_share(reading: Reading, left: Party, right: Party) -> bool:
    """Whether one marker may hold for both."""
    if reading.rules_at(left.last - 1).marking == "after":
        besides = bool(reading.starting("m:conjunctions", left.last))  # "X के अलावा Y से भी"
        return left.marker == "none" or besides or (left.kind == "pronoun" and left.marker == "agent")
    if not _agree(reading, left, right) and not _own_together(reading, left, right):
        return False
    if left.marker in SUBJECT | {"led", "between"} or right.marker != "none":
        return True
    return not any(reading.starting(kind, right.last) for kind in _VERBS)  # "held talks with X, and Y will host"


def _own_together(reading: Reading, left: Party, right: Party) -> bool:
    """Whether an ending on the second of two says whose a contact is: "Modi and Putin's | first meeting"."""
    tokens, i = reading.tokens, right.last
    if left.marker != "none" or right.marker != "genitive" or i >= len(tokens) or tokens[i].kind != "possessive":
        return False
    nouns = reading.within("m:trigger", i + 1, i + 1 + _OWNED)
    return any(reading.trigger_of(m).part == "noun" for m in nouns)


def _is_only_linked(reading: Reading, left: Party, right: Party) -> bool:
    """Whether nothing but words and signs that join stand between two, and one that does."""
    after = reading.rules_at(left.last - 1).marking == "after"
    joined, i, is_peer = False, left.last, right.kind == "counterpart"
    alone = left.marker == "excluded" or _has_said(reading, left)  # "according to X, Y …", «как рассказал Х, Y …»
    while i < right.first:
        token = reading.tokens[i]
        conjunction = reading.starting("m:conjunctions", i)
        skipped = reading.starting("m:skip_before", i) or reading.starting("honorific", i)
        if conjunction and conjunction[0].last <= right.first:
            joined, i = True, conjunction[0].last
        elif token.is_hyphen or token.text in ",/" or (token.text == ";" and _has_comma(reading, left)):
            joined, i = joined or not alone, i + 1
        elif skipped and skipped[0].last <= right.first:
            i = skipped[0].last
        elif token.text == "(" and (end := reading.behind_note(i, min(_NOTE, right.first - i))) > i:
            i = end  # "X (left) and Y"
        elif joined and not after and (again := _marker_again(reading, i, left)):
            i = again  # "with X and with Y"
        elif after and joined and (home := _country_of(reading, i)) and (home == right.first or is_peer):
            i = home  # "वांग यी और रूस के लावरोव", "X और रूस के उनके समकक्ष"
        else:
            i = (_country_of(reading, i) if after else None) or i
            return joined and right.kind == "person" and _describes(reading, i, right.first)
    return joined


def _has_comma(reading: Reading, party: Party) -> bool:
    """Whether a post stands behind a name, so that semicolons part those listed: "X, the aide; Y, the minister"."""
    return party.kind == "person" and reading.has_comma(party.first, party.last)


def _has_said(reading: Reading, party: Party) -> bool:
    """Whether one person is told, behind the verb, to have said something: «как рассказал журналистам Х»."""
    if not reading.rules_at(party.first).case_endings:
        return False
    said = reading.within("m:says", max(0, party.first - _SAID), party.first)
    if not said or any(m.last == said[-1].last for m in reading.within("m:they_say", said[-1].first, party.first)):
        return False
    return all(t.kind == "word" and t.text.islower() for t in reading.tokens[said[-1].last : party.first])


def _marker_again(reading: Reading, i: int, left: Party) -> int | None:
    """One past the marker of the party before, said again at token i."""
    if left.marker not in _AGAIN:
        return None
    return next((m.last for m in reading.starting("m:marker", i) if m.value[1] == left.marker), None)


def _describes(reading: Reading, first: int, last: int) -> bool:
    """Whether only unknown words of a post stand before a name: "and maritime coordinator X", "और यूपीए की अध्यक्ष X"."""
    last -= reading.tokens[last - 1].text in DASHES  # «с Х, главами двух палат — Y и Z»
    plain = all(t.kind == "word" or t.is_hyphen for t in reading.tokens[first:last])
    kinds = ("m:trigger", "m:cue", "m:says", "m:support", "m:clause_breaks", "m:auxiliaries", "m:later", "date")
    after = reading.rules_at(first).marking == "after"
    markers = [m for m in reading.within("m:marker", first, last) if not (after and m.value[1] == "genitive")]
    plain = plain and not markers and not (after and reading.within("m:place_in", first, last - 1))
    short = last - first <= (_TITLE if after else DESCRIPTION)
    return plain and short and not any(reading.within(k, first, last) for k in kinds)


def _country_of(reading: Reading, i: int) -> int | None:
    """One past a country and its genitive marker that begin at token i, or its adjective: "रूसी"."""
    country = reading.starting("country", i)
    links = reading.starting("m:marker", country[0].last) if country else []
    owned = [m for m in links if m.value[1] == "genitive"] or reading.starting("country_adjective", i)
    return owned[0].last if owned else None


def _agree(reading: Reading, left: Party, right: Party) -> bool:
    """Whether the marker of the left one may hold for the right one too."""
    if right.marker in ("none", left.marker):
        return True
    if not reading.rules_at(right.last - 1).case_endings or left.marker == "agent":
        return False
    if right.marker == "agent":
        return left.marker == "none"
    return right.marker in ("instrumental", "genitive", "object")  # as the preposition before the left one demands

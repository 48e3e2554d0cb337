"""How the words around a party tie it to what happens: its marker, by postposition, preposition or case.

A marker is canonical: "with" is «с» and an ending, "with", "से". What follows from it is decided where it is read
(`partners`, `subjects`, `talks`, `travel`). Not here: which words are parties (`naming`); whose marker
holds for several (`joining`).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from orchestration.extract.lexicon import Match
from orchestration.extract.meetings.around import before_plain_words
from orchestration.extract.meetings.endings import Endings
from orchestration.extract.meetings.parties.parties import Party
from orchestration.extract.meetings.reading import Reading
from orchestration.extract.model import Person
from orchestration.extract.text import key_of

_BARE = frozenset({"in_honour_of", "facing", "on_invitation_of"})  # markers that "his" is itself the first word of
_OTHERS = 4  # tokens to those who are not named, and from them to their marker
_TAKING_PART = frozenset({"with", "object", "between", "by"})  # markers of those who met
_LED = _TAKING_PART | {"led"}
_BODY = 5  # words of a body in front of a post: "Himachal Pradesh"
_POSTS = 16  # tokens of posts between a preposition and the name
_IN_POSTS = '"«»“”,()'  # signs that may stand among them
_MANY = 6  # words from those told as many to some of them, and of their description before
_VERBS = ("m:trigger", "m:cue", "m:says", "m:support", "m:auxiliaries")
_PREDICATES = ("m:trigger", "m:auxiliaries", "m:carriers", "m:past", "m:presents")
_VERB = 3  # tokens from a subject to its verb: "will on Monday"
_APPOSED = 12  # tokens from a name to the verb behind what is told of him
_LONG_POST = 8  # words of such a post with the body that it is of
_GOAL = 3  # words from "to take part in" to the session
_UNBENT = tuple("бвгджзйклмнпрстфхцчшщ")  # ends of surnames that only men's bend: «встреча Лаврова и Сварадж»
_NOTE = 12  # tokens of a note in brackets behind a name
_TAIL = 3  # letters at its end that tell a nominative, however the rest of a name is spelled
DESCRIPTION = 5  # words of a post that is not in the lists


def marker_of(reading: Reading, party: Party) -> str:
    """What ties a party; "none" where nothing does. Of a pronoun, its own form tells it, kept as its marker so far."""
    if party.kind == "narrator" and _owns_trip(reading, party):
        return "genitive"
    if party.kind != "pronoun":
        return _marker(reading, party)
    if party.marker == "genitive":
        marker = _marker_after(reading, party.last)  # "उनके सम्मान में"
        return marker if marker in _BARE else "genitive"
    if party.marker != "object":
        return "agent"
    marker = _marker(reading, party)
    return marker if marker != "none" else "with"


def _owns_trip(reading: Reading, party: Party) -> bool:
    """Whether a trip is told to be of whoever speaks: "preparing for my visit"."""
    trips = [m for m in reading.starting("m:trigger", party.last) if reading.is_trip(m)]
    return bool(reading.within("m:mine", party.first, party.last)) and bool(trips)


def _marker(reading: Reading, party: Party) -> str:
    if reading.rules_at(party.last - 1).marking == "after":
        return marker_of_some(reading, party) or _marker_after(reading, party.last)
    return _marker_before(reading, party)


def marker_of_some(reading: Reading, party: Party) -> str | None:
    """The marker of those told as many before, of whom a relative clause names some: "X ने मंत्रियों से भेंट की, जिनमें Y
    भी शामिल थे"; None where it stands in no such clause."""
    if party.kind != "person":
        return None
    among = reading.within("m:among", max(0, party.first - _POSTS), party.first)
    sentence = reading.tokens[party.first].sentence
    if not among or reading.tokens[among[-1].first].sentence != sentence:
        return None
    begin, end = among[-1].first, party.last
    verbs = reading.within("m:included", end, end + _POSTS)
    verbs = verbs or [m for i in (end, end + 1) for m in reading.starting("m:finite", i)]
    if not verbs or reading.within("m:trigger", among[-1].last, party.first):
        return None
    endings = reading.rules_at(party.first).many_endings
    told = [
        str(m.value[1])
        for m in reading.within("m:marker", max(1, begin - 2 * _POSTS), begin)
        if reading.tokens[m.first].sentence == sentence and reading.tokens[m.first - 1].key.endswith(endings)
    ]
    return next((marker for marker in reversed(told) if marker in (*_TAKING_PART, "agent", "genitive")), None)


def _marker_after(reading: Reading, i: int) -> str:
    tokens = reading.tokens
    i = reading.behind_note(i, _NOTE)  # "(एनएसए)" between a name and its postposition
    while i < len(tokens) and (
        tokens[i].text in "\"'”’»)" or reading.starting("honorific", i) or tokens[i].kind == "possessive"
    ):
        i += 1
    found = reading.starting("m:marker", i) or _behind_others(reading, i)
    return str(found[0].value[1]) if found else "none"


def _behind_others(reading: Reading, i: int) -> Sequence[Match]:
    """The marker that a party shares with those who are not named: "X और समिति के अन्य सदस्यों से"."""
    joint = reading.starting("m:conjunctions", i) or reading.starting("m:along", i)
    others = reading.within("m:others", joint[0].last, joint[0].last + _OTHERS) if joint else []
    if not others:
        return []
    behind = reading.within("m:marker", others[-1].last, others[-1].last + _OTHERS)
    tied = [m for m in behind if m.value[1] != "genitive"]  # "X और समिति के अन्य सदस्यों से"
    return tied[:1] or behind[:1]  # "X और अन्य मंत्रियों का स्वागत किया"


def _marker_before(reading: Reading, party: Party) -> str:
    tokens, i = reading.tokens, party.first
    if party.last < len(tokens) and tokens[party.last].kind == "possessive":
        return "genitive"
    if party.kind == "person" and reading.starting("m:associates", party.last):
        return "excluded"
    while i > 0 and not reading.ending("m:marker", i) and (begin := _behind_marker(reading, i)) < i:
        i = begin
    found = [] if _is_of_venue(reading, i) else reading.ending("m:marker", i)
    joint = max((m.last - m.first for m in reading.ending("m:conjunctions", i)), default=0)
    found = [m for m in found if m.last - m.first >= joint]  # "as" of "X as well as Y" is no marker
    if not found and i > 2 and tokens[i - 1].text == ",":
        found = _marker_of_description(reading, party, i - 1)
    elif not found and party.kind == "delegation":
        found = _marker_of_people(reading, i)
    elif not found:
        found = _marker_of_body(reading, party, i)
    if found and tokens[i - 1].sentence == tokens[i].sentence:
        return _as_it_acts(reading, party, str(found[0].value[1]), i)
    case = case_of(reading, party)
    far = _marker_of_posts(reading, party) if case == "instrumental" else None
    return far or case


def _as_it_acts(reading: Reading, party: Party, marker: str, i: int) -> str:
    """The marker that ends before token i, but that of many for some of them, and none for one who has a verb of his
    own behind: "the meeting X had with Y", "as X met Y"."""
    if marker == "excluded" and (some := reading.ending("m:among", i)):
        return _marker_of_many(reading, some[0].first)
    carries = marker == "object" and reading.starting("m:carriers", party.last)
    acts = carries or (reading.ending("m:meanwhile", i) and _has_predicate(reading, party.last))
    return "none" if acts else marker


def _has_predicate(reading: Reading, i: int) -> bool:
    """Whether a verb stands behind a party that ends before token i, and behind what is told of him in commas or who
    is told with him: "as X, the minister, met Y", "as X and Y held talks"."""
    tokens, i = reading.tokens, _behind_apposed(reading, i)
    several = bool(reading.starting("m:conjunctions", i)) or (i < len(tokens) and tokens[i].text == ",")  # "X, Y meet"
    i, reach = (i + 1, _APPOSED) if several else (i, _VERB)
    verbs = (m for kind in _PREDICATES for m in reading.within(kind, i, i + reach))
    verb = min((m.first for m in verbs if m.kind != "m:trigger" or reading.trigger_of(m).weak), default=None)
    if verb is None or reading.within("m:pronoun", i, verb):
        return False  # "as the defence minister he was received"
    return not reading.has_comma(i, verb)


def _behind_apposed(reading: Reading, i: int) -> int:
    """Where it goes on behind a party that ends before token i, and what stands in commas: "X, the minister, | met"."""
    tokens, end = reading.tokens, min(i + _APPOSED, len(reading.tokens))
    if i == end or tokens[i].text != ",":
        return i
    if reading.starting("m:conjunctions", i + 1):
        return i + 1
    return next((k + 1 for k in range(i + 1, end) if tokens[k].text == ","), i)


def _marker_of_many(reading: Reading, i: int) -> str:
    """The marker of those told as many before token i, some of whom are named behind: "with senior leaders, including
    X"; that of the subject, where they begin their sentence."""
    tokens, sentence = reading.tokens, reading.tokens[i].sentence
    end = i - (tokens[i - 1].text == ",")
    people = [
        m for m in reading.within("m:delegations", max(0, end - _MANY), end) if tokens[m.first].sentence == sentence
    ]
    if not people:
        return "excluded"
    owning = (m for m in people if reading.has("m:marker", "genitive", m.last, m.last + 1))  # "the heads of companies"
    begin = next(owning, people[-1]).first
    for k in range(begin, max(0, begin - 2 * _MANY), -1):
        if tokens[k - 1].sentence != sentence or k == 1:
            return "none"
        if tokens[k - 1].kind not in ("word", "number") and not tokens[k - 1].is_hyphen:
            return "excluded"
        tied = [str(m.value[1]) for m in reading.ending("m:marker", k) if m.value[1] not in ("genitive", "agent")]
        if tied:
            return tied[0] if tied[0] in _TAKING_PART else "excluded"
    return "excluded"


def _is_of_venue(reading: Reading, i: int) -> bool:
    """Whether the word before token i is the last of a venue's name: «принял в Доме правительства главу МИД»."""
    return any(v.last - v.first > 1 for kind in ("venue", "m:houses") for v in reading.ending(kind, i))


def _behind_marker(reading: Reading, i: int) -> int:
    """Where a sign or word before token i begins that may stand between a marker and its party; i where none does."""
    tokens, end = reading.tokens, i
    if tokens[i - 1].text in "\"'“‘«(":
        return i - 1
    if tokens[i - 1].text == "." and i > 1 and tokens[i - 1].sentence == tokens[i].sentence:
        end = i - 1  # "with H.E. Mr. X"
        if len(tokens[end - 1].text) == 1 and tokens[end - 1].is_capitalised:
            return end - 1
    for kind in ("m:skip_before", "honorific", "country_adjective"):
        if found := reading.ending(kind, end):
            return found[0].first
    return i


def _marker_of_posts(reading: Reading, party: Party) -> str | None:
    """The marker in front of unknown words of somebody's posts, or of what brought him, whose name stands in the case
    that "with" asks for: «с лидером оппозиции в нижней палате, представительницей партии Х», «во главе с вице-канцлером
    Х», «с находящимся в Москве с визитом министром Х»."""
    tokens = reading.tokens
    for i in range(party.first - 1, max(0, party.first - _POSTS), -1):
        if tokens[i].kind not in ("word", "number") and not tokens[i].is_hyphen and tokens[i].text not in _IN_POSTS:
            return None
        if any(reading.starting(kind, i) for kind in ("m:says", "m:support", "m:clause_breaks")):
            return None
        if reading.starting("m:trigger", i) and not _is_why_he_came(reading, i):
            return None
        ends = (m.last for m in reading.starting("m:marker", i) if m.value[1] == "with")
        if (end := next(ends, None)) is not None:
            return str(reading.ending("m:marker", end)[0].value[1])  # the longest: "headed by"
    return None


def _is_why_he_came(reading: Reading, i: int) -> bool:
    """Whether a word of contact at token i only says what somebody came for: «прибывшим с визитом», «… для участия в
    заседании»."""
    comes = all(reading.trigger_of(m).part == "visit" for m in reading.starting("m:trigger", i))
    return comes or any(reading.ending("m:goals", k) for k in range(i, max(0, i - _GOAL), -1))


def _marker_of_body(reading: Reading, party: Party, i: int) -> list[Match]:
    """The marker in front of the body that a post is of: "with Himachal Pradesh Chief Minister X", "the country's"."""
    tokens = reading.tokens
    if party.person is None or reading.rules_at(party.first).case_endings:
        return []
    titled = party.first < party.person.first
    for k in range(i - 1, max(0, i - 1 - _BODY), -1):
        owner = "possessive" in (tokens[k].kind, tokens[k + 1].kind) or bool(reading.starting("m:skip_before", k))
        if not owner and (tokens[k].kind != "word" or not tokens[k].is_capitalised):
            return []
        if not titled and (owner or not tokens[k].text.isupper()):
            return []  # but "with DFM X"
        if reading.starting("m:trigger", k):
            return []
        if found := reading.ending("m:marker", k):
            return sorted((m for m in found if m.value[1] in _LED), key=lambda m: m.first)  # "led by" before "by"
    return []


def _marker_of_people(reading: Reading, i: int) -> list[Match]:
    """The marker in front of words that describe those sent: "with the chief ministers of …", "met leading experts"."""
    if reading.rules_at(i).case_endings:
        return []
    for k in range(i - 1, max(0, i - 1 - DESCRIPTION), -1):
        token = reading.tokens[k]
        if token.kind not in ("word", "number") or (token.kind == "word" and not token.text.islower()):
            return []
        if any(reading.starting(kind, k) for kind in _VERBS):
            return []
        if found := reading.ending("m:marker", k):
            return [m for m in found if m.value[1] in _TAKING_PART]
    return []


def _marker_of_description(reading: Reading, party: Party, comma: int) -> list[Match]:
    """The marker in front of a post that is not in the lists: "with the then Speaker, X", "with Secretary of Russia's
    Security Council, X"."""
    tokens = reading.tokens
    if party.kind != "person":
        return []
    if any(reading.starting(kind, party.last) for kind in _VERBS):
        return []  # "with the Kremlin, X said"
    closed = party.last < len(tokens) and tokens[party.last].text in (",", ".")
    if closed and (begin := before_plain_words(reading, comma)) < comma:  # "with his old friend, X, in Moscow"
        begin -= tokens[begin - 1].text == ","
        return [m for m in reading.ending("m:marker", begin) if m.value[1] in _TAKING_PART]
    if closed and (thanks := [m for m in reading.ending("m:marker", comma) if m.last - m.first > 1]):
        return [m for m in thanks if m.value[1] == "object"]  # "thank you, X, for"
    owned = False  # whether a country's name only says whose post it is
    inner = False  # whether a body is told in it: "the Commander of the land forces"
    for i in range(comma - 1, max(0, comma - 2 - _LONG_POST), -1):
        if tokens[i].kind == "possessive" and reading.ending("country", i):
            owned = True
            continue
        places = ("date",) if owned and tokens[i + 1].kind == "possessive" else ("country", "place", "date")
        met = reading.starting("m:trigger", i) and not reading.starting("m:idioms", i)  # not "of the land forces"
        if tokens[i].kind != "word" or met or any(reading.starting(kind, i) for kind in places):
            return []
        found = reading.ending("m:marker", i)
        if not found or not (reading.starting("m:skip_before", i) or (owned and reading.ending("m:marker", i + 2))):
            continue
        tied = [m for m in found if m.value[1] in _TAKING_PART]
        post = tokens[i + 1].is_capitalised
        if tied or inner or comma - i > DESCRIPTION + 1:
            return tied if post or (tokens[comma - 1].is_capitalised and not inner) else []
        inner = True
    return []


def case_of(reading: Reading, party: Party) -> str:
    """Subject, object, … by word endings, where the language marks cases so (Russian).

    Names tell it best, for their nominative is known; then the first word of the title. "none" where nothing does.
    """
    rules, person = reading.rules_at(party.last - 1), party.person
    if not rules.case_endings or party.kind == "pair":
        return "none"
    if party.kind in ("group", "posts"):
        return rules.plural_cases.case_of(reading.tokens[party.first].key)
    if person is None:
        if party.kind == "delegation" and _is_of_people_before(reading, party):
            return "none"  # «представители Росатома и | министерства Индии», told by the noun before
        case = case_of_title(reading, party.first, party.last)
        several = rules.plural_cases.case_of(reading.tokens[party.first].key) if party.kind == "delegation" else "none"
        return several if case == "agent" and several != "none" else case  # «российских парламентариев»
    title = case_of_title(reading, party.first, person.first)
    if not person.is_curated and title != "none":
        surname = rules.cases.case_of(reading.tokens[person.last - 1].key)
        bends = surname == "agent" and case_of_first_name(reading, party) in ("agent", "none")
        return surname if bends else title  # the nominative of a name in no list is a guess
    return _case_of_name(reading, person, title, rules.cases)


def _is_of_people_before(reading: Reading, body: Party) -> bool:
    """Whether a body behind "and" has no noun for people of its own: «представители Росатома и | министерства»."""
    people = reading.within("m:delegations", body.first, body.last)
    return bool(reading.ending("m:conjunctions", body.first)) and not people


def _case_of_name(reading: Reading, person: Person, title: str, cases: Endings) -> str:
    """What the words of a name tell, or its title where the last of them does not bend."""
    tokens = reading.tokens
    lemmas = [key_of(word) for word in (person.full_name_ru or "").split()]
    name = surname = "none"
    for token in tokens[person.first : person.last]:
        if token.kind == "word":
            lemma = max(lemmas, key=partial(_shared, token.key), default="")
            initial = len(token.text) == 1
            known = lemma if _shared(lemma, token.key) > 1 else None
            if known is not None and token.key[-_TAIL:] == known[-_TAIL:]:
                known = token.key  # another spelling of the nominative: «Субрахманьям»
            stays = person.is_woman and token.key == known and token.key.endswith(_UNBENT)
            surname = "none" if initial or stays else cases.case_of(token.key, known)
            if surname not in ("agent", "none"):
                return surname
            name = "agent" if surname == "agent" else name
    if surname == "agent" and title not in ("none", "agent") and len(tokens[person.first].text) == 1:
        return title  # «с главой МИД С.Сварадж»: behind initials nothing else bends
    if surname == "agent":
        return name
    if title != "none":
        return title  # «члена Политбюро Ван И»
    return "none" if len(tokens[person.last - 1].text) == 1 else name  # «Ван И» does not bend


def case_of_first_name(reading: Reading, party: Party) -> str:
    """The case that the first word of a name tells; of a party without one, its first word."""
    first = party.person.first if party.person is not None else party.first
    return reading.rules_at(first).cases.case_of(reading.tokens[first].key)


def case_of_title(reading: Reading, first: int, name: int) -> str:
    """What the first word of a title or post before token `name` tells; "none" without one."""
    if first >= name:
        return "none"
    i = first
    while i + 2 < name and reading.tokens[i + 1].is_hyphen:  # «премьер-министром» bends at its end
        i += 2
    return reading.rules_at(i).cases.case_of(reading.tokens[i].key)


def _shared(a: str, b: str) -> int:
    """Length of the common beginning of two words."""
    return next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))

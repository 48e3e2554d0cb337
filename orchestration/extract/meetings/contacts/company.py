"""Who else was at talks told before, as a sentence of its own lists who came with whom or belonged to a delegation.

"The Indian side included X and Y", "he was accompanied by X", "X and Y are part of the delegation". Not here: words
that are themselves of talks, "X was present at the meeting" (`presence`); company in the clause of a contact
(`splitting`).
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from orchestration.contracts.codes import REMOTE_TYPES, MeetingStatus, ParticipantBasis
from orchestration.extract.lexicon import Match
from orchestration.extract.meetings.contacts.clauses import Clause
from orchestration.extract.meetings.contacts.discourse import Candidate
from orchestration.extract.meetings.parties.members import Member, includes, is_among
from orchestration.extract.meetings.parties.parties import SUBJECT, Party

_NEAR = 3  # sentences from talks to who else was there
_NAME = 14  # tokens of a name with its posts, between two of a list
_AHEAD = 3  # tokens from "will" to the words of who comes along
_OF_TEAM = 4  # tokens from a delegation to the verb for who belongs to it
_BREAKS = ("m:says", "m:trigger", "m:clause_breaks")
_TELLING = frozenset({"speaker", "excluded"})
_NOT_LISTED = frozenset({"speaker", "excluded", "with", "on_invitation_of"})
#: What else somebody can be accompanied to, or was before.
_ELSEWHERE = ("m:airports", "m:events", "m:sights", "m:previous")
_PARTS = frozenset({"noun", "verb"})


def enrol(clause: Clause, found: Sequence[Candidate]) -> None:
    """Adds those whom a sentence lists as company to the talks told last that they fit.

    clause: the whole sentence; found: the candidates of the article up to it.
    """
    listed = _listed_behind(clause) or _listed_before(clause)
    if listed is None or any(clause.within(kind) for kind in _ELSEWHERE):
        return
    words, company = listed
    if (told := _talks_here(clause, words, company, found)) is not None:
        told.company += _as_company(clause.discourse.team)
    chiefs = [p for p in _all(clause) if p.kind == "person" and p.marker not in _TELLING and p not in company]
    others = [p for p in chiefs if p.last <= words.first and p.marker in SUBJECT]
    if others and not any(p.country == c.country for p in others for c in company):
        return  # "Putin went to Rajghat, accompanied by a minister of his hosts"
    if (told := _talks_joined(clause, words, company, chiefs, found)) is not None:
        told.company += _as_company(company)


def _as_company(people: Sequence[Party]) -> list[Member]:
    return [Member(p, ParticipantBasis.NAMED) for p in people]


def _listed_behind(clause: Clause) -> tuple[Match, list[Party]] | None:
    """Those whom words like "was accompanied by" or "the delegation includes" list behind them."""
    for words in [*clause.within("m:company_behind"), *(m for m in clause.within("m:included") if _of_team(clause, m))]:
        company = _unbroken(clause, words.last, _people(clause, words.last, clause.last))
        if company:
            return words, company
    return None


def _are_delegated(clause: Clause, words: Match) -> bool:
    """Whether words for company are of a delegation: "the delegation includes X", "X is part of the delegation"."""
    return words.kind == "m:included" or bool(clause.reading.within("m:sent", words.first, words.last))


def _listed_before(clause: Clause) -> tuple[Match, list[Party]] | None:
    """Those who stand before words like "are part of the delegation" or "joined them", or where verbs come last between
    the delegation and "included": "प्रतिनिधिमंडल में X और Y शामिल थे"."""
    reading = clause.reading
    for words in clause.within("m:included") if reading.rules_at(clause.first).marking == "after" else []:
        sent = reading.within("m:sent", clause.first, words.first)
        company = _people(clause, sent[0].last, words.first) if sent and clause.discourse.team else []
        if company:
            return words, company
    for words in clause.within("m:company_before"):
        breaks = (m.last for kind in _BREAKS for m in clause.reading.within(kind, clause.first, words.first))
        company = _people(clause, max(breaks, default=clause.first), words.first)
        if company:
            return words, company
    return None


def _of_team(clause: Clause, verb: Match) -> bool:
    """Whether a verb of who belongs to something is of a delegation or side: "the delegation, which includes …"."""
    before = (verb.first - _OF_TEAM, verb.first)
    if clause.reading.rules_at(verb.first).case_endings:
        return False  # there such verbs tell who travels, «в состав делегации вошли»
    sent = any(clause.reading.within(kind, *before) for kind in ("m:sent", "m:teams", "m:on_their_side"))
    return sent or any(p.kind in ("delegation", "team") and before[0] < p.last <= verb.first for p in _all(clause))


def _all(clause: Clause) -> list[Party]:
    return [p for g in clause.groups for p in g.parties]


def _people(clause: Clause, first: int, last: int) -> list[Party]:
    """The persons of the two sides named between two tokens, but for those who only speak or are spoken of."""
    return [
        p
        for g in clause.groups
        if g.marker not in _NOT_LISTED or clause.reading.ending("m:among", g.first)
        for p in g.parties
        if p.kind == "person" and p.country in clause.sides.codes and first <= p.first < last
    ]


def _unbroken(clause: Clause, first: int, people: Sequence[Party]) -> list[Party]:
    """Of those behind a token, the ones listed at a stretch."""
    kept: list[Party] = []
    for person in people:
        far = person.first - first > _NAME
        broken = (m for kind in _BREAKS for m in clause.reading.within(kind, first, person.first))
        if far or not all(clause.reading.starting("m:among", m.first) for m in broken):
            break  # "a delegation including X"
        kept.append(person)
        first = person.last
    return kept


def _is_over(clause: Clause, words: Match) -> bool:
    """Whether words for company say that it is over: "he was accompanied by X", "X also participated"."""
    if _are_delegated(clause, words):
        return False  # "the delegation included X" may be of one that is on its way
    past = clause.reading.rules_at(words.first).past_endings
    before = words.kind == "m:company_before" and clause.reading.tokens[words.last - 1].key.endswith(past)
    return bool(clause.reading.within("m:past", words.first - 1, words.last)) or (bool(past) and before)


def _talks_here(clause: Clause, words: Match, company: Sequence[Party], found: Sequence[Candidate]) -> Candidate | None:
    """The talks of a delegation that its sentence tells behind the list of its members, who then are not all of it:
    "the delegation, which includes X and Y, will meet Z"."""
    if not clause.reading.within("m:teams", clause.first, words.first):
        return None
    here = itertools.takewhile(lambda c: c.sentence is clause.sentence, reversed(found))
    return next((c for c in here if c.rejection is None and all(is_among(p, c.members) for p in company)), None)


def _talks_joined(
    clause: Clause, words: Match, company: Sequence[Party], chiefs: Sequence[Party], found: Sequence[Candidate]
) -> Candidate | None:
    """The talks of both sides in which the chief was, or somebody of the side of those who came along: those told last,
    but where a paragraph begins with a delegation, the first of the article, for which it came.

    Words of what is to be are of planned talks only.
    """
    number, discourse = clause.sentence.number, clause.discourse
    near = list(itertools.takewhile(lambda c: number - c.sentence.number <= _NEAR, reversed(found)))
    near = [c for c in near if c.sentence is not clause.sentence]
    apart = not any(c.sentence.paragraph == clause.sentence.paragraph for c in near)
    ahead = clause.reading.within("m:future", words.first - _AHEAD, words.last)
    behind = words.kind == "m:included" and clause.reading.rules_at(words.first).marking == "after"
    for told in found if apart and _are_delegated(clause, words) and not behind else near:
        if told.rejection is not None or len(clause.sides.among(told.members)) < len(clause.sides.codes):
            continue
        if told.trigger.part not in _PARTS or told.matter or told.status is MeetingStatus.CANCELLED:
            continue
        if told.back and not chiefs:
            continue
        if told.status is MeetingStatus.PLANNED and not ahead and _is_over(clause, words):
            continue
        if told.type in REMOTE_TYPES:
            continue
        if discourse.third_paragraph == clause.sentence.paragraph:
            return None
        led = [p for p in chiefs if any(p.country == c.country for c in company)]
        if led and not any(includes(told.members, p) for p in led):
            continue
        if all(is_among(p, told.members) for p in company):
            return None
        if any(m.party.country == p.country for m in told.members for p in company):
            return told if told.status is MeetingStatus.PLANNED or not ahead else None
    return None

"""Whom words mean that stand before those whom they mean: "after he met X, Y flew home", "the two leaders" of whom the
article names but one so far.

By the order of words and by posts alone. Not here: whom words mean that refer back (`referents`).
"""

from __future__ import annotations

from collections.abc import Collection

from orchestration.extract.meetings.clauses import Clause
from orchestration.extract.meetings.parties import Party

_SUBJECTS = ("agent", "none", "speaker")
_BEHIND = 1  # tokens from a clause to the subject of the one that it is put before


def named_behind(pronoun: Party, open_sides: Collection[str | None], clause: Clause) -> Party | None:
    """Whom a pronoun means in a clause before that of its subject: "after he met X, Y flew home", "with X, whom he had
    met, Y spoke of trade"; nobody of the open sides may stand before it."""
    reading, sentence = clause.reading, clause.sentence
    fronted = reading.within("m:fronted", sentence.first, pronoun.first)
    if not fronted and not reading.starting("m:relative_partners", clause.first):
        return None
    before = (p for g in clause.discourse.here if g.last <= pronoun.first for p in g.parties)
    if any(p.is_individual and p.country in open_sides for p in before):
        return None
    subject = next((g for g in clause.discourse.here if g.first >= clause.last), None)
    if subject is None or subject.marker not in _SUBJECTS or subject.first - clause.last > _BEHIND:
        return None
    one = subject.parties[0]
    alone = len(subject.parties) == 1 and one.is_individual and not one.is_spokesperson
    return one if alone and one.country in open_sides else None

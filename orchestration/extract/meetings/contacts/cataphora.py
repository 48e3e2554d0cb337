"""Whom "he" means who has not been named before: who is named behind, "after he met X, Y flew home", or for whom
somebody speaks, "he will meet X, the Kremlin spokesman said".

By the order of words and by posts alone. Not here: whom words mean that refer back (`referents`).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from orchestration.extract.meetings.around import is_behind_comma
from orchestration.extract.meetings.contacts.clauses import Clause
from orchestration.extract.meetings.parties.members import Member
from orchestration.extract.meetings.parties.parties import LEADER, SUBJECT_OR_SPEAKER, Party
from orchestration.extract.text import QUOTES

_AIDE = "presidential_aide"
#: For whom those speak who hold a post.
_SPOKEN_FOR = {"presidential_spokesperson": LEADER, _AIDE: LEADER, "mfa_spokesperson": "foreign_minister"}
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
    if subject is None or subject.marker not in SUBJECT_OR_SPEAKER or subject.first - clause.last > _BEHIND:
        return None
    one = subject.parties[0]
    alone = len(subject.parties) == 1 and one.is_individual and not one.is_spokesperson
    return one if alone and one.country in open_sides else None


def subject_behind(pronoun: Party, open_sides: Collection[str | None], clause: Clause) -> Party | None:
    """Who is named as the subject behind a comma anywhere after a pronoun; for where nobody of his side has been told:
    "besides Y, with whom he held talks, X met Z"."""
    behind = (g for g in clause.discourse.here if g.first > pronoun.last and is_behind_comma(clause.reading, g.first))
    subject = next((g.parties[0] for g in behind if g.marker in SUBJECT_OR_SPEAKER), None)
    return subject if subject is not None and subject.is_individual and subject.country in open_sides else None


def spoken_for(meant: Party | None, pronoun: Party, others: Sequence[Member], clause: Clause) -> Party | None:
    """For whom he speaks whom a pronoun would mean, or who speaks in its sentence where it means nobody: '"He will meet
    X," the Kremlin spokesman said', "Y goes to Delhi, his aide said. He will see X"."""
    sides, discourse = clause.sides, clause.discourse
    voice = meant if meant is not None else _speaker_of(clause)
    role = _SPOKEN_FOR.get(voice.role_id or "") if voice is not None else None
    open_sides = {*sides.codes} - {m.party.country for m in others}
    if voice is None or role is None or not others or voice.country not in open_sides:
        return None
    if voice.role_id == _AIDE and (_tells_of_himself(voice, pronoun, clause) or not _is_leader_met(others, clause)):
        return None
    role = sides.at_summits[voice.country] if role == LEADER and voice.country is not None else role
    leader = discourse.presence.most_present(lambda p: p.country == voice.country and role in (p.role_id, *p.held))
    return leader or Party(pronoun.first, pronoun.last, "role", voice.country, role_id=role)


def _speaker_of(clause: Clause) -> Party | None:
    """Who says what a sentence tells."""
    said = (g.parties[0] for g in clause.discourse.here if g.marker == "speaker")
    return next(said, clause.discourse.quoted)


def _tells_of_himself(voice: Party, pronoun: Party, clause: Clause) -> bool:
    """Whether "he" is the one who speaks: "the aide said he had met X", but not 'the aide said, "He will meet X"'."""
    if voice.marker != "speaker":
        return True
    if not clause.sentence.first <= voice.first < pronoun.first:
        return False
    return not any(t.text in QUOTES for t in clause.reading.tokens[voice.last : pronoun.first])


def _is_leader_met(others: Sequence[Member], clause: Clause) -> bool:
    return any(m.party.role_id in clause.sides.leaders for m in others)

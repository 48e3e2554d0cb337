"""Which forum a contact was beside, where its words only call it "the summit".

Not here: forums that the clause names itself (`contacts`).
"""

from __future__ import annotations

from orchestration.extract.forums import Forum
from orchestration.extract.meetings.clauses import Contact

_REACH = 6  # sentences from a forum to "on the sidelines of the summit"


def forum_beside(contact: Contact) -> Forum | None:
    """The forum of more than two countries told last before: "the SCO summit began in X. On the sidelines of the
    summit Y met Z"."""
    clause, reading = contact.clause, contact.reading
    words = reading.within("m:sidelines", clause.sentence.first, clause.last)
    if contact.trigger.part not in ("noun", "verb") or not words or words[0].first == contact.match.first:
        return None
    last = next(clause.forums.before(words[0].first), None)
    if last is None or last.is_bilateral:
        return None
    ago = reading.tokens[contact.match.first].sentence - reading.tokens[last.first].sentence
    return last if 0 < ago <= _REACH else None

"""Who met the others where a contact has no subject since it is whoever speaks: "Glad to meet X in Delhi," posted Y.

Not here: the side that is left out for other reasons (`other_side`); who says "I" in a sentence (`narrators`).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from orchestration.contracts.codes import ParticipantBasis
from orchestration.extract.meetings.contacts.between import Talk
from orchestration.extract.meetings.contacts.clauses import Contact
from orchestration.extract.meetings.contacts.locating import is_located
from orchestration.extract.meetings.contacts.subjects import has_unknown_subject
from orchestration.extract.meetings.parties.members import Member, is_among, same_party
from orchestration.extract.meetings.parties.parties import SUBJECT_OR_SPEAKER, Group, Party
from orchestration.extract.text import QUOTES

_SHORT = 4  # tokens of a day or place with its preposition
_WHEN = ("m:later", "m:here", "m:earlier", "m:also", "m:auxiliaries")  # what may stand there beside a day


def unsaid_subject(talk: Talk) -> list[Member]:
    """Who met the others where the clause leaves it out: both of "our meeting", who writes of it; else nobody."""
    contact, match = talk.contact, talk.contact.match
    by_narrator = talk.subject is not None and talk.subject.parties[0].kind == "narrator"
    if talk.subject is not None and not by_narrator:
        return []
    ours = contact.reading.ending("m:our", match.first)
    spoken_of = contact.reading.starting("m:topic_marks", match.last) and not _is_looked_forward_to(contact)
    if talk.partner is None and ours and not spoken_of:  # "I recall our meeting"
        talk.subject, talk.anaphoric = None, False
        return _speaker_and_addressee(contact)
    author = _author(contact, talk.inside, talk.partner) if not by_narrator else None
    return [Member(author, ParticipantBasis.CONTEXT)] if author is not None else []


def _is_looked_forward_to(contact: Contact) -> bool:
    """Whether words of a plan stand right behind a contact and its mark: "हमारी बातचीत का बेसब्री से इंतजार है"."""
    behind = contact.reading.within("m:cue", contact.match.last, contact.match.last + _SHORT)
    return any(m.value[1] == "planned" for m in behind)


def _speaker_and_addressee(contact: Contact) -> list[Member]:
    """Whom "our meeting" means in a message: who speaks, and the one of the other side named last."""
    discourse, codes = contact.clause.discourse, contact.clause.sides.codes
    speaker = discourse.subject
    if speaker is None or speaker.country not in codes:
        return []
    others = [p for p in discourse.recent if p.country in codes and p.country != speaker.country]
    other = max(others, key=lambda p: sum(same_party(p, each) for each in others), default=None)
    return [Member(p, ParticipantBasis.CONTEXT) for p in (speaker, other)] if other is not None else []


def _author(contact: Contact, inside: Sequence[Group], partner: Group | None) -> Party | None:
    """The subject that a clause leaves out: "Glad to meet X in Delhi," posted Y; "After meeting X, Y left"."""
    clause, match, codes = contact.clause, contact.match, contact.clause.sides.codes
    opening, quoted = _quotation_of(contact)
    first = max(clause.first, opening)
    begin = next((i for i in range(first, match.first) if clause.reading.tokens[i].kind == "word"), match.first)
    head = clause.reading.starting("m:subjectless", begin) or _only_says_when(contact, begin)
    head = head and contact.trigger.part == "verb"
    head = head or (quoted is not None and _begins_with_deed(contact, begin))
    if not head or partner is None or any(first <= g.first < match.first for g in inside):
        return None
    theirs = partner.countries() & set(codes)
    if not theirs or has_unknown_subject(contact):
        return None
    behind = speaker_behind(contact, theirs, SUBJECT_OR_SPEAKER)
    subject = clause.discourse.presence.most_present(lambda p: p.country not in theirs and not p.is_spokesperson)
    ours = clause.discourse.ours
    if any(is_among(p, ours) for p in partner.parties):  # who met him writes of it
        subject = next((m.party for m in ours if m.party.country not in theirs), subject)
    told = (p for p in (behind, quoted, subject) if p is not None and p.country in set(codes) - theirs)
    return next(told, None)


def _quotation_of(contact: Contact) -> tuple[int, Party | None]:
    """Where the quotation begins that a contact stands in, within its sentence, and who says it, if told."""
    sentence, match = contact.clause.sentence, contact.match
    discourse = contact.clause.discourse
    signs = [i for i in range(sentence.first, match.first) if contact.reading.tokens[i].text in QUOTES]
    if len(signs) % 2 == discourse.within_quotation:
        return sentence.first, None
    speaking = (g.parties[0] for g in contact.clause.groups if signs and _says_quotation(contact, g, signs[-1]))
    speaker = next((p for p in speaking if p.is_individual and not p.is_spokesperson), discourse.quoted)
    return (signs[-1] if signs else sentence.first), speaker


def _says_quotation(contact: Contact, group: Group, opening: int) -> bool:
    """Whether a group of a sentence is who says the quotation that begins at a token: «Х рассказал: "…"», «"…",
    сказал Х»."""
    reading, last = contact.reading, contact.clause.sentence.last
    closing = next((i for i in range(opening + 1, last) if reading.tokens[i].text in QUOTES), last)
    if group.marker == "speaker":
        return group.last <= opening or closing < group.first
    if not contact.is_cased or group.marker not in SUBJECT_OR_SPEAKER:
        return False
    if group.last <= opening:
        return bool(reading.starting("m:says", group.last)) and reading.tokens[opening - 1].text == ":"
    return closing < group.first and bool(reading.ending("m:says", group.first))


def _begins_with_deed(contact: Contact, i: int) -> bool:
    """Whether a quotation begins with what somebody did: "Held talks with X", "Met X"; not with what is planned, which
    may be another's: «Намечены переговоры с Х»."""
    reading = contact.reading
    if any(m.value[1] == "planned" for m in reading.starting("m:cue", i)):
        return False
    verb = i == contact.match.first and (contact.trigger.part == "verb" or not contact.is_cased)
    return verb or any(reading.starting(kind, i) for kind in ("m:past", "m:support"))


def _only_says_when(contact: Contact, begin: int) -> bool:
    """Whether nothing but a day or place stands before a verb whose form tells that its subject is one told before: «В
    тот же день был принят Х»."""
    clause, i, end = contact.clause, begin, contact.match.first
    if not contact.is_cased:
        return False
    while i < end:
        last = next((m.last for kind in _WHEN for m in clause.reading.starting(kind, i)), i)
        last = max([last, *(e.last for e in clause.dates.within(i, i + _SHORT))])
        last = max([last, *(p.last for p in clause.places.within(i, i + _SHORT) if is_located(clause.reading, p))])
        if last == i:
            return False
        i = last
    return begin < end and not clause.reading.ending("m:conjunctions", begin)


def speaker_behind(
    contact: Contact, ours: Collection[str], markers: Collection[str] = frozenset({"speaker"})
) -> Party | None:
    """Who is quoted behind the clause, if of the other side and no spokesman: "… with X were useful," Y said."""
    clause = contact.clause
    behind = [g for g in clause.groups if g.first >= contact.match.last and g.marker in markers]
    spoken = [p for g in behind for p in g.parties if p.is_individual and not p.is_spokesperson]
    return next((p for p in spoken if p.country in clause.sides.codes and p.country not in ours), None)

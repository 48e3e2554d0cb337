"""Which group a word of contact has as its subject, in its clause or in one before, once the other party is known.

By markers, distance and order of words alone. Not here: the other party (`partners`); whom the words stand for
(`referents`); a subject that is whoever speaks (`unsaid`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from orchestration.contracts.codes import MeetingType
from orchestration.extract.lexicon import Match
from orchestration.extract.meetings.around import (
    REACH,
    has_own_verb,
    is_bare,
    is_behind_comma,
    is_definite,
    is_near_enough,
)
from orchestration.extract.meetings.contacts.clauses import Contact
from orchestration.extract.meetings.contacts.partners import RECIPROCAL
from orchestration.extract.meetings.parties.members import same_party
from orchestration.extract.meetings.parties.parties import RESIDENT, SUBJECT, SUBJECT_OR_SPEAKER, Group, Party

_AIDE = "presidential_aide"
_OWNER_REACH = 14  # tokens between a contact and whose it is
_ASKED_BY = 2  # who asks, and who is asked
_OWNER = 2  # tokens from "urged" to who is asked: "his colleague"
_ERRAND = 4  # tokens from who is asked to what he is to do: "to hold talks"
_DEED = 1  # tokens between who intends something and what: «провести переговоры»
_PARTICIPLE = "ing"
#: Markers of the one side of a contact, beside the partner: "talks led by X", "at the home of X".
ONE_SIDE = SUBJECT | {"by", "led", "genitive", "at_home_of", "between", "on_behalf_of"}


def subject_of(contact: Contact, inside: Sequence[Group], partner: Group | None) -> Group | None:
    """The other group: nearest with a subject's marker; else the subject of an earlier clause of the sentence."""
    if partner is not None and _tells_both(partner, contact):
        return None
    owner = owner_of(contact, inside, partner) or _bidden(contact, inside, partner) or _intending(contact, inside)
    if owner is not None:
        return owner
    accepted = _markers_of_subject(contact, partner)
    best, distance = None, REACH
    for group in inside:
        if group is partner or not (group.marker in accepted or _is_received(contact, group, partner)):
            continue
        gap = contact.gap_to(group)
        near = is_near_enough(group, gap) or _holds_talks(contact, group, partner) or _names_body(contact, group)
        if not near or not _may_be_subject(contact, group, inside, partner) or _is_of_matter(group, inside, partner):
            continue
        gap += _remoteness(contact, group, partner) + REACH // 2 * _is_met_before(contact, group, inside, partner)
        if gap < distance:
            best, distance = group, gap
    return (
        best
        or _fronted_subject(contact, inside, partner)
        or _receiving_body(contact, inside)
        or _told_at_talks(contact, inside, partner)
        or relative_subject(contact, partner)
        or _subject_before(contact, partner)
    )


def _is_of_matter(group: Group, inside: Sequence[Group], partner: Group | None) -> bool:
    """Whether two countries are only between whom that is of which people spoke: "X ने दोनों देशों के बीच व्यापार पर Y से
    बातचीत की"."""
    if group.marker != "between" or any(p.kind != "pair" for p in group.parties):
        return False
    if partner is None or partner.marker != "with" or not all(p.is_individual for p in partner.parties):
        return False
    others = [g for g in inside if g.marker in SUBJECT and g.countries() != partner.countries()]
    return any(p.is_individual or p.kind == "pronoun" for g in others for p in g.parties)


def _fronted_subject(contact: Contact, inside: Sequence[Group], partner: Group | None) -> Group | None:
    """Of a participle at the head of a sentence, the subject behind its comma: "speaking to X by phone, Y said …",
    "meeting X in Delhi, Y called for …"."""
    reading, match = contact.reading, contact.match
    if contact.rules.marking != "before" or partner is None:
        return None
    if contact.trigger.part != "verb" and partner.marker != "object":
        return None
    if not reading.tokens[match.last - 1].key.endswith(_PARTICIPLE) or any(g.first < match.first for g in inside):
        return None
    behind = (g for g in inside if g.first > partner.last and is_behind_comma(reading, g.first))
    group = next(behind, None)
    if group is None or group.marker not in SUBJECT_OR_SPEAKER or group.countries() == partner.countries():
        return None
    return group


def _told_at_talks(contact: Contact, inside: Sequence[Group], partner: Group | None) -> Group | None:
    """Who was told something at talks, where nobody is named who told him: "X के साथ बैठक के दौरान Y को यह जानकारी दी
    गई"."""
    if contact.trigger.part != "noun" or not contact.reading.starting("m:during", contact.match.last):
        return None
    if partner is None or partner.marker not in ("with", "led") or any(g.marker in SUBJECT_OR_SPEAKER for g in inside):
        return None
    told = (g for g in inside if g.marker == "object" and g.first >= contact.match.last)
    return next((g for g in told if g.countries() and not g.countries() & partner.countries()), None)


def _receiving_body(contact: Contact, inside: Sequence[Group]) -> Group | None:
    """Where somebody was received, if no more than the body is told: «сенаторов приняли в МИД Индии»."""
    if not (contact.is_cased and contact.trigger.host and contact.trigger.part == "verb"):
        return None
    sent = (g for g in inside if g.marker == "excluded" and g.parties[0].kind == "delegation")
    return next((g for g in sent if contact.reading.ending("m:place_in", g.first)), None)


def owner_of(contact: Contact, inside: Sequence[Group], partner: Group | None) -> Group | None:
    """Who stands between talks and whom they were with: "he recalled the meeting of X with Y"."""
    end = contact.match.last
    if contact.rules.marking != "before" or partner is None or partner.marker != "with" or partner.first < end:
        return None
    owned = contact.trigger.part == "noun" and (g for g in inside if g.marker == "genitive" and g.first < partner.first)
    return next((g for g in owned or () if 0 <= g.first - end <= 1), None)


def _bidden(contact: Contact, inside: Sequence[Group], partner: Group | None) -> Group | None:
    """Who is to do what "to" tells behind him: "X urged Y to sit down with Z" is not of X and Z."""
    reading, match = contact.reading, contact.match
    before = [g for g in inside if g.last <= match.first and g is not partner]
    if contact.rules.marking != "before" or partner is None or len(before) < _ASKED_BY:
        return None
    bidden = before[-1]
    goes_on = any(m.value[1] == "to" for m in reading.starting("m:marker", bidden.last))
    if not goes_on or match.first - bidden.last > _ERRAND:
        return None
    asked = any(bidden.first - m.last <= _OWNER for m in reading.within("m:bids", before[-2].last, bidden.first))
    return bidden if asked and all(t.text != "," for t in reading.tokens[bidden.last : match.first]) else None


def _intending(contact: Contact, inside: Sequence[Group]) -> Group | None:
    """Whose plan a verb tells that stands behind him: «У сообщил о намерении Х | встретиться с Z»."""
    before = [g for g in inside if g.last <= contact.match.first]
    if not (contact.is_cased and before) or contact.match.first - before[-1].last > _DEED:
        return None
    return before[-1] if contact.reading.ending("m:intents", before[-1].first) else None


def _tells_both(partner: Group, contact: Contact) -> bool:
    """Whether the other party is both: "talks between X and Y", «в ходе разговора Х и Y», "they welcomed the meeting of
    the foreign ministers"."""
    if partner.marker == "between":
        return len(partner.countries()) > 1
    if partner.marker == "genitive" and contact.trigger.part == "noun" and not contact.is_cased:
        three = contact.reading.within("m:trios", partner.first, partner.last)
        if not three and all(p.kind == "group" for p in partner.parties):
            return True
    people = partner.marker == "genitive" and all(p.kind in ("person", "role", "posts") for p in partner.parties)
    return people and {*contact.clause.sides.codes} <= partner.countries()


def _markers_of_subject(contact: Contact, partner: Group | None) -> frozenset[str]:
    """The markers that the subject has; that of who speaks too, where he tells of talks that he has had."""
    reading, match, trigger = contact.reading, contact.match, contact.trigger
    accepted = ONE_SIDE | {"to"} if contact.is_cased else ONE_SIDE
    if partner is None:
        return accepted
    told = trigger.type is MeetingType.PHONE_CALL and trigger.part == "noun"  # "X told Y over the phone"
    told = told or trigger.anchored or partner.marker == "none"
    if told or (is_definite(reading, match) and not is_bare(reading, match)):
        return accepted | {"speaker"}  # "at the meeting with X, Y said"
    return accepted


def _holds_talks(contact: Contact, group: Group, partner: Group | None) -> bool:
    """Whether those whom one country has sent are told to hold talks with the other's: "officials of A will on Monday
    hold talks with colleagues from B"."""
    sent = group.marker == "agent" and all(p.kind == "delegation" for p in group.parties)
    other = partner is not None and partner.marker == "with" and not partner.countries() & group.countries()
    return sent and other and bool(_carried(contact, group))


def _names_body(contact: Contact, group: Group) -> bool:
    """Whether two countries are in the name of a body that has met: "the India-Russia working group on roads met"."""
    reading, words = contact.reading, (group.last, contact.match.first)
    pair = group.marker in SUBJECT and all(p.kind == "pair" for p in group.parties)
    if not pair or contact.trigger.part != "verb" or contact.rules.marking != "before":
        return False
    parted = reading.has_comma(*words)
    if parted or not reading.has("m:modifier", "consultations", *words):
        return False
    return not any(reading.within(kind, *words) for kind in ("m:says", "m:trigger", "m:clause_breaks"))


def _is_received(contact: Contact, group: Group, partner: Group | None) -> bool:
    """Whether an object is the subject, the other party being that of a passive: "X was received by Y"."""
    passive = partner is not None and partner.marker == "by" and group.marker == "object"
    return passive and not has_own_verb(contact.reading, group, contact.match)


def _may_be_subject(contact: Contact, group: Group, inside: Sequence[Group], partner: Group | None) -> bool:
    """Whether a group with a subject's marker stands where a subject can."""
    by_verb, right = contact.trigger.part == "verb", group.first >= contact.match.last
    if not by_verb and _speaks_for_leader(contact, group, partner):
        return False
    if not by_verb and _tells_of_other(contact, group, partner):
        return False
    if group.marker == "genitive" and not _owns(contact, group, partner):
        return False
    if right and group.marker == "on_behalf_of":
        return False  # "met X and conveyed greetings on behalf of Y"
    if contact.is_cased:  # cases tell the subject apart wherever it stands
        if group.marker == "to":
            return not right and not (by_verb and partner is None)
        return not (by_verb and group.marker in ("genitive", "by"))
    if contact.rules.marking == "after":
        return not (right and group.marker == "genitive")
    if right and group.marker == "by" and _is_in_active_relative(contact):
        return False
    if right:
        return not by_verb or group.marker == "by"  # behind a verb stands its object
    passed = (g for g in inside if g.last <= group.first and g.marker in SUBJECT)
    return not (by_verb and group.marker == "by" and any(passed))  # "X was received by Y and met Z"


def _is_in_active_relative(contact: Contact) -> bool:
    """Whether a relative clause tells what somebody did, so that "by" is of the clause before: "a trip by X, who met Y,
    and by Z"; not "X, who was received by Y"."""
    reading, first = contact.reading, contact.clause.first
    is_relative = contact.rules.marking == "before" and bool(reading.starting("m:relatives", first))
    return is_relative and not contact.is_cased and not reading.within("m:auxiliaries", first, contact.match.last)


def _tells_of_other(contact: Contact, group: Group, partner: Group | None) -> bool:
    """Whether an envoy only speaks of talks that another of his country is told to hold: "X will meet Y in Moscow. The
    ambassador said the talks with Y …"."""
    envoy, discourse = group.parties[0], contact.clause.discourse
    if group.marker != "speaker" or partner is None or not all(p.role_id in RESIDENT for p in group.parties):
        return False
    told = discourse.pair_with(partner.parties)
    return any(m.party.country == envoy.country and not same_party(m.party, envoy) for m in told)


def _speaks_for_leader(contact: Contact, group: Group, partner: Group | None) -> bool:
    """Whether who stands as a subject only tells of his leader's talks."""
    if group.marker not in SUBJECT_OR_SPEAKER or _carried(contact, group):
        return False
    met = partner.parties if partner is not None else ()
    return all(is_voice_of_leader(contact, p, met) for p in group.parties)


def is_voice_of_leader(contact: Contact, party: Party, met: Iterable[Party]) -> bool:
    """Whether talks told by somebody are his leader's: a spokesperson holds none, an aide who announces them none with
    a leader."""
    aide = party.role_id == _AIDE and contact.rules.marking == "before"
    return party.is_spokesperson or (aide and any(p.role_id in contact.clause.sides.leaders for p in met))


def _carried(contact: Contact, group: Group) -> list[Match]:
    """The verbs by which somebody is told to have held talks himself: "X held talks with Y"."""
    ends = sorted((group.last, contact.match.first))
    return contact.reading.within("m:carriers", *ends) + contact.reading.within("m:support", *ends)


def _owns(contact: Contact, group: Group, partner: Group | None) -> bool:
    """Whether "of" ties a group to the words of contact as their subject."""
    trigger, is_after = contact.trigger, contact.rules.marking == "after"
    reach = REACH if trigger.part == "verb" and is_after else _OWNER_REACH  # «उनका … X से मिलने का …»
    if contact.gap_to(group) > reach:
        return False
    if not is_after and contact.reading.within("m:elsewhen", contact.match.last, group.first):
        return False  # "shook hands during a meeting ahead of X's visit"
    if partner is None and group.parties[0].kind == "pronoun":
        return False  # "उनकी मुलाकात" is theirs
    nobody = partner is None or all(p.kind == "pair" for p in partner.parties)
    if nobody and contact.reading.within("m:later", group.last, contact.match.first):
        return False  # "X's visit will be followed by a session of the Indo-Russian commission"
    # not "handed him the message of X"
    return not (is_after and trigger.part == "verb" and {*trigger.partners} - RECIPROCAL)


def _remoteness(contact: Contact, group: Group, partner: Group | None) -> int:
    """Tokens by which a subject counts as farther away for where it stands, its marker and its country."""
    marker, right, gap = group.marker, group.first >= contact.match.last, 0
    if contact.is_cased:
        gap += 10 * (marker == "to") + 8 * (right and marker == "none" and contact.trigger.part == "verb")
    if right:
        gap += 8 if contact.rules.marking == "after" else 4
    gap += 2 * (marker == "genitive") + REACH // 2 * (marker == "on_behalf_of")
    if partner is None:
        both = contact.is_cased and len(group.countries() & {*contact.clause.sides.codes}) > 1
        return gap - REACH // 2 * both
    of = partner.countries()
    return gap + REACH // 2 * (len(of) == 1 and group.countries() == of)  # the two of one side did not meet each other


def _is_met_before(contact: Contact, group: Group, inside: Sequence[Group], partner: Group | None) -> bool:
    """Whether a pronoun stands for a subject before a comma, with another behind: «Х прибыл, беседу с ним провел Y»."""
    by_pronoun = contact.is_cased and partner is not None and partner.parties[0].kind == "pronoun"
    if not by_pronoun or not any(g.marker == "agent" and g.first >= contact.match.last for g in inside):
        return False
    return contact.reading.has_comma(group.last, contact.match.first)


def relative_subject(contact: Contact, partner: Group | None) -> Group | None:
    """Whom a relative pronoun at the head of the clause stands for: "X, who met Y", «Х, переговоры которого с Y»."""
    clause, first = contact.clause, contact.clause.first
    owned = contact.trigger.part == "noun" and contact.reading.starting("m:whose", contact.match.last)
    if not (owned or contact.reading.starting("m:relatives", first)):
        return None
    reach = REACH // 2 if contact.rules.marking == "after" else 1  # where the verb of the clause before stands between
    named = [g for g in clause.groups if 0 <= first - g.last <= reach and g is not partner]
    return named[-1] if named else None


def _subject_before(contact: Contact, partner: Group | None) -> Group | None:
    """The subject of an earlier clause of the sentence, which goes on without one of its own."""
    if has_unknown_subject(contact):
        return None
    if partner is not None and partner.marker == "genitive" and all(p.kind == "group" for p in partner.parties):
        return None  # «Х сообщил, что переговоры лидеров пройдут завтра»
    before = [g for g in contact.clause.groups if g.last <= contact.clause.first and g is not partner]
    subjects = [g for g in before if g.marker in SUBJECT | {"led"}]
    if contact.trigger.part == "noun":
        subjects = [g for g in subjects if not _speaks_for_leader(contact, g, partner)]
    if partner is None and contact.trigger.partners and contact.rules.marking == "after":
        return None  # "X and Y spoke, relations met with success"
    if not subjects and partner is not None and _goes_on_with_speaker(contact):
        subjects = [g for g in before if _tells_of_himself(g, partner)]
    subjects = [g for g in subjects if partner is None or g.countries() != partner.countries()] or subjects
    return subjects[-1] if subjects else None


def has_unknown_subject(contact: Contact) -> bool:
    """Whether a clause has a subject that is no party: "while one of his aides was in Delhi to see X"."""
    reading, first = contact.reading, contact.clause.first
    fronts = reading.starting("m:fronted", first)
    return bool(fronts) and bool(reading.starting("m:some", fronts[0].last))


def _goes_on_with_speaker(contact: Contact) -> bool:
    """Whether a clause without a subject can be of who reported before: "X said that having met Y he …"; with cases,
    «X объявил об этом, когда был на переговорах с Y»."""
    if contact.trigger.part == "verb":
        return contact.rules.marking == "after" or contact.is_cased
    first = contact.clause.first
    joined = contact.reading.starting("m:clause_breaks", first)
    return contact.is_cased and bool(joined) and not contact.reading.starting("m:contents", first)


def _tells_of_himself(group: Group, partner: Group) -> bool:
    """Whether who reports a contact may be who met the other: "X wrote that having met Y he was glad"."""
    person = group.parties[0]
    return (
        group.marker == "speaker"
        and person.kind == "person"
        and not person.is_spokesperson
        and person.country != partner.parties[0].country
    )

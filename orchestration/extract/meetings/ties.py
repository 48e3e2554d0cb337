"""Which parties a word of contact ties: whom its "with" or object names, and its subject.

By markers, distance and order of words alone; whom the words stand for is decided in `referents`.
"""

from __future__ import annotations

from collections.abc import Sequence

from orchestration.contracts.codes import MeetingType
from orchestration.extract.lexicon import Match
from orchestration.extract.meetings.around import (
    REACH,
    belongs_to_next,
    has_own_verb,
    is_bare,
    is_definite,
    is_near_enough,
)
from orchestration.extract.meetings.clauses import Contact
from orchestration.extract.meetings.parties import Group
from orchestration.extract.meetings.reading import Reading

_NAMELESS = 15  # tokens by which a team counts as farther away than somebody named
_OF_WHOM = 6  # tokens from talks to whom they were with, where "of" ties him
_OWNER_REACH = 14  # tokens between a contact and whose it is
_BESIDE = 3  # tokens between a verb and the one whom it takes
_PARTNER_NOUN = frozenset({"with", "between", "facing", "on_invitation_of", "at_home_of", "in_honour_of"})
_PARTNER_VERB = _PARTNER_NOUN | {"object", "to", "by"}
#: Markers of the other party that a verb for doing something together takes: those of one that needs none.
RECIPROCAL = frozenset({"with", "between"})
SUBJECT = frozenset({"agent", "none", "by", "led", "genitive", "at_home_of", "between", "on_behalf_of"})


def partner_of(contact: Contact, inside: Sequence[Group]) -> Group | None:
    """The group that the "with" (or object) of a contact names; the nearest one. inside: groups of its clause."""
    if contact.trigger.part == "verb" and any(g.marker == "with" and g.parties[0].kind == "person" for g in inside):
        inside = [g for g in inside if g.parties[0].kind != "pair"]  # "co-chaired the Russian-Indian body with X"
    is_marked_before = contact.rules.marking == "before"
    accepted = _markers_of_partner(contact)
    best, distance = None, REACH
    for group in inside:
        if is_marked_before:
            gap = _gap_behind_marker(contact, group, inside, accepted)
        else:
            gap = _gap_before_marker(contact, group, accepted)
        if gap is not None and gap < distance:
            best, distance = group, gap
    if best is not None and all(p.kind in ("delegation", "team") for p in best.parties):
        best = _head_of(best, contact, inside)
    return best or _relative_partner(contact)


def _markers_of_partner(contact: Contact) -> frozenset[str]:
    """The markers that the other party has by the kind of the contact, where the rule of its words names none."""
    trigger, marking = contact.trigger, contact.rules.marking
    accepted = _PARTNER_VERB if trigger.part == "verb" or trigger.host else _PARTNER_NOUN
    if trigger.type is MeetingType.PHONE_CALL:  # "in a phone call X congratulated Y"
        accepted |= {"object"}
    if trigger.host:
        accepted |= {"object", "genitive"} if marking == "after" else {"object", "none"}
    if _tells_itself(contact):
        accepted |= {"object"}  # "in the talks held in June X invited Y"
    if trigger.type is MeetingType.INFORMAL_TALK and marking == "after":
        accepted |= {"for", "object"}  # "gave a dinner for X", "asked X to tea"
    return accepted


def _tells_itself(contact: Contact) -> bool:
    """Whether words before talks tell that they were held: "the talks held in June"."""
    return contact.trigger.part == "noun" and bool(contact.reading.ending("m:told_here", contact.match.first))


def _gap_to(contact: Contact, group: Group) -> int:
    """Tokens between a contact and a group."""
    match = contact.match
    return group.first - match.last if group.first >= match.last else match.first - group.last


def _is_nameless(group: Group) -> bool:
    return all(p.kind == "team" for p in group.parties)


def _gap_before_marker(contact: Contact, group: Group, accepted: frozenset[str]) -> int | None:
    """Tokens to the other party where markers stand behind it; None where a group cannot be it."""
    right, gap = group.first >= contact.match.last, _gap_to(contact, group)
    if group.marker not in (contact.trigger.partners or accepted) or not is_near_enough(group, gap):
        return None
    if (
        right
        and not _tells_itself(contact)
        and belongs_to_next(contact.reading, group, contact.match, contact.clause.last)
    ):
        return None
    return gap + _NAMELESS * _is_nameless(group) + 6 * right


def _gap_behind_marker(contact: Contact, group: Group, inside: Sequence[Group], accepted: frozenset[str]) -> int | None:
    """Tokens to the other party where markers stand before it; None where a group cannot be it."""
    if _is_of_other_words(contact, group, inside):
        return None
    by_noun, marker = contact.trigger.part == "noun", group.marker
    right, gap = group.first >= contact.match.last, _gap_to(contact, group)
    is_near = is_near_enough(group, gap)
    gap += _NAMELESS * _is_nameless(group)
    if by_noun and _is_addressed(contact, group):
        return gap
    if contact.trigger.partners:
        is_tied = marker in contact.trigger.partners and (right or _may_precede(inside, group, contact))
    elif not right and marker in ("object", "none"):
        is_tied = by_noun and marker == "object" and _is_told_at(contact, gap)
    elif right and by_noun and marker == "genitive":  # "the meeting of X with Y", not "the meeting on the visit of X"
        ahead = contact.reading.within("m:elsewhen", contact.match.last, group.first)
        is_tied = gap <= _OF_WHOM and not ahead  # nor "the meeting comes on the eve of X's visit"
    elif right and _is_taken(contact, marker):
        is_tied = True
    else:
        is_tied = marker in accepted and is_near
        is_tied = is_tied and not (by_noun and marker == "object" and not _has_agent_behind(contact, group, inside))
    if not is_tied or _has_other_sense(contact, group):
        return None
    return gap + 15 * (right and by_noun and marker == "genitive")


def _is_of_other_words(contact: Contact, group: Group, inside: Sequence[Group]) -> bool:
    """Whether a group, where markers stand before it, is tied to other words than those of a contact."""
    if group.first < contact.match.last:
        if _has_own_behind(contact, group, inside):
            return True  # «провел переговоры с Х и встретился с Y»
    elif group.marker == "none" and contact.reading.starting("m:auxiliaries", group.last):
        return True  # "when they met in Moscow, X was furious"
    elif contact.trigger.part == "verb" and _is_of_noun(contact, group):
        return True
    at_his = contact.is_cased and contact.trigger.part == "noun" and group.marker == "at_home_of"
    return at_his and any(g.marker == "with" for g in inside)  # «с Х у Y была беседа»: the subject


def _is_taken(contact: Contact, marker: str) -> bool:
    """Whether words of contact take who stands behind them with a marker, however far: "met X", "talks of X"."""
    if contact.trigger.host and marker == "led":
        return True  # "received a delegation led by X"
    if contact.trigger.part == "verb":  # but "spoke of X"
        return marker in ("none", "object", "instrumental") or (marker == "genitive" and contact.is_cased)
    return contact.trigger.part == "noun" and marker in ("instrumental", "to")


def _is_told_at(contact: Contact, gap: int) -> bool:
    """Whether an object before talks was told something at them: «ознакомил его на встрече», "told him by phone"."""
    if contact.trigger.type is MeetingType.PHONE_CALL and gap <= _BESIDE:
        return True
    return contact.is_cased and is_definite(contact.reading, contact.match)


def _has_agent_behind(contact: Contact, group: Group, inside: Sequence[Group]) -> bool:
    """Whether a subject stands between talks and an object behind them: "at the talks X invited Y"."""
    return any(g.marker in ("agent", "none") and contact.match.last <= g.first < group.first for g in inside)


def _head_of(team: Group, contact: Contact, inside: Sequence[Group]) -> Group:
    """Who leads a delegation that was met, else itself: "a Russian team headed by X"."""
    led = [g for g in inside if g.marker in ("led", team.marker) and 0 < g.first - team.last <= 4]
    if contact.rules.marking == "after":
        led += [g for g in inside if g.marker == "led" and 0 < team.first - g.last <= 2 * _BESIDE]
    of = team.countries()
    return next((g for g in led if g.countries() == of or not of), team)


def _is_of_noun(contact: Contact, group: Group) -> bool:
    """Whether "with" ties a group to talks behind a verb: "X met pilots a day after his talks with Y"."""
    if contact.is_cased or group.marker not in ("with", "between"):
        return False
    reading, end = contact.reading, contact.match.last
    since = [m for kind in ("m:behind", "m:elsewhen") for m in reading.within(kind, end, group.first)]
    nouns = reading.within("m:trigger", since[0].last, group.first) if since else []
    return any(group.first - m.last <= 1 and reading.trigger_of(m).part == "noun" for m in nouns)


def owner_of(contact: Contact, inside: Sequence[Group], partner: Group | None) -> Group | None:
    """Who stands between talks and whom they were with: "he recalled the meeting of X with Y"."""
    end = contact.match.last
    if contact.rules.marking != "before" or partner is None or partner.marker != "with" or partner.first < end:
        return None
    owned = contact.trigger.part == "noun" and (g for g in inside if g.marker == "genitive" and g.first < partner.first)
    return next((g for g in owned or () if 0 <= g.first - end <= 1), None)


def _has_own_behind(contact: Contact, group: Group, inside: Sequence[Group]) -> bool:
    """Whether a contact has its other party behind it, so that one before it with the same marker is another's."""
    match = contact.match
    if any(m.value[1] == group.marker for m in contact.reading.starting("m:marker", match.last)):
        return True
    near = any(g.marker == group.marker and 0 <= g.first - match.last <= _BESIDE for g in inside)
    return contact.trigger.part == "verb" and near


def _relative_partner(contact: Contact) -> Group | None:
    """Whom a relative pronoun at the head of the clause stands for: "X, with whom Y held talks"."""
    clause = contact.clause
    if not contact.reading.starting("m:relative_partners", clause.first):
        return None
    before = [g for g in clause.groups if g.last <= clause.first]
    return before[-1] if before and clause.first - before[-1].last <= 2 else None


def _is_addressed(contact: Contact, group: Group) -> bool:
    """Whether a group is spoken to at the talks: "during talks X told Y", "X told Y at a meeting"."""
    reading, match = contact.reading, contact.match
    if group.marker != "object" or not reading.within("m:settings", max(0, match.first - 4), match.first):
        return False
    before = [
        m for m in reading.within("m:addresses", max(0, group.first - 4), group.first) if group.first - m.last <= 2
    ]
    return bool(before) and (
        group.first >= match.last or not reading.within("m:clause_breaks", group.last, match.first)
    )


def _may_precede(inside: Sequence[Group], partner: Group, contact: Contact) -> bool:
    """Whether the other party can stand before the verb: a bare one only if a subject follows («X принял Y»)."""
    behind = [g for g in inside if g.first >= contact.match.last]
    if partner.marker == "to" and contact.reading.ending("m:conjunctions", contact.match.first):
        return False  # «передал привет Х и сказал»: it is of the verb before
    if partner.marker == "none":  # «Путин рассказал Моди по телефону», «Шойгу примет премьер-министр»
        before = any(g.last <= partner.first and g.marker in ("agent", "speaker") for g in inside)
        return before or (contact.trigger.host and any(g.marker == "agent" for g in behind))
    bare = partner.marker in ("object", "genitive")
    return not bare or any(g.marker in ("agent", "none") for g in behind)


def has_unknown_subject(contact: Contact) -> bool:
    """Whether a clause has a subject that is no party: "while one of his aides was in Delhi to see X"."""
    reading, first = contact.reading, contact.clause.first
    fronts = reading.starting("m:fronted", first)
    return bool(fronts) and bool(reading.starting("m:some", fronts[0].last))


def _describes(reading: Reading, group: Group, inside: Sequence[Group], match: Match) -> bool:
    """Whether a group only tells who the one before it is: "X, a confidant of Y, met Z"."""
    tokens = reading.tokens
    named = [g for g in inside if g.last <= group.first and g.marker in ("agent", "none")]
    return bool(named) and group.last < match.first and tokens[named[-1].last].text == "," == tokens[group.last].text


def _has_other_sense(contact: Contact, group: Group) -> bool:
    """Whether the words behind the other party give the verb another sense: "called him a friend", "welcomed his
    decision"; or those are missing that it needs: "walked him through"."""
    reading, trigger, last = contact.reading, contact.trigger, group.last
    if trigger.part == "verb" and last < len(reading.tokens) and reading.tokens[last].kind == "possessive":
        return True
    is_behind = group.first >= contact.match.last
    if is_behind and trigger.unless_followed_by and reading.starting(f"m:unless:{trigger.id}", last):
        return True
    return bool(trigger.followed_by) and not (is_behind and reading.starting(f"m:followed:{trigger.id}", last))


def subject_of(contact: Contact, inside: Sequence[Group], partner: Group | None) -> Group | None:
    """The other group: nearest with a subject's marker; else the subject of an earlier clause of the sentence."""
    if partner is not None and _tells_both(partner, contact):
        return None
    owner = owner_of(contact, inside, partner)
    if owner is not None:
        return owner
    accepted = _markers_of_subject(contact, partner)
    best, distance = None, REACH
    for group in inside:
        if group is partner or not (group.marker in accepted or _is_received(contact, group, partner)):
            continue
        gap = _gap_to(contact, group)
        if not is_near_enough(group, gap) or not _may_be_subject(contact, group, inside, partner):
            continue
        gap += _remoteness(contact, group, partner) + REACH // 2 * _is_met_before(contact, group, inside, partner)
        if gap < distance:
            best, distance = group, gap
    return best or _relative_subject(contact, partner) or _subject_before(contact, partner)


def _tells_both(partner: Group, contact: Contact) -> bool:
    """Whether the other party is both: "talks between X and Y", «в ходе разговора Х и Y»."""
    if partner.marker == "between":
        return len(partner.countries()) > 1
    people = partner.marker == "genitive" and all(p.kind == "person" for p in partner.parties)
    return people and {*contact.clause.sides.codes} <= partner.countries()


def _markers_of_subject(contact: Contact, partner: Group | None) -> frozenset[str]:
    """The markers that the subject has; that of who speaks too, where he tells of talks that he has had."""
    reading, match, trigger = contact.reading, contact.match, contact.trigger
    accepted = SUBJECT | {"to"} if contact.is_cased else SUBJECT
    if partner is None:
        return accepted
    told = trigger.type is MeetingType.PHONE_CALL and trigger.part == "noun"  # "X told Y over the phone"
    told = told or trigger.anchored or partner.marker == "none"
    if told or (is_definite(reading, match) and not is_bare(reading, match)):
        return accepted | {"speaker"}  # "at the meeting with X, Y said"
    return accepted


def _is_received(contact: Contact, group: Group, partner: Group | None) -> bool:
    """Whether an object is the subject, the other party being that of a passive: "X was received by Y"."""
    passive = partner is not None and partner.marker == "by" and group.marker == "object"
    return passive and not has_own_verb(contact.reading, group, contact.match)


def _may_be_subject(contact: Contact, group: Group, inside: Sequence[Group], partner: Group | None) -> bool:
    """Whether a group with a subject's marker stands where a subject can."""
    by_verb, right = contact.trigger.part == "verb", group.first >= contact.match.last
    if group.marker == "genitive" and not _owns(contact, group, inside, partner):
        return False
    if right and group.marker == "on_behalf_of":
        return False  # "met X and conveyed greetings on behalf of Y"
    if contact.is_cased:  # cases tell the subject apart wherever it stands
        if group.marker == "to":
            return not right and not (by_verb and partner is None)
        return not (by_verb and group.marker in ("genitive", "by"))
    if contact.rules.marking == "after":
        return not (right and group.marker == "genitive")
    if right:
        return not by_verb or group.marker == "by"  # behind a verb stands its object
    passed = (g for g in inside if g.last <= group.first and g.marker in ("agent", "none"))
    return not (by_verb and group.marker == "by" and any(passed))  # "X was received by Y and met Z"


def _owns(contact: Contact, group: Group, inside: Sequence[Group], partner: Group | None) -> bool:
    """Whether "of" ties a group to the words of contact as their subject."""
    trigger, is_after = contact.trigger, contact.rules.marking == "after"
    reach = REACH if trigger.part == "verb" and is_after else _OWNER_REACH  # «उनका … X से मिलने का …»
    if _gap_to(contact, group) > reach:
        return False
    if partner is None and group.parties[0].kind == "pronoun":
        return False  # "उनकी मुलाकात" is theirs
    if is_after and trigger.part == "verb" and {*trigger.partners} - RECIPROCAL:
        return False  # "handed him the message of X"
    return contact.is_cased or not _describes(contact.reading, group, inside, contact.match)


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
    return any(t.text == "," for t in contact.reading.tokens[group.last : contact.match.first])


def _relative_subject(contact: Contact, partner: Group | None) -> Group | None:
    """Whom a relative pronoun at the head of the clause stands for: "X, who met Y"."""
    clause, first = contact.clause, contact.clause.first
    if not contact.reading.starting("m:relatives", first):
        return None
    reach = REACH // 2 if contact.rules.marking == "after" else 1  # where the verb of the clause before stands between
    named = [g for g in clause.groups if 0 <= first - g.last <= reach and g is not partner]
    return named[-1] if named else None


def _subject_before(contact: Contact, partner: Group | None) -> Group | None:
    """The subject of an earlier clause of the sentence, which goes on without one of its own."""
    if has_unknown_subject(contact):
        return None
    before = [g for g in contact.clause.groups if g.last <= contact.clause.first and g is not partner]
    subjects = [g for g in before if g.marker in ("agent", "none")]
    if partner is None and contact.trigger.partners and contact.rules.marking == "after":
        return None  # "X and Y spoke, relations met with success"
    if not subjects and partner is not None and _goes_on_with_speaker(contact):
        subjects = [g for g in before if _tells_of_himself(g, partner)]
    return subjects[-1] if subjects else None


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
    spokes = (person.role_id or "").endswith("spokesperson")
    return (
        group.marker == "speaker"
        and person.kind == "person"
        and not spokes
        and person.country != partner.parties[0].country
    )

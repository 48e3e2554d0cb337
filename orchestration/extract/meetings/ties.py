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
from orchestration.extract.meetings.parties import Group, Reading

_NAMELESS = 15  # tokens by which a team counts as farther away than somebody named
_OWNER_REACH = 14  # tokens between a contact and whose it is
_BESIDE = 3  # tokens between a verb and the one whom it takes
_PARTNER_NOUN = frozenset({"with", "between", "facing", "on_invitation_of", "at_home_of", "in_honour_of"})
_PARTNER_VERB = _PARTNER_NOUN | {"object", "to", "by"}
SUBJECT = frozenset({"agent", "none", "by", "led", "genitive", "at_home_of", "between", "on_behalf_of"})


def partner_of(contact: Contact, inside: Sequence[Group]) -> Group | None:
    """The group that the "with" (or object) of a contact names; the nearest one. inside: groups of its clause."""
    reading, match, trigger, marking = contact.reading, contact.match, contact.trigger, contact.rules.marking
    accepted = set(_PARTNER_VERB if trigger.part == "verb" or trigger.host else _PARTNER_NOUN)
    if trigger.type is MeetingType.PHONE_CALL:  # "in a phone call X congratulated Y"
        accepted |= {"object"}
    if trigger.host:
        accepted |= {"object", "genitive"} if marking == "after" else {"object", "none"}
    told_here = trigger.part == "noun" and bool(reading.ending("m:told_here", match.first))
    if told_here:
        accepted |= {"object"}  # "in the talks held in June X invited Y"
    if trigger.type is MeetingType.INFORMAL_TALK and marking == "after":
        accepted |= {"for"}  # "gave a dinner for X"
    tokens = reading.tokens
    best, distance = None, REACH
    joined = any(g.marker == "with" for g in inside)
    if trigger.part == "verb" and any(g.marker == "with" and g.parties[0].kind == "person" for g in inside):
        inside = [g for g in inside if g.parties[0].kind != "pair"]  # "co-chaired the Russian-Indian body with X"
    for group in inside:
        right = group.first >= match.last
        if joined and contact.is_cased and group.marker == "at_home_of" and trigger.part == "noun":
            continue  # «с Х у Y была беседа»: the subject
        if right and marking == "after" and not told_here and belongs_to_next(reading, group, match):
            continue
        if right and trigger.part == "verb" and _is_of_noun(contact, group):
            continue
        gap = group.first - match.last if right else match.first - group.last
        ok = group.marker in accepted and is_near_enough(group, gap)
        gap += _NAMELESS * all(p.kind == "team" for p in group.parties)
        if marking == "before":
            if group.marker == "none" and right and reading.starting("m:auxiliaries", group.last):
                continue  # "when they met in Moscow, X was furious"
            if not right and _has_own_behind(contact, group, inside):
                continue  # «провел переговоры с Х и встретился с Y»
            if trigger.part == "noun" and _is_addressed(contact, group):
                best, distance = (group, gap) if gap < distance else (best, distance)
                continue
            if trigger.part == "verb" and right and group.marker in ("none", "object", "instrumental"):
                ok = True
            if trigger.part == "verb" and right and group.marker == "genitive" and contact.is_cased:
                ok = True  # but "spoke of X"
            if trigger.part == "noun" and right and group.marker in ("genitive", "instrumental", "to"):
                ok = True
                if group.marker == "genitive":  # "the meeting of X with Y", not "the meeting on the visit of X"
                    ok = gap <= 6
                    gap += 15
            if group.marker in ("object", "none") and not right:
                ok = False
            if (
                trigger.part == "noun"
                and group.marker == "object"
                and not any(g.marker in ("agent", "none") and match.last <= g.first < group.first for g in inside)
            ):
                ok = False
            if trigger.part == "noun" and group.marker == "object" and contact.is_cased and is_definite(reading, match):
                ok = ok or not right  # «ознакомил его на встрече»
            if trigger.type is MeetingType.PHONE_CALL and trigger.part == "noun" and group.marker == "object":
                ok = ok or (not right and gap <= 3)  # "told him over the phone"
            if trigger.host and right and group.marker == "led":
                ok = True  # "received a delegation led by X"
            if trigger.partners:
                ok = group.marker in trigger.partners and (right or _may_precede(inside, group, contact))
            if trigger.part == "verb" and group.last < len(tokens) and tokens[group.last].kind == "possessive":
                ok = False  # "welcomed his decision" is no contact
            if right and _has_other_sense(contact, group):
                ok = False
            if trigger.followed_by and not (right and reading.starting(f"m:followed:{trigger.id}", group.last)):
                ok = False
        else:
            if trigger.partners:
                ok = group.marker in trigger.partners and is_near_enough(group, gap)
            gap += 6 * right
        if ok and gap < distance:
            best, distance = group, gap
    if best is not None and all(p.kind in ("delegation", "team") for p in best.parties):
        led = [g for g in inside if g.marker in ("led", best.marker) and 0 < g.first - best.last <= 4]
        if marking == "after":
            led += [g for g in inside if g.marker == "led" and 0 < best.first - g.last <= 2 * _BESIDE]
        of = best.countries()
        best = next((g for g in led if g.countries() == of or not of), best)  # "a Russian team headed by X"
    return best or _relative_partner(contact)


def _is_of_noun(contact: Contact, group: Group) -> bool:
    """Whether "with" ties a group to talks behind a verb: "X met pilots a day after his talks with Y"."""
    if contact.rules.marking != "before" or contact.is_cased or group.marker not in ("with", "between"):
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
    if partner.marker == "none":  # «Путин рассказал Моди по телефону», «Шойгу примет премьер-министр»
        before = any(g.last <= partner.first and g.marker in ("agent", "speaker") for g in inside)
        return before or (contact.trigger.host and any(g.marker == "agent" for g in behind))
    bare = partner.marker in ("object", "genitive")
    return not bare or any(g.marker in ("agent", "none") for g in behind)


def _is_object(contact: Contact, group: Group) -> bool:
    """Whether a group behind the words of contact can only be an object: behind a verb, but for "by"."""
    return contact.trigger.part == "verb" and group.marker != "by"


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
    """Whether the words behind the other party give the verb another sense: "called him a friend"."""
    unless = f"m:unless:{contact.trigger.id}"
    return bool(contact.trigger.unless_followed_by) and bool(contact.reading.starting(unless, group.last))


def subject_of(contact: Contact, inside: Sequence[Group], partner: Group | None) -> Group | None:
    """The other group: nearest with a subject's marker; else the subject of an earlier clause of the sentence."""
    reading, match, trigger = contact.reading, contact.match, contact.trigger
    marking, cased = contact.rules.marking, contact.is_cased
    groups, first = contact.clause.groups, contact.clause.first
    if partner is not None and partner.marker == "between" and len(partner.countries()) > 1:
        return None  # "talks between X and Y"
    if partner is not None and partner.marker == "genitive" and all(p.kind == "person" for p in partner.parties):
        if {*contact.clause.sides.codes} <= partner.countries():
            return None  # «в ходе разговора Х и Y»
    owner = owner_of(contact, inside, partner)
    if owner is not None:
        return owner
    best, distance = None, REACH
    accepted = SUBJECT | {"to"} if cased else SUBJECT
    referred = is_definite(reading, match) and not is_bare(reading, match)
    told = trigger.type is MeetingType.PHONE_CALL and trigger.part == "noun"  # "X told Y over the phone"
    told = told or trigger.anchored
    if partner is not None and (referred or told or partner.marker == "none"):
        accepted = accepted | {"speaker"}  # "at the meeting with X, Y said"
    for group in inside:
        passive = partner is not None and partner.marker == "by" and group.marker == "object"
        passive = passive and not has_own_verb(reading, group, match)
        if group is partner or (group.marker not in accepted and not passive):
            continue
        right = group.first >= match.last
        gap = group.first - match.last if right else match.first - group.last
        if not is_near_enough(group, gap):
            continue
        if not cased and not right and group.marker == "by" and trigger.part == "verb" and marking == "before":
            if any(g.last <= group.first and g.marker in ("agent", "none") for g in inside):
                continue  # "X was received by Y and met Z"
        if cased:  # cases tell the subject apart wherever it stands
            if trigger.part == "verb" and group.marker in ("genitive", "by"):
                continue
            if group.marker == "to" and (right or (trigger.part == "verb" and partner is None)):
                continue
            gap += 10 * (group.marker == "to") + 8 * (right and group.marker == "none" and trigger.part == "verb")
        elif right and group.marker == "genitive" if marking == "after" else right and _is_object(contact, group):
            continue
        far = _OWNER_REACH if trigger.part != "verb" or marking == "before" else REACH  # «उनका … X से मिलने का …»
        if group.marker == "genitive" and (gap > far or (not cased and _describes(reading, group, inside, match))):
            continue
        if group.marker == "genitive" and group.parties[0].kind == "pronoun" and partner is None:
            continue  # "उनकी मुलाकात" is theirs
        given = trigger.part == "verb" and trigger.partners and "with" not in trigger.partners
        if group.marker == "genitive" and marking == "after" and given:
            continue  # "handed him the message of X"
        if group.marker == "on_behalf_of":  # "met X and conveyed greetings on behalf of Y"
            if right:
                continue
            gap += REACH // 2
        if right:
            gap += 8 if marking == "after" else 4
        gap += 2 * (group.marker == "genitive")
        if cased and partner is None and len(group.countries() & {*contact.clause.sides.codes}) > 1:
            gap -= REACH // 2  # both of them
        if partner is not None and len(partner.countries()) == 1 and group.countries() == partner.countries():
            gap += REACH // 2  # the two of one side did not meet each other
        if gap < distance:
            best, distance = group, gap
    if best is None and reading.starting("m:relatives", first):
        reach = REACH // 2 if marking == "after" else 1  # where the verb of the clause before stands between
        named = [g for g in groups if 0 <= first - g.last <= reach and g is not partner]
        best = named[-1] if named else None
    if best is None and not has_unknown_subject(contact):
        before = [g for g in groups if g.last <= first and g.marker in ("agent", "none") and g is not partner]
        alone = partner is None and bool(trigger.partners)  # "X and Y spoke, relations met with success"
        if not before and partner is not None and _goes_on_with_speaker(contact):
            before = [g for g in groups if g.last <= first and _tells_of_himself(g, partner)]
        if before and not (alone and marking == "after"):
            best = before[-1]
    return best


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

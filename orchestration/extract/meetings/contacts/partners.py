"""Which group of a clause a word of contact ties as the other party: whom its "with" or object names.

By markers, distance and order of words alone. Not here: its subject (`subjects`); whom the words stand for
(`referents`).
"""

from __future__ import annotations

from collections.abc import Sequence

from orchestration.contracts.codes import MeetingType
from orchestration.extract.lexicon import Match
from orchestration.extract.meetings.around import REACH, belongs_to_next, is_near_enough, is_told_behind
from orchestration.extract.meetings.contacts.clauses import Contact
from orchestration.extract.meetings.contacts.narrators import is_quoted
from orchestration.extract.meetings.parties.marking import marker_of_some
from orchestration.extract.meetings.parties.parties import SUBJECT, SUBJECT_OR_SPEAKER, Group
from orchestration.extract.text import QUOTES

_NAMELESS = 15  # tokens by which a team counts as farther away than somebody named
_OF_WHOM = 6  # tokens from talks to whom they were with, where "of" ties him
_ADJOINING = 3  # tokens from a noun of contact to whom it ties: "with the visiting"
_BESIDE = 3  # tokens between a verb and the one whom it takes
_BODY = 10  # tokens of what a team is of, before who leads it: "a team of Russian Railways (RZD) led by"
_NOUN = frozenset({"with", "between", "facing", "on_invitation_of", "at_home_of", "in_honour_of"})
_VERB = _NOUN | {"object", "to", "by"}
#: Markers of the other party that a verb for doing something together takes: those of one that needs none.
RECIPROCAL = frozenset({"with", "between"})


def partner_of(contact: Contact, inside: Sequence[Group]) -> Group | None:
    """The group that the "with" (or object) of a contact names; the nearest one. inside: groups of its clause."""
    if contact.trigger.part == "verb" and any(g.marker == "with" and g.parties[0].kind == "person" for g in inside):
        inside = [g for g in inside if g.parties[0].kind != "pair"]  # "co-chaired the Russian-Indian body with X"
    is_marked_before = contact.rules.marking == "before"
    if not is_marked_before and any(_is_told_before(g, contact) for g in inside):
        inside = [g for g in inside if g.marker != "between" or any(p.kind != "pair" for p in g.parties)]
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
    return best or relative_partner(contact)


def _is_told_before(group: Group, contact: Contact) -> bool:
    """Whether somebody before a contact is whom it was with, so that two countries are only between whom its subject
    is: "X ने Y से दोनों देशों के बीच व्यापार पर बातचीत की"."""
    return group.marker == "with" and group.last <= contact.match.first and all(p.is_individual for p in group.parties)


def _markers_of_partner(contact: Contact) -> frozenset[str]:
    """The markers that the other party has by the kind of the contact, where the rule of its words names none."""
    trigger, marking = contact.trigger, contact.rules.marking
    accepted = _VERB if trigger.part == "verb" or trigger.host else _NOUN
    if trigger.type is MeetingType.PHONE_CALL:
        accepted |= {"object", "by"}  # "in a phone call X congratulated Y", "X was congratulated by Y by phone"
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


def _is_nameless(group: Group) -> bool:
    return all(p.kind == "team" for p in group.parties)


def _gap_before_marker(contact: Contact, group: Group, accepted: frozenset[str]) -> int | None:
    """Tokens to the other party where markers stand behind it; None where a group cannot be it."""
    right, gap = group.first >= contact.match.last, contact.gap_to(group)
    if group.marker not in (contact.trigger.partners or accepted) or not is_near_enough(group, gap):
        return None
    if right and not _tells_itself(contact) and _belongs_to_next(contact, group):
        return None
    return gap + _NAMELESS * _is_nameless(group) + 6 * right


def _belongs_to_next(contact: Contact, group: Group) -> bool:
    """Whether a group behind a contact is tied to another word of contact there; none to a trip of which somebody tells
    by phone: "फोन पर Y को यात्रा की जानकारी दी"."""
    reading, last = contact.reading, contact.clause.last
    if marker_of_some(reading, group.parties[0]) is not None:
        return False  # "met ministers, of whom Y was one"
    if contact.trigger.type is MeetingType.PHONE_CALL and group.marker == "object":
        behind = reading.within("m:trigger", group.last, last)
        if all(reading.is_trip(m) for m in behind):
            return False
    return belongs_to_next(reading, group, contact.match, last)


def _is_of_coming_visit(contact: Contact, group: Group) -> bool:
    """Whether it is somebody's visit that talks are to prepare, or of which was told there: «главная тема встречи —
    подготовка визита Х», «на встрече Y сообщил о визите Х»."""
    reading, end = contact.reading, contact.match.last
    trips = (m for m in reading.within("m:trigger", end, group.first) if m.last == group.first)
    visits = [m for m in trips if reading.is_trip(m)]
    return any(reading.within("m:preparations", end, m.first) or is_told_behind(reading, m, "m:about") for m in visits)


def _gap_behind_marker(contact: Contact, group: Group, inside: Sequence[Group], accepted: frozenset[str]) -> int | None:
    """Tokens to the other party where markers stand before it; None where a group cannot be it."""
    if _is_of_other_words(contact, group, inside):
        return None
    by_noun, marker = contact.trigger.part == "noun", group.marker
    right, gap = group.first >= contact.match.last, contact.gap_to(group)
    is_near = is_near_enough(group, gap)
    gap += _NAMELESS * _is_nameless(group)
    if by_noun and _is_addressed(contact, group):
        return gap
    if right and _is_guest(contact, group, inside):
        return 0
    if contact.trigger.partners:
        is_tied = marker in contact.trigger.partners and (right or _may_precede(inside, group, contact))
    elif not right and marker in ("object", "none"):
        return None
    elif right and by_noun and marker == "genitive":  # "the meeting of X with Y", not "the meeting on the visit of X"
        ahead = contact.reading.within("m:elsewhen", contact.match.last, group.first)
        is_tied = gap <= _OF_WHOM and not ahead  # nor "the meeting comes on the eve of X's visit"
        is_tied = is_tied and not _is_of_coming_visit(contact, group)
        is_tied = is_tied and not any(g.marker == "with" and 0 <= g.first - group.last <= _BESIDE for g in inside)
    elif right and _is_taken(contact, marker) and not (marker == "to" and _is_far_pronoun(group, gap)):
        is_tied = True
    elif by_noun and marker == "object" and _is_participle(contact):
        is_tied = gap <= _BESIDE
    else:
        is_tied = marker in accepted and is_near
        is_tied = is_tied and not (by_noun and marker == "object" and not _has_agent_behind(contact, group, inside))
    if not is_tied or _has_other_sense(contact, group):
        return None
    return gap + 15 * (right and by_noun and marker == "genitive")


def _is_guest(contact: Contact, group: Group, inside: Sequence[Group]) -> bool:
    """Whether a meal was given for somebody: "a dinner hosted by X for Y"."""
    if contact.trigger.type is not MeetingType.INFORMAL_TALK or group.marker != "excluded":
        return False
    given = any(g.marker == "by" and contact.match.last <= g.first < group.first for g in inside)
    return given and bool(contact.reading.within("m:goals", group.first - _ADJOINING, group.first))


def _is_of_other_words(contact: Contact, group: Group, inside: Sequence[Group]) -> bool:
    """Whether a group, where markers stand before it, is tied to other words than those of a contact."""
    if group.first < contact.match.last:
        if _has_own_behind(contact, group, inside):
            return True  # «провел переговоры с Х и встретился с Y»
    elif group.marker == "none" and contact.reading.starting("m:auxiliaries", group.last):
        return True  # "when they met in Moscow, X was furious"
    elif _is_of_noun_behind(contact, group, inside):
        return True
    at_his = contact.is_cased and contact.trigger.part == "noun" and group.marker == "at_home_of"
    return at_his and any(g.marker == "with" for g in inside)  # «с Х у Y была беседа»: the subject


def _is_of_noun_behind(contact: Contact, group: Group, inside: Sequence[Group]) -> bool:
    """Whether a group is tied to a further noun that a verb brings in: "during the meeting X proposed talks with Y"."""
    if contact.is_cased or contact.rules.marking != "before" or contact.trigger.part != "noun":
        return False
    noun, end = _contact_before(contact, group), contact.match.last
    if noun is None or contact.reading.trigger_of(noun).part != "noun":
        return False
    return any(g.marker in SUBJECT_OR_SPEAKER and end <= g.first < noun.first for g in inside)


def is_between_at_talks(contact: Contact, group: Group) -> bool:
    """Whether two are of talks at which a summit was spoken of, or which came before: "the summit figured in a meeting
    between X and Y", "the consultations are a follow-up to the talk between X and Y"."""
    reading = contact.reading
    if contact.rules.marking != "before" or group.marker not in ("between", "with"):
        return False
    talks = _contact_before(contact, group)
    if talks is None:
        return False
    if contact.trigger.part == "noun" and group.marker == "between" and not contact.is_cased:
        words = [m for m in reading.within("m:trigger", contact.match.last, talks.last) if m.last > talks.first]
        if any(is_told_behind(reading, m, "m:behind", "m:elsewhen") for m in words):
            return True
        before = (contact.match.last, talks.first)
        if reading.within("m:discussion", *before) and reading.trigger_of(talks).part == "noun":
            return True  # "the talks reviewed the decisions of the summit between X and Y"
    apart = contact.trigger.summit and not reading.trigger_of(talks).summit
    return apart and is_told_behind(reading, talks, "m:settings")


def _contact_before(contact: Contact, group: Group) -> Match | None:
    """The further word of contact behind one that stands right before a group: "the summit … in a meeting between"."""
    words = contact.reading.within("m:trigger", contact.match.last, group.first)
    return next((m for m in reversed(words) if group.first - m.last <= _ADJOINING), None)


def _is_far_pronoun(group: Group, gap: int) -> bool:
    """Whether a pronoun stands too far behind for its case to tie it: «сначала пройдут переговоры, потом к ним …»."""
    return gap > _BESIDE and all(p.kind == "pronoun" for p in group.parties)


def _is_taken(contact: Contact, marker: str) -> bool:
    """Whether words of contact take who stands behind them with a marker, however far: "met X", "talks of X"."""
    if contact.trigger.host and marker == "led":
        return True  # "received a delegation led by X"
    if contact.trigger.part == "verb":  # but "spoke of X"
        return marker in ("none", "object", "instrumental") or (marker == "genitive" and contact.is_cased)
    return contact.trigger.part == "noun" and marker in ("instrumental", "to")


def _is_participle(contact: Contact) -> bool:
    """Whether the word of contact is a participle at the head of a clause: "meeting X in Delhi, Y said"."""
    first = contact.match.first
    return first == contact.clause.first and bool(contact.reading.starting("m:talking", first))


def _has_agent_behind(contact: Contact, group: Group, inside: Sequence[Group]) -> bool:
    """Whether a subject stands between talks and an object behind them: "at the talks X invited Y"."""
    return any(g.marker in SUBJECT and contact.match.last <= g.first < group.first for g in inside)


def _head_of(team: Group, contact: Contact, inside: Sequence[Group]) -> Group:
    """Who leads a delegation that was met, else itself: "a Russian team headed by X"."""
    reach = contact.reading.within("m:trigger", team.last, team.last + _BODY)
    led = [g for g in inside if g.marker in ("led", team.marker) and 0 < g.first - team.last <= 4]
    led += [g for g in inside if g.marker == "led" and 4 < g.first - team.last <= _BODY and not reach]
    if contact.rules.marking == "after":
        led += [g for g in inside if g.marker == "led" and 0 < team.first - g.last <= 2 * _BESIDE]
    of = team.countries()
    return next((g for g in led if g.countries() == of or not of), team)


def _has_own_behind(contact: Contact, group: Group, inside: Sequence[Group]) -> bool:
    """Whether a contact has its other party behind it, so that one before it with the same marker is another's."""
    match = contact.match
    if any(m.value[1] in (group.marker, "with") for m in contact.reading.starting("m:marker", match.last)):
        return True  # "will be received by X and meet with Y"
    markers = (group.marker, "object")  # "had a meeting with X and called on Y"
    reach = REACH if contact.reading.ending("m:conjunctions", match.first) else _BESIDE
    near = any(g.marker in markers and 0 <= g.first - match.last <= reach for g in inside)
    return contact.trigger.part == "verb" and near


def relative_partner(contact: Contact) -> Group | None:
    """Whom a relative pronoun stands for, at the head of the clause or right behind the contact: "X, with whom Y held
    talks", «Х, переговоры с которым провел Y»."""
    clause, head, reach = contact.clause, contact.clause.first, 2
    if not contact.reading.starting("m:relative_partners", head):
        tied = [m.last for m in contact.reading.starting("m:marker", contact.match.last) if m.value[1] == "with"]
        if not any(contact.reading.starting("m:relative_partners", i) for i in tied):
            return None
        head, reach = contact.match.first, _BESIDE
    before = [g for g in clause.groups if g.last <= head]
    return before[-1] if before and head - before[-1].last <= reach else None


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
    if partner.marker == "none":  # «Путин рассказал Моди по телефону», «Шойгу примет премьер-министр», «Моди звонил …»
        before = any(g.last <= partner.first and g.marker in ("agent", "speaker") for g in inside)
        of_one = contact.trigger.host or contact.trigger.type is MeetingType.PHONE_CALL
        return before or (of_one and any(g.marker == "agent" for g in behind))
    bare = partner.marker in ("object", "genitive")
    return not bare or any(g.marker in SUBJECT for g in behind)


def _is_in_commas(contact: Contact, group: Group) -> bool:
    """Whether a name stands in apposition, so that a comma closes it: "thanked his friend, X, for the call"."""
    tokens = contact.reading.tokens
    return [t.text for t in (tokens[group.first - 1], *tokens[group.last : group.last + 1])] == [",", ","]


def _begins_quotation(contact: Contact, i: int) -> bool:
    """Whether a quotation begins at token i: 'called him "a friend"', but not '"X called Y," he said'."""
    reading, clause = contact.reading, contact.clause
    is_mark = i < len(reading.tokens) and reading.tokens[i].text in QUOTES
    return is_mark and not is_quoted(reading, clause.sentence, i, clause.discourse)


def _has_other_sense(contact: Contact, group: Group) -> bool:
    """Whether the words behind the other party give the verb another sense: "called him a friend", "welcomed his
    decision"; or those are missing that it needs: "walked him through"."""
    reading, trigger, last = contact.reading, contact.trigger, group.last
    if trigger.part == "verb" and last < len(reading.tokens) and reading.tokens[last].kind == "possessive":
        return True
    last += _is_in_commas(contact, group)
    if trigger.type is MeetingType.PHONE_CALL and _begins_quotation(contact, last):
        return True
    is_behind = group.first >= contact.match.last
    if is_behind and trigger.unless_followed_by and reading.starting(f"m:unless:{trigger.id}", last):
        return True
    return bool(trigger.followed_by) and not (is_behind and reading.starting(f"m:followed:{trigger.id}", last))

"""Finds passages that tell of a contact, sentence by sentence: who with whom, whether it took place, or why it is none.

Works on clauses: the parties tied to a trigger by their markers are its participants; words that stand for parties
told before are resolved from what the article has said so far (`Discourse`). Which passages are one occasion, when and
where it was, is decided by `occasions`.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterable, Mapping, Sequence

from orchestration.contracts.codes import (
    REMOTE_TYPES,
    CandidateRejection,
    MeetingStatus,
    MeetingType,
    ParticipantBasis,
)
from orchestration.extract.around import (
    REACH,
    belongs_to_next,
    covers,
    gap_between,
    has_other_sense,
    has_own_verb,
    in_idiom,
    is_bare,
    is_definite,
    is_followed_by_colon,
    is_multilateral,
    is_near_enough,
    is_of_forum,
    is_of_other_verb,
    nearest_forum,
    overlap,
)
from orchestration.extract.clauses import clauses, relative_clauses
from orchestration.extract.discourse import (
    Candidate,
    Discourse,
    Member,
    Sentence,
    distinct,
    has_people,
    named_on_both_sides,
    of_other_side,
    same_party,
)
from orchestration.extract.forums import Forum
from orchestration.extract.lexicon import Match, longest
from orchestration.extract.parties import Group, Party, Reading
from orchestration.extract.places import Place, location_id
from orchestration.extract.rules import Trigger

_PARTNER_NOUN = frozenset({"with", "between", "on_invitation_of", "at_home_of"})
_PARTNER_VERB = _PARTNER_NOUN | {"object", "to", "by"}
_SUBJECT = frozenset({"agent", "none", "by", "led", "genitive", "at_home_of", "between"})
#: Rejections after which "the two" are those just named: "they have met many times. In July the two …"
_NAMES_A_PAIR = frozenset({CandidateRejection.HABITUAL, CandidateRejection.NEGATED, CandidateRejection.HYPOTHETICAL})
#: Markers of the other party that a verb for doing something together takes: those of one that needs none.
_RECIPROCAL = frozenset({"with", "between"})


class CandidateFinder:
    """Interprets the rules of contact for one pair of countries (`sides`)."""

    def __init__(self, sides: tuple[str, str], leaders: Collection[str], summit: Mapping[str, str]) -> None:
        """leaders: roles of heads of state and government; summit: by side, the role that meets at summits."""
        self.sides = sides
        self._leaders = frozenset(leaders)
        self._summit = summit

    def find(
        self,
        reading: Reading,
        sentences: Sequence[Sentence],
        groups: Sequence[Group],
        places: Sequence[Place],
        forums: Sequence[Forum],
        dates: Collection[tuple[int, int]],
    ) -> list[Candidate]:
        """All candidates in order of the text, rejected ones too. dates: token spans of date expressions."""
        discourse = Discourse(leaders=self._leaders_named(groups), speakers=self._speakers(reading, sentences, groups))
        sides = set(self.sides)
        names = [(f.first, f.last) for f in forums if f.is_bilateral]
        groups = [
            g
            for g in groups
            if not all(p.kind == "pair" and any(a <= p.first and p.last <= b for a, b in names) for p in g.parties)
        ]  # "the India-Russia commission" has met, not the two countries
        groups = [g for g in groups if any(p.kind != "pair" or sides & set(p.countries) for p in g.parties)]
        found: list[Candidate] = []
        position = 0
        for sentence in sentences:
            while position < len(groups) and groups[position].first < sentence.first:
                position += 1
            end = position
            while end < len(groups) and groups[end].first < sentence.last:
                end += 1
            inside = groups[position:end]
            discourse.here = inside
            asides = relative_clauses(reading, sentence, inside)
            for first, last in clauses(reading, sentence, asides):
                visible = [g for g in inside if not any(a <= g.first < b == first for a, b in asides)]
                found += self._clause(reading, sentence, first, last, visible, places, forums, discourse, dates)
                for group in inside:
                    if first <= group.first < last:
                        discourse.hear(group)
            position = end
        return found

    # ── one clause ────────────────────────────────────────────────────────────────────────────────────────────────
    def _clause(
        self,
        reading: Reading,
        sentence: Sentence,
        first: int,
        last: int,
        groups: Sequence[Group],
        places: Sequence[Place],
        forums: Sequence[Forum],
        discourse: Discourse,
        dates: Collection[tuple[int, int]],
    ) -> list[Candidate]:
        found: list[Candidate] = []
        triggers = longest(reading.within("m:trigger", first, last))
        forums_here = [f for f in forums if first <= f.first < last]
        presence = any(reading.rules[m.value[0]].trigger(m.value[1]).part == "presence" for m in triggers)
        for match in triggers:
            language, identifier = match.value
            trigger = reading.rules[language].trigger(identifier)
            forum = nearest_forum(forums_here, match, triggers)
            if forum is not None and trigger.part == "verb" and is_of_other_verb(reading, forum, match, triggers):
                forum = None
            if in_idiom(reading, match):
                continue
            if trigger.part == "verb" and has_other_sense(reading, match, last):
                continue
            between = any(g.marker == "between" and 0 <= g.first - match.last <= 3 for g in groups)
            if presence and trigger.part != "presence" and is_definite(reading, match) and not between:
                continue  # "X too was present at the talks" tells of X, not of other talks
            if is_of_forum(reading, match, forums_here, groups):
                continue
            # a noun behind its attribute: "SCO ministers' meeting"
            reach = 0 if reading.rules[language].case_endings else 2
            if any(
                f.first <= match.first < f.last + reach and match.last <= f.last + reach and not f.is_bilateral
                for f in forums_here
            ):
                continue  # "the SCO summit" is where they met, not that they did
            if trigger.part == "presence":
                if trigger.weak and not any(m is not match and is_definite(reading, m) for m in triggers):
                    continue
                if any(not f.is_bilateral for f in forums_here):
                    continue  # they attended the forum
                candidate = self._presence(sentence, first, last, match, trigger, groups, discourse)
            elif trigger.part == "invite":
                candidate = self._invitation(reading, sentence, first, last, match, trigger, groups, places, discourse)
            elif trigger.part == "visit":
                candidate = self._visit(reading, sentence, first, last, match, trigger, groups, places, discourse)
            else:
                candidate = self._talk(reading, sentence, first, last, match, trigger, groups, forum, discourse)
            if candidate is None:
                continue
            told = next((f for f in reversed(forums) if f.last <= match.first), None)
            dated = any(match.last <= d[0] <= match.last + 1 for d in dates)  # "the summit of 2020"
            if trigger.summit and forum is None and told is not None and not told.is_bilateral and not dated:
                if not any(m.basis is ParticipantBasis.NAMED for m in candidate.members):
                    continue  # "at the summit": the forum named before
            candidate.forum = forum or candidate.forum
            if forum is not None and forum.kind == "mechanism":
                discourse.forum = forum
            self._status(reading, candidate, first, last, any(first <= d[0] < last for d in dates), groups)
            self._type(reading, candidate, first, last, groups)
            if trigger.vague and trigger.part == "verb" and not any(first <= p.first < last for p in places):
                same = all(any(same_party(a.party, b.party) for b in discourse.ours) for a in candidate.members)
                if candidate.type is MeetingType.BILATERAL_MEETING and discourse.remote is not None and same:
                    candidate.type = discourse.remote  # "had spoken to him before", told of a call
            candidate.earlier = bool(reading.within("m:earlier", first, last))
            previous = reading.within("m:previous", first, last)
            if candidate.anaphoric:  # "the previous talks", but not "at the meeting he recalled the last visit"
                previous = [m for m in previous if m.first < match.last and match.first - 1 <= m.last]
            candidate.previous = bool(previous)
            candidate.apart = bool(reading.within("m:apart", first, last))
            candidate.later = bool(reading.within("m:later", first, last))
            found.append(candidate)
            placed = any(first <= p.first < last and p.city is not None for p in places)
            if candidate.rejection is None and not placed and not any(first <= d[0] < last for d in dates):
                self._generic(reading, candidate, first, last)
            if candidate.rejection is None and len(self._ours(candidate.members)) == 2:
                discourse.last = candidate.members
            if (
                candidate.rejection is None
                and len(self._ours(candidate.members)) == 2
                and has_people(candidate.members)
            ):
                if self._only_ours(candidate.members) or not discourse.ours:
                    discourse.meet(candidate.members)
                discourse.remote = candidate.type if candidate.type in REMOTE_TYPES else None
                if self._are_leaders(candidate.members) and (
                    not discourse.leaders or self._meet_at_summits(candidate.members)
                ):
                    discourse.leaders = candidate.members
            elif candidate.rejection in _NAMES_A_PAIR and named_on_both_sides(candidate.members, self.sides):
                discourse.meet(candidate.members)
            elif candidate.rejection is CandidateRejection.THIRD_COUNTRY:
                discourse.third, discourse.third_paragraph = candidate.members, sentence.paragraph
        return [each for candidate in found for each in _each(reading, candidate, self.sides)]

    def _talk(
        self,
        reading: Reading,
        sentence: Sentence,
        first: int,
        last: int,
        match: Match,
        trigger: Trigger,
        groups: Sequence[Group],
        forum: Forum | None,
        discourse: Discourse,
    ) -> Candidate | None:
        marking = reading.rules_at(match.first).marking
        inside = [g for g in groups if first <= g.first and g.last <= last and not covers(g, match)]
        partner = self._partner(inside, match, trigger, marking, reading)
        subject = self._subject(inside, groups, match, trigger, marking, partner, first, reading)
        if trigger.part == "verb" and trigger.partners and not _RECIPROCAL & {*trigger.partners} and partner is None:
            return None  # "X and Y told …", «Х и Y приняли …»
        anaphoric = is_definite(reading, match)
        members: list[Member] = []
        for group in sorted((subject, partner), key=lambda g: g is not None and g.parties[0].kind == "pronoun"):
            if group is not None:
                members += self._resolve(group, members, discourse, reading, sentence.paragraph)
        trilateral = is_multilateral(reading, match, first, last)
        if trilateral and len(self._ours(members)) < 2:  # "they were joined by X for a trilateral meeting"
            for group in inside:
                if group is not subject and group is not partner and group.parties[0].kind == "group":
                    members += self._resolve(group, members, discourse, reading, sentence.paragraph)
        if trigger.summit:  # "the two sides spoke of the summit": theirs only if they are the leaders
            members = [
                m for m in members if m.basis is not ParticipantBasis.COREFERENCE or m.party.role_id in self._leaders
            ]
        again = trigger.type is MeetingType.CONSULTATIONS and trigger.part == "noun" and anaphoric and not members
        if again and discourse.forum is not None and reading.within("m:previous", first, last):
            # "the last round of the Consultations": of the same mechanism, not of the same persons
            candidate = Candidate(trigger, match, sentence, first, last, trigger.type, MeetingStatus.HELD, [])
            candidate.forum = discourse.forum
            return candidate
        rounds = reading.within("m:rounds", max(0, match.first - 3), match.last + 4)
        numbered = trigger.part == "noun" and any(m.first <= match.first < m.last for m in rounds)
        if numbered and not trigger.summit and not members and forum is None and discourse.forum is not None:
            candidate = Candidate(trigger, match, sentence, first, last, trigger.type, MeetingStatus.HELD, [])
            candidate.forum = discourse.forum
            return candidate
        named = [m for m in members if m.basis in (ParticipantBasis.NAMED, ParticipantBasis.ROLE)]
        if anaphoric and len(self._ours(named)) == 2 and is_bare(reading, match):
            anaphoric = False
        pair = discourse.pair(sentence.paragraph)
        if trigger.summit and pair is discourse.ours and not self._meet_at_summits(pair):
            pair = discourse.leaders
        if anaphoric and pair and all(m.party.kind in ("pair", "delegation") for m in members):
            members = [Member(m.party, ParticipantBasis.CONTEXT) for m in pair]
        candidate = Candidate(
            trigger,
            match,
            sentence,
            first,
            last,
            trigger.type,
            MeetingStatus.HELD,
            distinct(members),
            anaphoric=anaphoric,
        )
        ours = self._ours(candidate.members)
        if len(ours) == 1 and subject is None and trigger.part == "noun" and self._only_ours(candidate.members):
            told = [m.party for m in discourse.ours if m.party.country not in ours and m.party.person is not None]
            antecedent = told[0] if len(told) == 1 else None  # "talks with Y too": who met the others
            if antecedent is None:
                reference = Party(match.first, match.last, "pronoun", marker="agent")
                antecedent = self._antecedent(reference, members, discourse)
            if antecedent is not None:
                candidate.members.append(Member(antecedent, ParticipantBasis.CONTEXT))
                ours = self._ours(candidate.members)
        if discourse.speakers and len(ours) < 2 and self._only_ours(candidate.members):
            titled = sentence.title and trigger.part == "noun" and ours
            if titled or reading.within("m:we", first, last):
                candidate.members = list(discourse.speakers)
                return candidate
        nobody = not has_people(candidate.members)
        others = any(g.countries() - set(self.sides) for g in groups)  # "the summit with the leaders of Europe"
        alone = self._only_ours(candidate.members) and not others
        if trigger.summit and (nobody or len(ours) < 2) and alone and discourse.leaders:
            candidate.members = [Member(m.party, ParticipantBasis.CONTEXT) for m in discourse.leaders]
            return candidate
        if len(ours) == 2:
            third = {m.party.country for m in candidate.members} - set(self.sides) - {None}
            apart = partner is not None and not partner.countries() & set(self.sides) and subject is not None
            if third and apart and not trilateral:
                # "Modi and Putin met Trump" tells of no contact of the two with each other
                candidate.rejection = CandidateRejection.THIRD_COUNTRY
            return candidate
        countries = {m.party.country for m in candidate.members if m.party.country} | {
            c for m in candidate.members for c in m.party.countries
        }
        if countries - set(self.sides) and (ours or not anaphoric):
            candidate.rejection = CandidateRejection.THIRD_COUNTRY
            return candidate
        if forum is not None and forum.is_bilateral and (trigger.part == "noun" or not trigger.vague):
            return candidate
        named_behind = any(g.first >= match.last and g.marker in ("object", "none") for g in inside)
        named_behind = named_behind or bool(reading.within("m:marker", match.last, match.last + 3))
        if trigger.type is MeetingType.PHONE_CALL and trigger.part == "verb" and partner is None and not named_behind:
            if pair is discourse.ours and ours and any(same_party(a.party, b.party) for a in members for b in pair):
                candidate.members = distinct([*members, *of_other_side(pair, ours)])  # "on 20 March X called"
                return candidate
        if trigger.weak and not anaphoric:
            return None
        alone = not any(g for g in groups if g.parties[0].kind in ("person", "role"))
        if trigger.bilateral and alone and pair is discourse.ours and reading.within("m:support", first, last):
            candidate.members = [Member(m.party, ParticipantBasis.CONTEXT) for m in pair]
            return candidate if pair else None
        if pair is discourse.ours and pair and (anaphoric or trigger.type is MeetingType.INFORMAL_TALK):
            if not candidate.members or any(same_party(a.party, b.party) for a in candidate.members for b in pair):
                candidate.members = [Member(m.party, ParticipantBasis.CONTEXT) for m in pair]
                return candidate
        if trigger.type is MeetingType.PHONE_CALL and partner is None and discourse.remote is not None:
            if subject is not None and any(
                same_party(m.party, o.party) for m in candidate.members for o in discourse.ours
            ):
                candidate.members = [Member(m.party, ParticipantBasis.CONTEXT) for m in discourse.ours]
                return candidate  # told of another call: "as he had said in a telephone conversation on 3 March"
        if ours and not anaphoric and any(m.party.kind == "person" for m in candidate.members):
            candidate.rejection = CandidateRejection.ONE_SIDED
            return candidate
        return None

    def _partner(
        self, inside: Sequence[Group], match: Match, trigger: Trigger, marking: str, reading: Reading
    ) -> Group | None:
        """The group that the trigger's "with" (or object) names; the nearest one."""
        accepted = set(_PARTNER_VERB if trigger.part == "verb" or trigger.host else _PARTNER_NOUN)
        if trigger.type is MeetingType.PHONE_CALL:  # "in a phone call X congratulated Y"
            accepted |= {"object"}
        if trigger.host:
            accepted |= {"object", "genitive"} if marking == "after" else {"object", "none"}
        tokens = reading.tokens
        best, distance = None, REACH
        for group in inside:
            right = group.first >= match.last
            if right and marking == "after" and belongs_to_next(reading, group, match):
                continue
            gap = group.first - match.last if right else match.first - group.last
            ok = group.marker in accepted and is_near_enough(group, gap)
            if marking == "before":
                if trigger.part == "verb" and right and group.marker in ("none", "object", "instrumental", "genitive"):
                    ok = True
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
                if trigger.type is MeetingType.PHONE_CALL and trigger.part == "noun" and group.marker == "object":
                    ok = ok or (not right and gap <= 3)  # "told him over the phone"
                if trigger.host and right and group.marker == "led":
                    ok = True  # "received a delegation led by X"
                if trigger.partners:
                    ok = group.marker in trigger.partners and (right or self._may_precede(inside, group, match))
                if trigger.part == "verb" and group.last < len(tokens) and tokens[group.last].kind == "possessive":
                    ok = False  # "welcomed his decision" is no contact
                if right and self._other_sense(reading, trigger, match, group):
                    ok = False
            elif right:
                gap += 6
            if ok and gap < distance:
                best, distance = group, gap
        return best

    @staticmethod
    def _may_precede(inside: Sequence[Group], partner: Group, match: Match) -> bool:
        """Whether the other party can stand before the verb: a bare one only if a subject follows («X принял Y»)."""
        if partner.marker == "none":  # «Путин рассказал Моди по телефону»
            return any(g.last <= partner.first and g.marker in ("agent", "speaker") for g in inside)
        bare = partner.marker in ("object", "genitive")
        return not bare or any(g.first >= match.last and g.marker in ("agent", "none") for g in inside)

    def _other_sense(self, reading: Reading, trigger: Trigger, match: Match, group: Group) -> bool:
        unless = f"m:unless:{match.value[1]}"
        return bool(trigger.unless_followed_by) and bool(reading.starting(unless, group.last))

    def _subject(
        self,
        inside: Sequence[Group],
        groups: Sequence[Group],
        match: Match,
        trigger: Trigger,
        marking: str,
        partner: Group | None,
        first: int,
        reading: Reading,
    ) -> Group | None:
        """The other group: nearest with a subject's marker; else the subject of an earlier clause of the sentence."""
        best, distance = None, REACH
        cased = bool(reading.rules_at(match.first).case_endings)
        accepted = _SUBJECT | {"to"} if cased else _SUBJECT
        referred = is_definite(reading, match) and not is_bare(reading, match)
        told = trigger.type is MeetingType.PHONE_CALL and trigger.part == "noun"  # "X told Y over the phone"
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
            if cased:  # cases tell the subject apart wherever it stands
                if trigger.part == "verb" and group.marker in ("genitive", "by"):
                    continue
                if group.marker == "to" and (right or (trigger.part == "verb" and partner is None)):
                    continue
                gap += 10 * (group.marker == "to") + 8 * (right and group.marker == "none" and trigger.part == "verb")
            elif right and (group.marker == "genitive" if marking == "after" else trigger.part == "verb"):
                continue
            if group.marker == "genitive" and gap > 14:
                continue
            if right:
                gap += 8 if marking == "after" else 4
            gap += 2 * (group.marker == "genitive")
            if partner is not None and len(partner.countries()) == 1 and group.countries() == partner.countries():
                gap += REACH // 2  # the two of one side did not meet each other
            if gap < distance:
                best, distance = group, gap
        if best is None and reading.starting("m:relatives", first):
            best = next((g for g in groups if 0 <= first - g.last <= 1 and g is not partner), None)
        if best is None:
            before = [g for g in groups if g.last <= first and g.marker in ("agent", "none") and g is not partner]
            if before:
                best = before[-1]
        return best

    def _resolve(
        self, group: Group, others: Sequence[Member], discourse: Discourse, reading: Reading, paragraph: int
    ) -> list[Member]:
        members: list[Member] = []
        for party in group.parties:
            if party.kind == "group":
                pair = discourse.named_here(party.first, self.sides) or discourse.pair(paragraph)
                post = next((str(m.value[1]) for m in reading.within("m:group_post", party.first, party.last)), None)
                if post is not None:
                    pair = discourse.holders(post, self.sides) or pair
                if reading.within("m:leader_groups", party.first, party.last) and not self._are_leaders(pair):
                    pair = discourse.leaders if pair is discourse.ours else pair
                elif reading.within("m:leader_groups", party.first, party.last):
                    pair = [m for m in pair if m.party.role_id in self._leaders or m.party.country not in self.sides]
                members += [Member(m.party, ParticipantBasis.COREFERENCE) for m in pair]
            elif party.kind == "pronoun":
                named = [Member(p, ParticipantBasis.NAMED) for p in group.parties if p.kind == "person"]
                antecedent = self._antecedent(party, [*others, *named], discourse)
                if antecedent is not None:
                    members.append(Member(antecedent, ParticipantBasis.COREFERENCE))
            elif party.kind == "counterpart":
                known = {m.party.country for m in [*others, *members]} & set(self.sides)
                country = party.country
                if country is None and len(known) == 1:
                    country = next(side for side in self.sides if side not in known)
                role = next((m.party.role_id for m in [*others, *members] if m.party.role_id), None)
                known_by_post = self._told_before(party, country, role, discourse, reading)
                if known_by_post is not None:
                    members.append(Member(known_by_post, ParticipantBasis.COREFERENCE))
                elif country is not None:
                    clone = dataclasses.replace(party, country=country, role_id=role)
                    members.append(Member(clone, ParticipantBasis.ROLE if role else ParticipantBasis.COREFERENCE))
            elif party.kind == "role":
                sides = {m.party.country for m in [*others, *members]} & set(self.sides)
                if party.country is None and party.role_id in self._leaders and len(sides) == 1:
                    party = dataclasses.replace(party, country=next(s for s in self.sides if s not in sides))
                members.append(Member(party, ParticipantBasis.ROLE))
            else:
                members.append(Member(party, ParticipantBasis.NAMED))
        return members

    def _told_before(
        self, party: Party, country: str | None, role: str | None, discourse: Discourse, reading: Reading
    ) -> Party | None:
        """Whom "his Indian colleague", «индийского гостя» means: of that country, a colleague also of that post."""
        guest = bool(reading.within("m:guests", party.first, party.last))
        known = [
            p
            for p in reversed(discourse.recent)
            if p.country == country and country in self.sides and (guest or (role is not None and p.role_id == role))
        ]
        if guest:  # the one of whom the article speaks most
            return max(known, key=lambda p: sum(same_party(p, other) for other in known), default=None)
        return known[0] if known else None

    def _antecedent(self, pronoun: Party, others: Sequence[Member], discourse: Discourse) -> Party | None:
        taken = {m.party.country for m in others}
        if pronoun.marker == "agent":
            if not taken & set(self.sides):
                return discourse.subject
            open_sides = set(self.sides) - taken
            ours = discourse.subject is not None and discourse.subject.country in self.sides
            told = [*(discourse.recent[-4:] if ours else ()), *discourse.subjects[-3:]]  # subjects come first
            return next((p for p in reversed(told) if p.country in open_sides), None)
        for party in reversed(discourse.recent[-4:]):
            if party.country is not None and party.country not in taken:
                return party  # a third country's, too: "Trump said that Modi had assured him in a call"
        return None

    # ── visits and invitations ────────────────────────────────────────────────────────────────────────────────────
    def _visit(
        self,
        reading: Reading,
        sentence: Sentence,
        first: int,
        last: int,
        match: Match,
        trigger: Trigger,
        groups: Sequence[Group],
        places: Sequence[Place],
        discourse: Discourse,
    ) -> Candidate | None:
        destination = self._destination(reading, match, places, first, last, trigger.adjacent)
        anaphoric = bool(reading.starting("m:definite", match.last)) or any(
            a.first < match.last and match.first < a.last
            for a in reading.within("m:anaphora", max(0, match.first - 3), match.last + 4)
        )
        if destination is None and anaphoric:  # "has called off the trip"
            told = [p for p in places if p.last <= match.first and p.country_code in self.sides]
            near = [g for g in groups if sentence.first <= g.first < last]
            visitor = next((p for g in near for p in g.parties if p.kind == "person"), None)
            told = [p for p in told if visitor is not None and p.country_code != visitor.country and p.venue is None]
            destination = told[-1] if told else None
        if destination is None:
            return None
        visitor_side = next(s for s in self.sides if s != destination.country_code)
        inside = [g for g in groups if sentence.first <= g.first < last]
        visitor, basis, distance = None, ParticipantBasis.NAMED, 999
        hosts: list[Party] = []
        for group in inside:
            for party in group.parties:
                resolved, how = party, ParticipantBasis.NAMED
                if party.kind == "pronoun" and group.marker in ("agent", "genitive", "none"):
                    if discourse.subject is None:
                        continue
                    resolved, how = discourse.subject, ParticipantBasis.COREFERENCE
                if resolved.kind not in ("person", "role"):
                    continue
                gap = abs(match.first - party.last) + (0 if first <= party.first else 15)
                gap += 20 * (group.marker == "speaker") + 8 * (resolved.kind == "role")
                if resolved.country == visitor_side and group.marker in (
                    "agent", "none", "genitive", "object", "of", "with", "by", "to", "for", "speaker"
                ):  # fmt: skip
                    if gap < distance:
                        visitor, basis, distance = resolved, how, gap
                elif resolved.country == destination.country_code and group.marker == "on_invitation_of":
                    hosts.append(party)
        if visitor is None or distance > 30:
            return None
        members = [Member(visitor, basis)] + [Member(host, ParticipantBasis.NAMED) for host in hosts]
        return Candidate(
            trigger, match, sentence, first, last, MeetingType.VISIT, MeetingStatus.HELD, distinct(members),
            anaphoric=anaphoric, destination=destination,
        )  # fmt: skip

    def _destination(
        self, reading: Reading, match: Match, places: Sequence[Place], first: int, last: int, adjacent: bool = False
    ) -> Place | None:
        best, distance = None, 9
        for place in places:
            if not (first <= place.first and place.last <= last):
                continue
            if place.country_code not in self.sides and reading.rules_at(match.first).marking == "after":
                continue
            if place.first >= match.first and place.last <= match.last:
                return place if place.country_code in self.sides else None
            if adjacent and not 0 <= match.first - place.last <= 1 and not 0 <= place.first - match.last <= 2:
                continue
            gap = match.first - place.last if place.last <= match.first else place.first - match.last
            if reading.rules_at(match.first).marking == "after" and place.first >= match.last:
                continue
            if reading.rules_at(match.first).case_endings and not self._is_goal(reading, place, match):
                continue  # «визит президента России в Индию»
            if gap < distance:
                best, distance = place, gap
        return best if best is not None and best.country_code in self.sides else None

    @staticmethod
    def _is_goal(reading: Reading, place: Place, match: Match) -> bool:
        """Whether a place stands behind "to", or right behind a verb («посетил Индию»)."""
        i = place.first
        while i > 0 and any(reading.ending(kind, i) for kind in ("m:skip_before", "country_adjective")):
            i -= 1
        if i == match.last or reading.ending("m:trigger", i):
            return True
        return bool(reading.ending("m:place_to", i)) or bool(reading.starting("m:place_to", place.first))

    def _invitation(
        self,
        reading: Reading,
        sentence: Sentence,
        first: int,
        last: int,
        match: Match,
        trigger: Trigger,
        groups: Sequence[Group],
        places: Sequence[Place],
        discourse: Discourse,
    ) -> Candidate | None:
        inside = [g for g in groups if first <= g.first < last]
        if len({c for g in inside for c in g.countries()} & set(self.sides)) < 2:
            inside = [g for g in groups if sentence.first <= g.first < sentence.last]
        members: list[Member] = []
        for group in inside:
            if group.marker in ("agent", "object", "none", "genitive", "on_invitation_of", "to", "by"):
                members += self._resolve(group, members, discourse, reading, sentence.paragraph)
        members = [m for m in distinct(members) if m.party.country in self.sides and m.party.kind in ("person", "role")]
        if len(self._ours(members)) < 2:
            return None
        cased = bool(reading.rules_at(match.first).case_endings)
        host = next(
            (
                g.parties[0]
                for g in inside
                if g.parties[0].country in self.sides
                and (
                    g.marker == "on_invitation_of"
                    or (g.marker == "genitive" and (not cased or reading.ending("m:invitations", g.first)))
                )
            ),
            members[0].party,
        )
        told = self._destination(reading, match, places, sentence.first, sentence.last)
        country = host.country or ""
        fits = told is not None and (cased or told.country_code == country)
        destination = told if fits else Place(match.first, match.last, location_id(country, None), country, None)
        return Candidate(
            trigger, match, sentence, first, last, MeetingType.VISIT, MeetingStatus.PLANNED, members,
            destination=destination,
        )  # fmt: skip

    def _presence(
        self,
        sentence: Sentence,
        first: int,
        last: int,
        match: Match,
        trigger: Trigger,
        groups: Sequence[Group],
        discourse: Discourse,
    ) -> Candidate | None:
        """ "X and Y were also present": more participants of what was told last."""
        more = [
            Member(p, ParticipantBasis.NAMED)
            for g in groups
            if first <= g.first < last and g.marker in _SUBJECT
            for p in g.parties
            if p.kind == "person" and p.country in self.sides
        ]
        told = discourse.last or discourse.ours
        if not more or not told or discourse.third_paragraph == sentence.paragraph:
            return None
        members = distinct([*told, *more])
        return Candidate(
            trigger, match, sentence, first, last, MeetingType.BILATERAL_MEETING, MeetingStatus.HELD, members,
            anaphoric=True,
        )  # fmt: skip

    def _generic(self, reading: Reading, candidate: Candidate, first: int, last: int) -> None:
        """Undated plurals ("their meetings") and countries without a verb ("India-Russia talks") are no occasion."""
        match = candidate.match
        each = reading.within("m:separately", match.first - 2, match.first)
        if reading.within("m:generic", match.first, match.last) and not candidate.anaphoric and not each:
            candidate.rejection = CandidateRejection.HABITUAL
        elif candidate.status is not MeetingStatus.HELD and (candidate.forum is not None or candidate.trigger.summit):
            return
        elif candidate.trigger.part in ("noun", "verb") and (
            not has_people(candidate.members)
            or (not candidate.anaphoric and all(m.basis is ParticipantBasis.CONTEXT for m in candidate.members))
        ):
            if not reading.within("m:support", first, last):
                candidate.rejection = CandidateRejection.NOT_A_CONTACT

    # ── status and type ───────────────────────────────────────────────────────────────────────────────────────────
    def _status(
        self,
        reading: Reading,
        candidate: Candidate,
        first: int,
        last: int,
        is_dated: bool,
        groups: Sequence[Group],
    ) -> None:
        rules = reading.rules_at(candidate.match.first)
        found = longest(reading.within("m:cue", first, last))
        if candidate.anaphoric and not is_bare(
            reading, candidate.match
        ):  # "during the visit he invited …": the invitation is not what the visit is
            match = candidate.match
            found = [m for m in found if m.value[1] != "planned" or match.first - 5 <= m.first < match.first]
        if candidate.trigger.part == "invite":
            sentence = candidate.sentence
            found += [m for m in reading.within("m:cue", last, sentence.last) if m.value[1] == "cancelled"]
        elif rules.marking == "before" and any(m.value[1] == "planned" for m in found):
            rest = candidate.sentence.last if not any(last <= g.first for g in groups) else last
            found += [m for m in reading.within("m:cue", last, rest) if m.value[1] == "cancelled"]
        if candidate.trigger.part == "noun" and rules.marking == "before":
            found += self._behind_relative(reading, candidate, last)
        cues = {str(m.value[1]): m for m in reversed(found)}
        after = rules.marking == "after"
        done = [m for m in found if m.value[1] == "done"]
        purpose = cues.get("purpose")
        if purpose and "planned" not in cues and not any(m.first < purpose.first for m in done):
            cues["planned"] = purpose  # "has come to meet X", but not "he went there to meet X"
        if "present" in cues and is_dated and not candidate.sentence.title:
            cues.setdefault("planned", cues["present"])  # "arrives on Thursday"
        if "planned" in cues and done and candidate.trigger.part != "invite":
            plans = [cues["planned"], *(m for m in found if m.value[1] == "planned")]
            cues["planned"] = min(plans, key=lambda m: gap_between(m, candidate.match))
            if min(gap_between(m, candidate.match) for m in done) < gap_between(cues["planned"], candidate.match):
                del cues["planned"]

        def told(name: str) -> str | None:
            cue = cues.get(name)
            return " ".join(t.text for t in reading.tokens[cue.first : cue.last]) if cue else None

        if told("cancelled"):
            candidate.status = MeetingStatus.CANCELLED
        elif told("negated") and not candidate.anaphoric and not self._presupposed(candidate, cues["negated"], done):
            candidate.rejection, candidate.evidence = CandidateRejection.NEGATED, told("negated")
        elif told("habitual") and (
            after or min(gap_between(m, candidate.match) for m in found if m.value[1] == "habitual") <= 5
        ):
            candidate.rejection, candidate.evidence = CandidateRejection.HABITUAL, told("habitual")
        elif "planned" in cues and "hypothetical" in cues and cues["hypothetical"].last <= cues["planned"].first:
            candidate.rejection, candidate.evidence = CandidateRejection.HYPOTHETICAL, told("hypothetical")
        elif (
            told("planned")
            or candidate.trigger.part == "invite"
            or (candidate.trigger.summit and reading.within("m:before", candidate.match.last, candidate.match.last + 3))
            or self._future_verb(reading, candidate, last, after)
        ):
            candidate.status = MeetingStatus.PLANNED
        elif told("not_contact") and candidate.trigger.weak:
            candidate.rejection, candidate.evidence = CandidateRejection.NOT_A_CONTACT, told("not_contact")
        elif told("hypothetical") and (after or not any(gap_between(m, candidate.match) < 0 for m in done)):
            candidate.rejection, candidate.evidence = CandidateRejection.HYPOTHETICAL, told("hypothetical")

    @staticmethod
    def _presupposed(candidate: Candidate, negation: Match, done: Iterable[Match]) -> bool:
        """Whether what is denied is something else: "after the summit nothing was said"."""
        match = candidate.match
        return negation.first >= match.last and any(m.last <= match.first <= m.last + 5 for m in done)

    @staticmethod
    def _behind_relative(reading: Reading, candidate: Candidate, last: int) -> list[Match]:
        """What the verb behind a relative clause says: "the summit, which was to be held in May, was put off"."""
        end = candidate.sentence.last
        relative = last == candidate.match.last + 1 and reading.tokens[last - 1].text == ","
        if not relative or reading.within("m:trigger", last, end):
            return []
        return [m for m in reading.within("m:cue", last, end) if m.value[1] == "cancelled"]

    def _future_verb(self, reading: Reading, candidate: Candidate, last: int, after: bool) -> bool:
        endings = tuple(reading.rules_at(candidate.match.first).verb_endings_planned)
        if not endings:
            return False
        begin = candidate.match.first if after else candidate.first
        return any(t.kind == "word" and t.key.endswith(endings) for t in reading.tokens[begin:last])

    def _type(self, reading: Reading, candidate: Candidate, first: int, last: int, groups: Iterable[Group]) -> None:
        if candidate.trigger.part in ("visit", "invite"):
            return
        names = [p for g in groups for p in g.parties if p.kind in ("person", "role")]
        rivals = [] if candidate.trigger.host else longest(reading.within("m:trigger", first, last))
        modifiers = {
            str(m.value[1])
            for m in reading.within("m:modifier", first, last)
            if abs(m.first - candidate.match.first) <= 12
            and not any(
                gap_between(m, t) < gap_between(m, candidate.match) for t in rivals if not overlap(t, candidate.match)
            )
            and not any(p.first <= m.first and m.last <= p.last for p in names)  # "chairman of the commission"
        }
        countries = {c for m in candidate.members for c in ({m.party.country} | set(m.party.countries)) if c}
        leaders = [m.party for m in candidate.members if m.party.role_id in self._leaders]
        kind = candidate.type
        at_forum = candidate.forum is not None and not candidate.forum.is_bilateral
        if "video" in modifiers and at_forum and len(candidate.members) > 1 and self._at(reading, candidate):
            kind = MeetingType.MULTILATERAL_MEETING
        elif "video" in modifiers:
            kind = MeetingType.VIDEO_CALL
        elif "phone" in modifiers and candidate.trigger.part != "visit":
            kind = MeetingType.PHONE_CALL
        elif kind in (MeetingType.BILATERAL_MEETING, MeetingType.SUMMIT) and "informal" in modifiers:
            kind = MeetingType.INFORMAL_TALK
        elif candidate.forum is not None and candidate.forum.is_bilateral and candidate.forum.default_type:
            kind = MeetingType(candidate.forum.default_type)
        elif "consultations" in modifiers and kind is MeetingType.BILATERAL_MEETING and not leaders:
            kind = MeetingType.CONSULTATIONS
        if kind not in (MeetingType.PHONE_CALL, MeetingType.INFORMAL_TALK) and (
            countries - set(self.sides) or ("multilateral" in modifiers and len(countries) > 2)
        ):
            kind = MeetingType.MULTILATERAL_MEETING
        if (
            kind is MeetingType.BILATERAL_MEETING
            and candidate.members
            and not any(m.party.kind in ("person", "role", "counterpart") for m in candidate.members)
        ):
            kind = MeetingType.CONSULTATIONS
        candidate.type = kind

    @staticmethod
    def _at(reading: Reading, candidate: Candidate) -> bool:
        """Whether the forum told nearest is where it was: "at the BRICS summit held by videoconference"."""
        first = candidate.forum.first if candidate.forum is not None else 0
        return bool(reading.ending("m:place_in", first))

    def _speakers(self, reading: Reading, sentences: Sequence[Sentence], groups: Sequence[Group]) -> list[Member]:
        """The first speaker of each side in a transcript ("V. Putin: …"); empty unless there is one of both."""
        begins = {s.first for s in sentences}
        spoken = [g.parties[0] for g in groups if g.first in begins and g.parties[0].kind == "person"]
        named = [p for p in spoken if is_followed_by_colon(reading, p.last)]
        found = [next((p for p in named if p.country == side), None) for side in self.sides]
        return [Member(p, ParticipantBasis.CONTEXT) for p in found if p is not None] if None not in found else []

    def _leaders_named(self, groups: Sequence[Group]) -> list[Member]:
        """Who of each side that the article names would meet at a summit; empty unless there is one of both."""
        named = [p for g in groups for p in g.parties if p.kind == "person" and p.role_id in self._leaders]
        named.sort(key=lambda p: p.role_id != self._summit.get(p.country or ""))
        found = [next((p for p in named if p.country == side), None) for side in self.sides]
        return [Member(p, ParticipantBasis.CONTEXT) for p in found if p is not None] if None not in found else []

    def _meet_at_summits(self, members: Sequence[Member]) -> bool:
        return all(m.party.role_id == self._summit.get(m.party.country or "") for m in members)

    def _are_leaders(self, members: Sequence[Member]) -> bool:
        return {m.party.country for m in members if m.party.role_id in self._leaders} >= set(self.sides)

    def _only_ours(self, members: Iterable[Member]) -> bool:
        return all({m.party.country, *m.party.countries} - {None} <= set(self.sides) for m in members)

    def _ours(self, members: Iterable[Member]) -> set[str]:
        found: set[str] = set()
        for member in members:
            found.update(c for c in (member.party.country, *member.party.countries) if c in self.sides)
        return found


def _each(reading: Reading, candidate: Candidate, sides: Iterable[str]) -> list[Candidate]:
    """One candidate per person where one met several "separately"; else the candidate alone."""
    match = candidate.match
    if not reading.within("m:separately", max(candidate.first, match.first - 4), min(candidate.last, match.last + 4)):
        return [candidate]
    for side in sides:
        several = [m for m in candidate.members if m.party.country == side and m.party.kind == "person"]
        others = [m for m in candidate.members if m.party.country != side]
        if len(several) > 1 and len(others) == 1 and len(several) + 1 == len(candidate.members):
            return [dataclasses.replace(candidate, members=[one, *others]) for one in several]
    return [candidate]

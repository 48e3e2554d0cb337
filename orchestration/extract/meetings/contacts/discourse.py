"""What an article has told so far: its sentences, those who met, and whom words that refer back can mean.

Records and their small questions only; what is remembered of a clause is decided in `remembering`.
"""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Collection, Sequence
from enum import StrEnum

from orchestration.contracts.codes import CandidateRejection, MeetingStatus, MeetingType, ParticipantBasis
from orchestration.extract.forums import Forum
from orchestration.extract.lexicon import Match
from orchestration.extract.meetings.parties.members import Member, distinct, includes, is_among, same_party
from orchestration.extract.meetings.parties.parties import SUBJECT, SUBJECT_OR_SPEAKER, Group, Party
from orchestration.extract.meetings.parties.salience import MET, Salience, weight_of
from orchestration.extract.meetings.rules import Trigger
from orchestration.extract.places import Place

_PAIR = 4  # parties heard last, among which "the two" can be
_MEMORY = 250  # parties and pairs kept: words that refer back reach no farther, however long an article is


@dataclasses.dataclass(frozen=True, slots=True)
class Sentence:
    """first, last: tokens; paragraph counts from 0; title: the headline."""

    first: int
    last: int
    paragraph: int
    number: int
    title: bool = False


@dataclasses.dataclass(slots=True)
class Candidate:
    """One passage that looks like a contact. rejection: None where it is one of ours."""

    trigger: Trigger
    match: Match
    sentence: Sentence
    first: int
    last: int
    type: MeetingType
    status: MeetingStatus
    members: list[Member]
    rejection: CandidateRejection | None = None
    evidence: str | None = None
    anaphoric: bool = False
    going_on: bool = False  # a plan only by a verb in the present
    due: bool = False  # a plan only since somebody has arrived for it
    done: bool = False  # its verb tells that it took place, not only that nothing tells of a plan
    in_present: bool = False  # that verb is one of the present: "meets X"
    earlier: bool = False
    later: bool = False
    previous: bool = False
    apart: bool = False
    matter: bool = False  # what was spoken of at another contact
    also: bool = False  # met besides those told before
    each: bool = False  # one met several on his own each
    listed: bool = False  # a line of a list of several, each with its day
    quoted: bool = False  # told between quotation marks
    company: list[Member] = dataclasses.field(default_factory=list)  # who else was there, as told behind it
    destination: Place | None = None
    forum: Forum | None = None

    @property
    def names_anybody(self) -> bool:
        """Whether its own words name somebody who takes part."""
        return any(m.basis is ParticipantBasis.NAMED for m in self.members)

    @property
    def back(self) -> bool:
        """Whether its words set it before what was told last."""
        return self.earlier or self.previous


class NoContact(StrEnum):
    """Why a word of contact tells of none, for those who write rules; a candidate that is refused has a rejection."""

    IDIOM = "part of an idiom"
    OTHER_SENSE = "the verb in another sense"
    WHO_WAS_PRESENT = "the talks at which somebody was present"
    OF_FORUM = "of the forum beside it"
    OF_BODY = "a meeting of a body of one country"
    NAME_OF_FORUM = "part of the name of a forum"
    NOTHING_ATTENDED = "presence without talks"
    LABEL = "a label of what is told behind it"
    FORUM_ATTENDED = "presence at a forum"
    AT_FORUM_TOLD = "the forum told before, where nobody is named"
    SETTING = "where the talks told behind it were"
    INVITED_TO = "the visit that somebody is invited to"
    SPOKEN_OF = "what the contact told behind it was about"
    UNANCHORED = "neither a day nor a city is told with it"
    NO_TWO_PARTIES = "its clause does not tell who of the one side had to do with whom of the other"


@dataclasses.dataclass(frozen=True, slots=True)
class PassedOver:
    """A word of contact that became no candidate."""

    match: Match
    reason: NoContact


@dataclasses.dataclass(slots=True)
class Discourse:
    """What the article has told so far, for words that refer back."""

    ours: list[Member] = dataclasses.field(default_factory=list)
    pairs: list[list[Member]] = dataclasses.field(default_factory=list)  # what `ours` has been, latest last
    leading: list[Member] = dataclasses.field(default_factory=list)  # those of `pairs` told last, but for background
    here: Sequence[Group] = ()  # the groups of the sentence being read
    last: list[Member] = dataclasses.field(default_factory=list)  # as told last, persons or not
    third: list[Member] = dataclasses.field(default_factory=list)  # with a third country; forgotten with its paragraph
    third_paragraph: int = -1
    third_first: int | None = None  # the paragraph with which an article began that is about those, not ours
    ours_paragraph: int = -1  # the one that told of `ours` last
    ours_numbers: set[int] = dataclasses.field(default_factory=set)  # of the sentences that did, since those
    trio: list[Member] = dataclasses.field(default_factory=list)  # of both sides and a third country, told last
    team: list[Party] = dataclasses.field(default_factory=list)  # who leads the delegation told last, and its members
    sent: Party | None = None  # the delegation told last as a subject
    heads: tuple[int, Sequence[Member]] = (-2, ())  # who leads a delegation, and the sentence that said so last
    last_remote: bool = False  # whether that was a call
    last_status: MeetingStatus = MeetingStatus.HELD  # of `last`
    last_number: int = -2  # the sentence that told of `last`
    remote: MeetingType | None = None  # the last contact of the two sides, where it was a call
    trip: Candidate | None = None  # the visit told last
    trip_ahead: Candidate | None = None  # the one told last as still to come
    timetable: int | None = None  # the sentence that told last of a schedule of what is to come
    listed: tuple[int, Sequence[Member]] = (-9, ())  # the sentence of a list of meetings told last, and whose they are
    body_met: int = -2  # the sentence that told last of a meeting of a body of one country
    forum: Forum | None = None  # the standing mechanism told last, or the annual summit where none is
    session: Forum | None = None  # the mechanism or annual summit of which the contact told last was one
    leaders: list[Member] = dataclasses.field(default_factory=list)  # the last pair of them; at first, those named
    named: Sequence[Party] = ()  # persons and posts of the whole article
    speakers: list[Member] = dataclasses.field(default_factory=list)  # of both sides, in a transcript of their talks
    is_speech: bool = False  # whether what is read is what they say
    narrator: Party | None = None  # who says "I" in the sentence being read
    quoted: Party | None = None  # who says the quotation of several sentences that it is of
    within_quotation: bool = False  # whether that goes on from the sentence before
    answers: Party | None = None  # who answers in the interview being read
    subjects: list[Party] = dataclasses.field(default_factory=list)  # persons and posts, latest last
    recent: list[Party] = dataclasses.field(default_factory=list)
    presence: Salience = dataclasses.field(default_factory=Salience)
    number: int = 0  # of the sentence being read
    filed_from: Place | None = None  # where the report was

    def pair(self, paragraph: int) -> list[Member]:
        """Whom "the two" means."""
        if self.third_paragraph == paragraph or (self.third_first is not None and not self._dwells_on_ours(paragraph)):
            return self.third
        return self.leading if self._goes_on_with_leading() else self.ours

    def _dwells_on_ours(self, paragraph: int) -> bool:
        """Whether an article that began with the talks of one of ours with a third has gone on to ours: it has just
        told of them, or in more than one sentence."""
        return self.ours_paragraph == paragraph or len(self.ours_numbers) > 1

    def _goes_on_with_leading(self) -> bool:
        """Whether the subject, told behind the background, is one of those before it."""
        subject = self.subject
        if subject is None or not includes(self.leading, subject) or includes(self.ours, subject):
            return False
        return subject.first > max(m.party.first for m in self.ours)

    def latest(self, sides: Collection[str]) -> list[Member]:
        """The two named last, if of both sides: whom "the two" means where nobody was told to have met."""
        # not "the president", who may be another's
        told = (p for p in self.recent[-_PAIR:] if not (p.at_home or p.is_spokesperson))
        named = distinct(Member(p, ParticipantBasis.COREFERENCE) for p in told)[-2:]
        return named if {m.party.country for m in named} == set(sides) else []

    def meet(self, members: list[Member], *, in_passing: bool = False) -> None:
        """Remembers who of both sides were told together."""
        self.ours, self.third_paragraph = members, -1
        if not in_passing:
            self.leading = members
        self.ours_numbers.add(self.number)
        self.pairs.append(members)
        del self.pairs[:-_MEMORY]

    def dwell(self, members: Sequence[Member]) -> None:
        """Remembers that the article goes on about these, who were told to meet."""
        for member in members:
            if member.party.person is not None:
                self.presence.hear(member.party, MET, self.number)

    def named_here(self, before: int, sides: Collection[str]) -> list[Member]:
        """One of each side if the sentence has named just these before a token; else the pair told with the one."""
        named = [
            Member(p, ParticipantBasis.COREFERENCE)
            for g in self.here
            if g.last <= before and g.marker not in ("excluded", "genitive", "speaker")
            for p in g.parties
            if p.is_individual and p.country in sides
        ]
        named = distinct(named)
        if len(named) == 2 and {m.party.country for m in named} == set(sides):
            return named
        if len(named) != 1 or is_among(named[0].party, self.ours):
            return []
        return self.pair_with([named[0].party])

    def four(self, sides: Collection[str]) -> list[Member]:
        """Whom "the four ministers" means: the two of each side told last to have met, else named last; empty where
        there are fewer."""
        told = [m.party for pair in reversed(self.pairs) for m in pair] + list(reversed(self.recent))
        known = distinct(Member(p, ParticipantBasis.COREFERENCE) for p in told if p.is_individual)
        ours = [[m for m in known if m.party.country == side][:2] for side in sides]
        return [m for two in ours for m in two] if all(len(two) == 2 for two in ours) else []

    def pair_with(self, parties: Sequence[Party]) -> list[Member]:
        """The pair told last in which one of these is; empty where none was."""
        told = (pair for pair in reversed(self.pairs) if any(is_among(p, pair) for p in parties))
        return next(told, [])

    def told_of(self, sides: Collection[str | None]) -> Party | None:
        """Whom "he" means in a transcript: who of these sides was named last and is not one of those who speak."""
        absent = (p for p in reversed(self.recent[-_PAIR:]) if not is_among(p, self.speakers))
        return next((p for p in absent if p.country in sides), None)

    def holders(self, role_id: str, sides: Collection[str]) -> list[Member]:
        """The two told last who hold the same post, else named first: "the foreign ministers met. X thanked Y"."""
        latest = [
            next(
                (
                    p
                    for p in itertools.chain(reversed(self.recent), self.named)
                    if p.country == s and role_id in (p.role_id, *p.held)
                ),
                None,
            )
            for s in sides
        ]
        return [Member(p, ParticipantBasis.COREFERENCE) for p in latest if p is not None] if None not in latest else []

    def addressed(self) -> list[Party]:
        """Whom "you" means: the other one of those who speak to each other, or have met."""
        told = [m.party for m in self.speakers or self.ours]
        if self.narrator is None or not any(same_party(p, self.narrator) for p in told):
            return []
        return [p for p in told if p.country != self.narrator.country]

    @property
    def subject(self) -> Party | None:
        return self.subjects[-1] if self.subjects else None

    def hear(self, group: Group, *, leads: bool = False, aside: bool = False, within: bool = False) -> None:
        """Remembers the persons and posts of a group, apart those that stood as subjects.

        leads: whether the sentence begins with it, so that it tells of whom one speaks: "With X the visits began";
        aside: whether one goes on to speak of another: "The ambassador welcomed him"; within: whether it stands in a
        clause within another.
        """
        parties = [p for p in group.parties if p.is_individual]
        marker = "object" if aside else "agent" if leads else group.marker
        for party in parties:
            self.presence.hear(party, weight_of(marker, within=within), self.number)
        delegations = [p for p in group.parties if p.kind == "delegation"]
        if delegations and group.marker in SUBJECT:
            self.sent = delegations[0]
        if group.marker == "led" and len({p.country for p in parties}) == 1:
            self.team = parties
        self.recent += parties
        del self.recent[:-_MEMORY]
        if leads or (group.marker in SUBJECT_OR_SPEAKER and not aside):
            self.subjects += parties
            if any(includes(self.ours, p) and not includes(self.third, p) for p in parties):
                self.third_paragraph = -1  # "X told him of his talks with the third. Y thanked him. The two …"

"""The rules of contact of one language: schema of seeds/language/<code>/meetings.yaml and its terms in the lexicon.

No rule is code: `parties`, `candidates` and `occasions` interpret what is declared here, for all languages alike.
"""

from __future__ import annotations

from typing import Literal

from orchestration.contracts.codes import Language, MeetingType
from orchestration.extract.language import Schema
from orchestration.extract.lexicon import Lexicon
from orchestration.extract.text import key_of


class Trigger(Schema):
    """Words that tell of a contact.

    part: noun ("talks"), verb ("met"), visit ("visit to"), invite ("invited"), presence
    ("was also present"); weak: needs both parties in its own
    clause; host: the subject received the other; summit: a leaders' summit where leaders meet; vague: may as well
    refer to a call or an informal talk told before; bilateral: of the two sides even where nobody is named;
    adjacent: only right beside the place; unless_followed_by: words
    behind the other party that give the verb another sense ("called him a friend"); partners: the markers that the
    other party can have, where not all that go with a verb ("met with").
    """

    id: str
    part: Literal["noun", "verb", "visit", "invite", "presence"]
    type: MeetingType
    terms: list[str]
    weak: bool = False
    host: bool = False
    summit: bool = False
    vague: bool = False
    bilateral: bool = False
    adjacent: bool = False
    unless_followed_by: list[str] = []
    partners: list[str] = []


class Pronouns(Schema):
    subject: list[str]
    object: list[str]


class Modifiers(Schema):
    """Words that turn a talk into a call, an informal talk, a multilateral meeting, …"""

    phone: list[str]
    video: list[str]
    informal: list[str]
    multilateral: list[str]
    summit: list[str]
    consultations: list[str]


class Cues(Schema):
    """Words that tell whether it took place.

    done: where one is nearer than the words of a plan, it did; purpose: a plan unless something done stands before it;
    present: a plan where a day is told, but in a headline.
    """

    planned: list[str]
    cancelled: list[str]
    negated: list[str]
    hypothetical: list[str]
    habitual: list[str]
    not_contact: list[str]
    done: list[str] = []
    purpose: list[str] = []
    present: list[str] = []


class MeetingRules(Schema):
    """See the comments in seeds/language/hi/meetings.yaml, which is the reference."""

    abbreviations: list[str]
    marking: Literal["after", "before"]
    home: str | None = None  # the side that posts without a country belong to
    markers: dict[str, list[str]]
    conjunctions: list[str]
    clause_breaks: list[str]
    relative: list[str] = []
    finite: list[str] = []
    verb_endings_planned: list[str] = []
    case_endings: dict[str, list[str]] = {}
    plural_endings: dict[str, list[str]] = {}
    skip_before: list[str] = []
    triggers: list[Trigger]
    modifiers: Modifiers
    cues: Cues
    groups: list[str]
    both_countries: list[str] = []
    definite: list[str] = []
    support: list[str] = []
    generic: list[str] = []
    says: list[str] = []
    before: list[str] = []
    leader_groups: list[str] = []
    group_excludes: list[str] = []
    counterparts: list[str]
    guests: list[str] = []
    we: list[str] = []
    attendance: list[str] = []
    pronouns: Pronouns
    delegations: list[str]
    anaphora: list[str]
    speech: list[str]
    discussion: list[str]
    agenda: list[str] = []
    scope: list[str] = []
    speculation: list[str]
    earlier: list[str]
    previous: list[str] = []
    idioms: list[str] = []
    later: list[str]
    invitations: list[str]
    here: list[str]
    place_in: list[str]
    place_to: list[str]
    place_from: list[str] = []

    def add_to(self, lexicon: Lexicon, language: Language) -> None:
        """Registers every word list under kind `m:<name>`; values are (language, detail)."""

        def put(kind: str, terms: list[str], detail: object = None) -> None:
            for term in terms:
                lexicon.add(term, f"m:{kind}", (language, detail))

        for name, terms in self.markers.items():
            put("marker", terms, name)
        for trigger in self.triggers:
            for term in trigger.terms:
                lexicon.add(term, "m:trigger", (language, trigger.id))
            put(f"unless:{trigger.id}", trigger.unless_followed_by)
        for name, terms in self.modifiers:
            put("modifier", terms, name)
        for name, terms in self.cues:
            put("cue", terms, name)
        put("pronoun", self.pronouns.subject, "subject")
        put("pronoun", self.pronouns.object, "object")
        for name in (
            "conjunctions", "clause_breaks", "relative", "finite", "skip_before", "groups", "leader_groups",
            "group_excludes", "both_countries", "definite", "support", "generic", "says", "before",
            "counterparts", "guests", "we", "attendance", "delegations", "anaphora", "speech", "discussion", "agenda", "scope", "speculation", "earlier", "previous", "idioms", "later",
            "invitations", "here", "place_in", "place_to", "place_from",
        ):  # fmt: skip
            put(name, getattr(self, name))

    def trigger(self, identifier: str) -> Trigger:
        return next(t for t in self.triggers if t.id == identifier)

    @property
    def abbreviation_keys(self) -> frozenset[str]:
        return frozenset(key_of(word) for word in self.abbreviations)

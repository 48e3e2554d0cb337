"""The rules of contact of one language: schema of seeds/language/<code>/meetings.yaml and its terms in the lexicon.

No rule is code: `naming`, `candidates` and `occasions` interpret what is declared here, for all languages alike.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Literal

import pydantic

from orchestration.contracts.codes import Language, MeetingType
from orchestration.extract.language import Schema
from orchestration.extract.lexicon import Lexicon
from orchestration.extract.meetings.endings import Endings
from orchestration.extract.text import key_of

#: Terms in the syntax of `lexicon`.
Terms = tuple[str, ...]


class Trigger(Schema):
    """Words that tell of a contact.

    part: noun ("talks"), verb ("met"), visit ("visit to"), invite ("invited"), presence ("was also present").
    weak: needs both parties in its own clause; presence that needs a contact told before beside it ("attended the
    talks"), or, of consultations, names both who headed them. host: the subject received the other. audience: one
    received or called on another, so that it was no session of a commission. summit: of leaders.
    spoken: by distance, where no place is told.
    vague: may as well refer to a call or an informal talk told before. bilateral: of the two sides even where nobody
    is named. adjacent: only right beside the place. unless_followed_by: words behind the other party that give the
    verb another sense ("called him a friend"). followed_by: words without which it is none ("walked him through").
    partners: the markers that the other party can have, where not all that go with a verb ("met with"). joint: all that
    have such a marker take part, side by side ("X led the one delegation and Y the other"). anchored: no contact
    unless its clause tells a day or a city ("signed the treaty", "told him"). sitting: of a mechanism named right
    before it alone ("the commission was held in Delhi"). spent: only where the other party is followed by one of
    `followed_by`, how long it was: «провел с Х два часа». festive: a trip to a celebration in the other country
    ("will attend the parade in Moscow"). manner: only says how another contact beside it was held ("by
    phone"), if there is one.
    """

    id: str
    part: Literal["noun", "verb", "visit", "invite", "presence"]
    type: MeetingType
    terms: Terms
    weak: bool = False
    host: bool = False
    audience: bool = False
    summit: bool = False
    vague: bool = False
    spoken: bool = False
    bilateral: bool = False
    adjacent: bool = False
    joint: bool = False
    anchored: bool = False
    sitting: bool = False
    spent: bool = False
    festive: bool = False
    manner: bool = False
    unless_followed_by: Terms = ()
    followed_by: Terms = ()
    partners: Terms = ()

    @property
    def is_of_talking(self) -> bool:
        """Whether a verb says no more than that they talked, or of what: "discussed"."""
        return self.vague and self.part == "verb"


class Pronouns(Schema):
    subject: Terms
    object: Terms
    either: Terms = ()  # "her": an object, unless what is hers stands behind
    genitive: Terms = ()  # "his meeting"; where the word may be "his" of a party behind it, see skip_before
    narrator: Terms = ()  # "I", "me"
    addressee: Terms = ()  # "you", of him to whom the narrator speaks
    team: Terms = ()  # "them" as an object, of those who came together


class Modifiers(Schema):
    """Words that turn a talk into a call, an informal talk, a multilateral meeting, …; annual: of the leaders, a
    summit."""

    phone: Terms
    video: Terms
    informal: Terms
    annual: Terms
    multilateral: Terms
    consultations: Terms


class Cues(Schema):
    """Words that tell whether it took place.

    lapsed: was or will not be held, so called off where it had been arranged, as visits and summits are, or where words
    of a plan stand beside it, else negated;
    intended: a plan of the past ("was to meet"), called off where the sentence goes on to deny it;
    absent: negated where a schedule is told of ("in the minister's programme there is no meeting with X"), a clause
    ends in it, or a contact follows;
    denied: a report that what is told in a clause of its own took place is denied ("denied that", "rumours that");
    rumoured: hypothetical, be it told as done ("is said to have met");
    done: where one is nearer than the words of a plan, it did; purpose: a plan unless something done stands before it;
    counted: habitual unless days, months or cities tell one from the other ("four times", "two visits");
    ongoing: habitual unless persons of both sides are at it ("the two countries are in talks");
    present: a plan where a day is told, but in a headline; not_contact: letters and greetings.
    """

    planned: Terms
    cancelled: Terms
    negated: Terms
    hypothetical: Terms
    habitual: Terms
    not_contact: Terms
    lapsed: Terms = ()
    intended: Terms = ()
    absent: Terms = ()
    denied: Terms = ()
    rumoured: Terms = ()
    done: Terms = ()
    counted: Terms = ()
    ongoing: Terms = ()
    purpose: Terms = ()
    present: Terms = ()


class WordLists(Schema):
    """Plain word lists. Each is registered under kind `m:<name>`."""

    conjunctions: Terms
    others: Terms = ()  # behind a party and "and": "X and other officials", where the marker stands behind them
    along: Terms = ()  # words that add others to the party before them, where the marker stands behind these
    as_said: Terms = ()  # words before a verb of speech in an inserted clause: «как сообщили в МИД»
    clause_breaks: Terms  # words that begin a clause
    adverbs: Terms = ()  # of them, those that begin none behind a word: «встреча пока не назначена»
    inner_breaks: Terms = ()  # of them, those that may stand behind the first words of theirs: "मोदी जब पुतिन से मिले"
    subordinate: Terms = ()  # words that begin a relative clause, whose years are not those of the news
    relatives: Terms = ()  # of them, those that stand for the party before ("who")
    asides: Terms = ()  # words that begin a relative clause without being its subject: "whose party …, X met"
    bodies: Terms = ()  # words right beside a meeting that make it one of a body of one country: "of the cabinet"
    relative_partners: Terms = ()  # of them, those that stand for the other party of the clause ("with whom")
    posted: Terms = ()  # words of what is written for all to read: "on X", "tweeted"
    verdicts: Terms = ()  # what became of the contact told last: "it was called off"
    initiatives: Terms = ()  # behind a country's name with "'s", of what it did: "at Russia's initiative"
    by_turns: Terms = ()  # beside cities in which something is held now and again: "alternately in Moscow and Delhi"
    capitals_say: Terms = ()  # before a capital that stands for its government: "criticism from Kyiv"
    subgroups: Terms = ()  # what may meet of a mechanism without its chairs: "working group of the commission"
    nth_times: Terms = ()  # "for the second time", before the year in which it is that
    firsts: Terms = ()  # "the first president to visit": no plan
    stand_ins: Terms = ()  # what stands for the contact told last: "it will be held on 10 October"
    happenings: Terms = ()  # verbs that say of it when or where it was or is to be
    agreements: Terms = ()  # verbs before what is to be, if a day or place is told behind them: "agreed to meet in May"
    retractions: Terms = ()  # words by which what was told last is denied: "but the embassy denied it"
    participles: Terms = ()  # that tie what stands behind them to a noun: «прошедшее 3 февраля заседание»
    reached: Terms = ()  # words of what was agreed, before when or where it was: "agreements reached"
    gone: Terms = ()  # participles of those who have travelled, whatever they are still to do
    about: Terms = ()  # before what is spoken of, where cases tell who speaks
    contents: Terms = ()  # of the clause breaks, those that begin what was said: "that"
    took_place: Terms = ()  # verbs that say of a contact told before that it was held, as had been planned or not
    awaited: Terms = ()  # words behind which a verb of the present is of what is to come: "when X comes to Y"
    presents: Terms = ()  # those verbs
    then: Terms = ()  # words for the day or trip told before
    past_plans: Terms = ()  # words of a plan whose day is over: "was due on Thursday"
    at_first: Terms = ()  # words of a plan that came to nothing or to another: "originally"
    meanwhile: Terms = ()  # markers that begin a clause where one with his verb stands behind: "as X met Y"
    auxiliaries: Terms = ()  # verbs right behind their subject: "X was"
    whose: Terms = ()  # behind a noun: of the one named before, «визит которого»
    resuming: Terms = ()  # behind the comma that ends a relative clause: verbs with which the clause before goes on
    relative_things: Terms = ()  # of them, those that stand for the contact before: "the trip that …"
    mechanism_pronouns: Terms = ()  # what stands for the mechanism told before: "it met"
    by_us: Terms = ()  # verbs whose form tells that their subject is who speaks: «встретимся»
    mine: Terms = ()  # before "counterpart", that of the speaker: "my"
    own: Terms = ()  # before a trip of the subject's: «свой визит»
    joint_work: Terms = ()  # what countries do together, before where: "cooperation within BRICS"
    our: Terms = ()  # "our meeting": of the speaker and whom he addresses
    their: Terms = ()  # "their meeting": of those named before it
    encounters: Terms = ()  # nouns for coming together, by which talks were no call
    side_by_side: Terms = ()  # before one with whom another travels: "together with"
    trip_ends: Terms = ()  # verbs for the end of a trip: "concluded"
    sites: Terms = ()  # words right behind such a verb that begin what is no city or country: "a plant"
    tours: Terms = ()  # verbs for going over a place, by which those of both sides were there together: "visited"
    since: Terms = ()  # behind which a day is that of another thing: "their first meeting since the summit in 2019"
    behind: Terms = ()  # behind which a day of the calendar is that of another thing: "met after the poll of 5 May"
    lists: Terms = ()  # verbs with which a plural is several contacts: "held meetings with X and Y"
    timetables: Terms = ()  # words for a list of what is to come, hour by hour: "agenda for day 2"
    schedules: Terms = ()  # where it is written what is to come: "in the minister's programme"
    some: Terms = ()  # words that begin a subject which may be no party: "while one of his aides …"
    of_side: Terms = ()  # before who was there for one of the two: "from the Russian side", also without the noun
    attended: Terms = ()  # what stands for the contact at which somebody was present: "in it"
    coming_for: Terms = ()  # before it, of those who come or came for it: "to take part in it"
    associates: Terms = ()  # nouns behind a name that mean another: "a Putin ally"
    eves: Terms = ()  # of `elsewhen`, those before talks that are still to come: not «перед началом встречи»
    local_matters: Terms = ()  # nouns for what is of one place, whoever speaks of it elsewhere: "the plant in Rooppur"
    press: Terms = ()  # nouns before the name of a journalist
    interviewing: Terms = ()  # verbs right before the name of whoever asked: «с послом беседовал Х»
    people_of: Terms = ()  # nouns for who is somebody's: "Putin's aide"
    airports: Terms = ()  # where somebody is welcomed without talks
    fronted: Terms = ()  # conjunctions of a clause that stands before its main clause: "After X met Y, Z …"
    intents: Terms = ()  # whose plan an infinitive tells: «о планах Х встретиться с Y»
    bids: Terms = ()  # verbs whose object is to do what "to" tells: "urged X to meet Y"
    refusals: Terms = ()  # verbs by which somebody gives up what stands behind "from": «отказался от визита»
    given_up: Terms = ()  # that "from"
    done_once: Terms = ()  # verbs of what took or is to take place once, be it one of regular talks
    carriers: Terms = ()  # verbs that have a contact as their object: "the talks that X held with Y"
    subjectless: Terms = ()  # at the head of a clause whose subject is told elsewhere: "glad to meet X"
    settings: Terms = ()  # words before a contact at which something is said: "during the talks"
    addresses: Terms = ()  # verbs whose object is spoken to: "told X"
    point_back: Terms = ()  # of them, those that stand for the day or place before ("when")
    lasting: Terms = ()  # verbs for how long something took
    past: Terms = ()  # verbs that say that something took place; where verbs come last, those that end a clause
    stative: Terms = ()  # verbs of what is, where they end a clause
    goes_on: Terms = ()  # what joins a contact to a further verb of the same clause: "having met X, he …"
    topic_marks: Terms = ()  # words behind what a contact was about, where they come last
    finite: Terms = ()  # verbs after which "and" or a comma ends a clause
    correlatives: Terms = ()  # "then", which behind such a verb begins the main clause: "X जब आए तो Y …"
    skip_before: Terms = ()  # words between a marker or conjunction and its party
    groups: Terms  # "the two leaders"
    they: Terms = ()  # pronouns of several that are said of one, too, out of respect
    informants: Terms = ()  # those without a name who say something where they work: "sources in the Kremlin"
    they_say: Terms = ()  # verbs of saying in front of where it is said: «сообщили в Кремле»
    leader_groups: Terms = ()  # those of them that can only mean leaders
    leader_nouns: Terms = ()  # nouns for leaders that are said of ministers, too
    state_leaders: Terms = ()  # those of these that are never said of ministers: "the leaders of the two countries"
    minister_groups: Terms = ()  # of the groups, those that only mean ministers: "the two ministers"
    aide_groups: Terms = ()  # those of them that cannot: "the two co-chairs"
    group_excludes: Terms = ()
    wars: Terms = ()  # words behind two countries, one of them a third, that fight: "the Russia-Ukraine war"
    blocs: Terms = ()  # names of groups of countries that hold summits with one: "EU", "Africa"
    bodies_abroad: Terms = ()  # bodies of neither side that send envoys and have ministers: "UN", "Vatican"
    both_countries: Terms = ()
    of_both: Terms = ()  # the same behind posts that several hold, where case tells: «министры обороны двух стран»
    counterparts: Terms
    guests: Terms = ()  # "the visitor"
    festivities: Terms = ()  # nouns of celebrations to which guests of other countries come: "parade"
    welcomes: Terms = ()  # words of welcome, before the city: «добро пожаловать в»
    port_calls: Terms = ()  # words of a ship that has come, before the port: «корабли зашли в порт Мумбаи»
    ministries: Terms = ()  # as they stand behind "in", where something was in their house: «в Минсельхозе России»
    city_houses: Terms = ()  # nouns behind such an adjective, of what is in its city: «Томский университет»
    city_events: Terms = ()  # nouns behind such an adjective, of what was in its city: «делийский саммит»
    gatherings: Terms = ()  # nouns of what people come together at, beside which they meet: "exhibition"
    set_at: Terms = ()  # before or behind such a noun, of what was there: "on the sidelines of the"
    events: Terms = ()  # nouns of what is attended and is no talks: "ceremony"
    teams: Terms = ()  # "the delegation": whoever the article has told to be led by somebody
    sent: Terms = ()  # nouns for those whom a country sends: "delegation"
    for_teams: Terms = ()  # pronouns that can stand for one
    in_post: Terms = ()  # between a name and the post then held: "Putin as president came in 2004"
    among: Terms = ()  # before some of those who are told as many: "held talks with senior leaders, including X"
    on_their_side: Terms = ()  # for which side somebody was there: «с индийской стороны»
    respectively: Terms = ()  # words by which each of several is told to have met one of as many
    company_behind: Terms = ()  # words behind which those are listed who were there with somebody: "accompanied by"
    company_before: Terms = ()  # such words before which they are: "are part of the delegation"
    sights: Terms = ()  # what guests are shown and visit: "museum", "memorial"
    included: Terms = ()  # verbs of who belongs to such a team: "the team includes X and Y"
    turns: Terms = ()  # before what is asked or answered in an interview: "Question:"
    chairs: Terms = ()  # one who sits at the head of a mechanism, before its name: "co-chair of the commission"
    trios: Terms = ()  # of the groups, those of three: "the three ministers"
    fours: Terms = ()  # groups of two of each side: "the four ministers"
    obliged: Terms = ()  # verbs whose subject stands as an object: "to X it falls to meet Y"
    separately: Terms = ()  # words that make one contact with each of several
    we: Terms = ()
    our_country: Terms = ()  # of who speaks, where a journey goes or a guest is awaited: "our country"
    your_country: Terms = ()  # of whom he speaks to
    delegations: Terms
    many: Terms = ()  # before them, how many they are: "a group of"
    capacities: Terms = ()  # before the post in which somebody acts: «в качестве сопредседателя»
    polar: Terms = ()  # at the head of a question of yes or no: "क्या", "will"
    polar_next: Terms = ()  # what may stand behind such a word, beside names, days and places
    conditions: Terms = ()  # "if", where the main clause behind it has a word of its own (`correlatives`)
    staying: Terms = ()  # that somebody is where he has come to: "यात्रा पर हैं"
    becoming: Terms = ()  # behind the post that somebody came to hold: "राष्ट्रपति | बनने के बाद"
    houses: Terms = ()  # bodies, as they stand behind "in", in whose house somebody is received: «в мэрии»
    firms: Terms = ()  # words before the name of a body for what it is: "oil firm"
    homes: Terms = ()  # what those sent are of: "governors of Russian regions"
    definite: Terms = ()  # words behind a contact that make it one told before
    identifies: Terms = ()  # what begins a clause on which one a contact told before is: "it is the 11th summit"
    of_month: Terms = ()  # right before a contact, which they tell from others: "the October talks", "last month's"
    of_day: Terms = ()  # right before a contact, the day on which it was: «сегодняшняя встреча»
    told_here: Terms = ()  # words before a contact that tell of it anew: "in the talks held in X"
    anaphora: Terms  # phrases that refer to a contact told before
    support: Terms = ()  # verbs without which countries alone are no party
    generic: Terms = ()  # plurals that tell of no single occasion
    says: Terms = ()  # verbs whose subject only reports
    leading: Terms = ()  # verbs whose subject leads the delegation told behind them
    is_told: Terms = ()  # those of them whose subject hears it: "was told"
    before: Terms = ()  # words behind a summit that put it in the future
    rounds: Terms = ()  # a meeting by its number, of the mechanism told before
    earlier: Terms
    previous: Terms = ()  # of an occasion before this one
    clock: Terms = ()  # behind an hour of the day: "at 11.30 am"
    sidelines: Terms = ()  # beside a forum told before: "on the sidelines of the summit"
    pluperfect: Terms = ()  # verbs of what was over by then
    during: Terms = ()  # behind a thing held, of what else was done in its course, where markers stand behind
    nights: Terms = ()  # beside the day of an arrival: what followed was hardly on that day
    latest: Terms = ()  # of the last occasion before the report
    too: Terms = ()  # of one who travels as another does: "X will not go either"
    also: Terms = ()  # markers of one who was met besides those told before: "he met X, too"
    apart: Terms = ()  # words that tell a talk from the session around it
    later: Terms
    besides: Terms = ()  # before what somebody does besides: "besides talks with X he will visit Y"
    elsewhen: Terms = ()  # words behind which a day is that of another thing: "met days ahead of the summit on 4 July"
    aftermath: Terms = ()  # of them, those behind which a thing has taken place: "days after"
    put_off: Terms = ()  # participles of what was put off, behind what they are of: «форум, перенесенный на осень»
    waits: Terms = ()  # verbs of the plural for those who await a guest: «Х ждут в Дели»
    reports: Terms = ()  # nouns of what is told somewhere: "reports of a meeting"
    postponed: Terms = ()  # words by which what is called off is still to be, on another day
    goals: Terms = ()  # before what a trip was for that is called off, and before when it is to be instead
    aims: Terms = ()  # words between arriving and the talks that somebody has come for: "for"
    begins: Terms = ()  # verbs by which somebody is told to begin a trip
    errands: Terms = ()  # verbs of arriving, behind which the purpose is still to come
    future: Terms = ()  # what begins the predicate of a contact still to come: "will", "is expected"
    idioms: Terms = ()  # words of contact in another sense
    invitations: Terms
    here: Terms
    in_capital: Terms = ()  # the capital of the country in which a text is written: "राजधानी में"
    same_time: Terms = ()  # what sets a thing at the time told last: "around the same time"
    to_be_held: Terms = ()  # of a thing that is still to be, before its noun: "होने वाले"
    audiences: Terms = ()  # people of no side with whom both may talk together: "पत्रकारों से"
    capitals: Terms = ()  # words for the capital of the country named beside it
    the_country: Terms = ()  # behind a post: of the country told beside it
    that_country: Terms = ()  # behind a trip: the other country, be it named or not
    capital_of: Terms = ()  # what ties the two: "the capital of India"
    place_in: Terms
    place_to: Terms
    arrivals: Terms = ()  # of those who have come to a place, beside its name: "reached Astana"
    place_from: Terms = ()  # behind where a traveller set out, where they stand behind it
    comes: Terms = ()  # verbs of those who have come here
    travelling: Terms = ()  # behind a trip that somebody is on: «दौरे पर हैं»
    seated: Terms = ()  # of the words for "in", those of where an office is: "the Chennai-based consul"
    offices: Terms = ()  # of one country in another, whose place is not where what they tell was: "the embassy"
    where: Terms = ()  # words for where a visit told before went: "there"
    situations: Terms = ()  # nouns behind which "in X" is a subject
    place_of: Terms = ()  # words that tie a building to its city
    talking: Terms = ()  # participles of contact that a sentence begins with, before its main clause: "meeting X"
    speech: Terms
    discussion: Terms
    passives: Terms = ()  # auxiliaries right before a verb in the passive, "was", "were also"
    agenda: Terms = ()
    matters: Terms = ()  # words behind what was talked of: "figured in", "was among the issues"
    backdrops: Terms = ()  # words before what only stood around a contact: "amid", "days after"
    backdrops_behind: Terms = ()  # such words behind it
    scope: Terms = ()  # "on …" behind a mechanism
    speculation: Terms
    preparations: Terms  # words that make a visit to come the subject of talks
    preparing: Terms = ()  # nouns for that, of what stands behind them by its case: «подготовка саммита»
    prospects: Terms  # words of what talks to come will be about


class MeetingRules(WordLists):
    """See the comments in seeds/language/hi/meetings.yaml, which is the reference.

    home: the side that posts without a country belong to; marking: whether the words that tie a party to a contact
    stand before or after it.
    """

    abbreviations: Terms
    marking: Literal["after", "before"]
    home: str | None = None
    markers: dict[str, Terms]
    times: dict[int, Terms] = pydantic.Field(default_factory=dict)  # how many times: "twice"
    stays: dict[int, Terms] = pydantic.Field(default_factory=dict)  # how many days a trip takes: "three-day"
    group_posts: dict[str, Terms] = pydantic.Field(default_factory=dict)  # by role: "foreign ministers"
    city_adjectives: dict[str, Terms] = pydantic.Field(default_factory=dict)  # by city: «делийский»
    paradigms: tuple[Terms, ...] = ()  # forms of one word: a term with one of them stands for those with the others
    post_nouns: dict[str, Terms] = pydantic.Field(default_factory=dict)  # by the end of role ids: "the minister"
    verb_endings_planned: Terms = ()
    plural_verb_endings: tuple[str, ...] = ()  # of verbs without a pronoun that are of several: «поедут»
    past_endings: tuple[str, ...] = ()  # of verbs of what took place, where these stand anywhere in a clause
    many_endings: Terms = ()  # of nouns for many before a marker, where markers stand behind
    case_endings: dict[str, Terms] = pydantic.Field(default_factory=dict)
    plural_endings: dict[str, Terms] = pydantic.Field(default_factory=dict)
    triggers: tuple[Trigger, ...]
    modifiers: Modifiers
    cues: Cues
    pronouns: Pronouns

    def add_to(self, lexicon: Lexicon, language: Language) -> None:
        """Registers all words under kinds `m:…`; values are (language, detail)."""

        forms = {word: "|".join(words) for words in self.paradigms for word in words}

        def put(kind: str, terms: Terms, detail: object = None) -> None:
            for term in terms:
                lexicon.add(_in_all_forms(term, forms), f"m:{kind}", (language, detail))

        for name, terms in self.markers.items():
            put("marker", terms, name)
        for count, terms in self.times.items():
            put("times", terms, count)
        for days, terms in self.stays.items():
            put("stays", terms, days)
        for role, terms in self.group_posts.items():
            put("group_post", terms, role)
        for city, terms in self.city_adjectives.items():
            put("city_adjective", terms, city)
        for role, terms in self.post_nouns.items():
            put("post_noun", terms, role)
        for trigger in self.triggers:
            kind = "sitting" if trigger.sitting else "spent" if trigger.spent else "trigger"
            put(kind, trigger.terms, trigger.id)
            put(f"unless:{trigger.id}", trigger.unless_followed_by)
            put(f"followed:{trigger.id}", trigger.followed_by)
        for kind, lists in (("modifier", self.modifiers), ("cue", self.cues), ("pronoun", self.pronouns)):
            for name, terms in lists:
                put(kind, terms, name)
        for name in WordLists.model_fields:
            put(name, getattr(self, name))

    @cached_property
    def _triggers(self) -> dict[str, Trigger]:
        return {trigger.id: trigger for trigger in self.triggers}

    @cached_property
    def cases(self) -> Endings:
        return Endings(self.case_endings)

    @cached_property
    def plural_cases(self) -> Endings:
        return Endings(self.plural_endings)

    def trigger(self, identifier: str) -> Trigger:
        return self._triggers[identifier]

    @property
    def abbreviation_keys(self) -> frozenset[str]:
        return frozenset(key_of(word) for word in self.abbreviations)


def _in_all_forms(term: str, forms: Mapping[str, str]) -> str:
    """A term with all forms of each of its words, where there are more: "मिल सकते" is "मिल सकता|सकते|सकती", too."""
    words = []
    for word in term.split():
        choices = "|".join(forms.get(choice, choice) for choice in word.removesuffix("?").split("|"))
        words.append("|".join(dict.fromkeys(choices.split("|"))) + word[len(word.removesuffix("?")) :])
    return " ".join(words)

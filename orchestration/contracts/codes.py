"""Closed lists of values. dbt's accepted_values are rendered from these; topics live in seeds/reference/topics.csv."""

from __future__ import annotations

from enum import StrEnum


class MeetingType(StrEnum):
    SUMMIT = "summit"
    BILATERAL_MEETING = "bilateral_meeting"
    INFORMAL_TALK = "informal_talk"
    PHONE_CALL = "phone_call"
    VIDEO_CALL = "video_call"
    CONSULTATIONS = "consultations"
    MULTILATERAL_MEETING = "multilateral_meeting"
    VISIT = "visit"


REMOTE_TYPES = frozenset({MeetingType.PHONE_CALL, MeetingType.VIDEO_CALL})


class MeetingStatus(StrEnum):
    HELD = "held"
    PLANNED = "planned"
    CANCELLED = "cancelled"


class DatePrecision(StrEnum):
    DAY = "day"
    RANGE = "range"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    UNKNOWN = "unknown"


class DateBasis(StrEnum):
    """How the date of a meeting was obtained, from firm to weak."""

    EXPLICIT = "explicit"  # the passage gives day, month and year, or month and year, or the year
    INFERRED_YEAR = "inferred_year"  # day and month told, the year from the article's anchor or context
    RELATIVE = "relative"  # "on Tuesday", "yesterday", resolved against the anchor
    FORUM = "forum"  # the dated edition of a forum that the meeting belongs to
    CONTEXT = "context"  # told for the trip or the occasion in another sentence
    PUBLICATION = "publication"  # nothing told: the day of the report itself
    NONE = "none"


class PublishedBasis(StrEnum):
    """How a document's publication date was found, from firm to weak."""

    MANIFEST = "manifest"
    JSON_LD = "json_ld"
    META = "meta"
    TIME_TAG = "time_tag"
    URL = "url"
    DATELINE = "dateline"  # a full date in the dateline or next to the title
    DATELINE_WITHOUT_YEAR = "dateline_without_year"  # the year comes from the article's own dated facts
    TODAY_PHRASE = "today_phrase"  # "today, 5 May"
    NONE = "none"


class LocationBasis(StrEnum):
    EXPLICIT = "explicit"  # "in Moscow" in the passage
    VENUE = "venue"  # the city of a named venue
    CONTEXT = "context"  # the trip or occasion is placed in another sentence
    FORUM = "forum"  # the city of the forum's edition
    DATELINE = "dateline"
    HOST = "host"  # the capital of the host, where the article says who hosted
    DESTINATION = "destination"  # the country or city of a visit
    NONE = "none"


class SegmentKind(StrEnum):
    """What a stretch of a document's text is. Mentions are read from TITLE, LEAD and BODY only."""

    TITLE = "title"
    DATELINE = "dateline"
    BODY = "body"
    EMBEDDED_POST = "embedded_post"
    BYLINE = "byline"
    CREDIT = "credit"
    RELATED = "related"  # other stories: "You may also like", "यह भी पढ़ें"
    FURNITURE = "furniture"  # menus, share buttons, captions, advertisements


class Language(StrEnum):
    HI = "hi"
    EN = "en"
    RU = "ru"


class RejectionStage(StrEnum):
    READ = "read"
    DECODE = "decode"
    ARTICLE = "article"
    LANGUAGE = "language"
    EXTRACT = "extract"
    MANIFEST = "manifest"


class CandidateRejection(StrEnum):
    """Why a passage that looks like a meeting is not one of ours."""

    NEGATED = "negated"
    HYPOTHETICAL = "hypothetical"
    HABITUAL = "habitual"
    THIRD_COUNTRY = "third_country"
    ONE_SIDED = "one_sided"  # no party of the other side could be told
    NOT_A_CONTACT = "not_a_contact"  # letters, greetings, statements


class PersonResolution(StrEnum):
    FULL_NAME = "full_name"
    SHORT_NAME = "short_name"  # surname or first name alone
    ROLE = "role"  # a post held on that day
    PROVISIONAL = "provisional"  # not in the reference data


class ParticipantBasis(StrEnum):
    NAMED = "named"
    ROLE = "role"
    COREFERENCE = "coreference"  # "the two leaders", "his Indian counterpart", a pronoun
    CONTEXT = "context"

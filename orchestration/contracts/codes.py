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
    """What a stretch of a document's text is. Mentions are read from TITLE and BODY only."""

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
    UNCERTAIN = "uncertain"  # all that is known of it makes it more likely wrong than right


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


class SourceKind(StrEnum):
    """Who speaks in a source of the web."""

    STATE = "state"
    AGENCY = "agency"
    PRESS = "press"


class FetchPurpose(StrEnum):
    """What an address was asked for."""

    ROBOTS = "robots"
    FEED = "feed"
    SITEMAP = "sitemap"
    SECTION = "section"  # a page that links to the newest stories
    ARCHIVE = "archive"  # a page that links to the stories of one day
    PAGE = "page"


class FetchOutcome(StrEnum):
    """How one request ended, or why none was sent."""

    READ = "read"
    NOT_MODIFIED = "not_modified"
    REDIRECT = "redirect"
    # the address or its owner says no
    BAD_URL = "bad_url"
    UNSAFE_ADDRESS = "unsafe_address"
    OFF_SITE = "off_site"  # leads to what is none of the source's stories
    ROBOTS_DISALLOWED = "robots_disallowed"
    ROBOTS_UNAVAILABLE = "robots_unavailable"  # robots.txt cannot be read now, so nothing may be
    # the server answers something else
    FORBIDDEN = "forbidden"
    NOT_FOUND = "not_found"
    GONE = "gone"
    RATE_LIMITED = "rate_limited"
    SERVER_ERROR = "server_error"
    HTTP_ERROR = "http_error"
    REDIRECT_LOOP = "redirect_loop"
    TOO_MANY_REDIRECTS = "too_many_redirects"
    # the answer cannot be used
    WRONG_TYPE = "wrong_type"
    TOO_LARGE = "too_large"
    EMPTY = "empty"
    BAD_ENCODING = "bad_encoding"
    TRUNCATED = "truncated"
    # no answer
    TIMEOUT = "timeout"
    CONNECTION_FAILED = "connection_failed"
    TLS_FAILED = "tls_failed"
    POSTPONED = "postponed"  # the host is left alone: it asked for that, or it is down


class PageState(StrEnum):
    """What is known of an address."""

    WANTED = "wanted"  # found, to be read on this or a later visit
    STORED = "stored"
    MOVED = "moved"  # leads to another address, which has a row of its own
    REFUSED = "refused"  # will not be asked for again
    GIVEN_UP = "given_up"  # failed on too many visits


class ChangeType(StrEnum):
    """What happened to a meeting between one publication and the next."""

    CREATED = "created"
    SPLIT = "split"  # a new meeting, of reports that spoke for another one
    MERGED = "merged"  # no row of its own any more: its id is an alias
    RETRACTED = "retracted"  # nothing tells of it any more; its id stays reserved
    RESTORED = "restored"  # a row again under the id first given
    STATUS_CHANGED = "status_changed"
    ATTRIBUTE_CHANGED = "attribute_changed"
    CORRECTED = "corrected"  # a person set the value


class ChangeCause(StrEnum):
    """Why a meeting is not what it was in the last publication."""

    NEW_DOCUMENTS = "new_documents"
    WITHDRAWN_DOCUMENTS = "withdrawn_documents"
    CORRECTION = "correction"  # of a person
    READ_ANEW = "read_anew"  # the same documents, read or brought together otherwise

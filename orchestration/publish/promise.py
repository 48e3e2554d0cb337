"""What the published file promises to those who read it, for the audit: tables, columns, types, keys.

The names and types that others rely on, and nothing more; models may have further columns, described by dbt.
"""

from __future__ import annotations

#: Promised columns and their DuckDB types by table. A trailing "?" marks a column that may be null.
PROMISED: dict[str, dict[str, str]] = {
    "fact_meetings": {
        "meeting_id": "VARCHAR",
        "meeting_type": "VARCHAR",
        "status": "VARCHAR",
        "start_date": "DATE?",
        "end_date": "DATE?",
        "date_precision": "VARCHAR",
        "location_id": "VARCHAR?",
        "venue": "VARCHAR?",
        "forum_id": "VARCHAR?",
        "duration_minutes": "INTEGER?",
        "confidence": "DOUBLE",
        "document_count": "INTEGER",
        "headline": "VARCHAR",
    },
    "fact_meeting_mentions": {
        "mention_id": "VARCHAR",
        "meeting_id": "VARCHAR",
        "document_id": "VARCHAR",
        "status": "VARCHAR",
        "quote": "VARCHAR",
        "char_start": "INTEGER",
        "char_end": "INTEGER",
        "confidence": "DOUBLE",
    },
    "fact_person_mentions": {"document_id": "VARCHAR", "person_id": "VARCHAR", "mention_count": "INTEGER"},
    "fact_rejected_mentions": {"mention_id": "VARCHAR", "document_id": "VARCHAR", "rejection": "VARCHAR"},
    "bridge_meeting_people": {
        "meeting_id": "VARCHAR",
        "person_id": "VARCHAR",
        "side": "VARCHAR",
        "title_as_reported": "VARCHAR?",
    },
    "bridge_meeting_roles": {"meeting_id": "VARCHAR", "side": "VARCHAR", "role_id": "VARCHAR?"},
    "bridge_meeting_topics": {"meeting_id": "VARCHAR", "topic_id": "VARCHAR", "evidence_count": "INTEGER"},
    "bridge_person_positions": {"person_id": "VARCHAR", "position_id": "VARCHAR"},
    "dim_people": {
        "person_id": "VARCHAR",
        "full_name": "VARCHAR",
        "full_name_hi": "VARCHAR?",
        "full_name_ru": "VARCHAR?",
        "country_code": "VARCHAR?",
        "is_curated": "BOOLEAN",
    },
    "dim_positions": {"position_id": "VARCHAR", "role_id": "VARCHAR"},
    "dim_topics": {
        "topic_id": "VARCHAR",
        "topic_name": "VARCHAR",
        "topic_name_hi": "VARCHAR",
        "parent_topic_id": "VARCHAR?",
        "description": "VARCHAR",
    },
    "dim_locations": {
        "location_id": "VARCHAR",
        "city": "VARCHAR?",
        "country_code": "VARCHAR",
        "country_name": "VARCHAR",
        "latitude": "DOUBLE?",
        "longitude": "DOUBLE?",
    },
    "dim_forums": {"forum_id": "VARCHAR", "forum_name": "VARCHAR"},
    "dim_dates": {"date_day": "DATE"},
    "dim_documents": {
        "document_id": "VARCHAR",
        "source_name": "VARCHAR",
        "source_url": "VARCHAR?",
        "title": "VARCHAR?",
        "publisher": "VARCHAR?",
        "language": "VARCHAR",
        "published_date": "DATE?",
    },
    "dim_publishers": {"publisher_id": "VARCHAR", "publisher_kind": "VARCHAR"},
    "fact_cameo_events": {"event_id": "VARCHAR", "meeting_id": "VARCHAR", "cameo_code": "VARCHAR"},
    "rejected_documents": {"source_name": "VARCHAR", "stage": "VARCHAR", "reason": "VARCHAR"},
}

#: (table, column, referenced table, referenced column): a value that is told must be found.
FOREIGN_KEYS: tuple[tuple[str, str, str, str], ...] = (
    ("fact_meetings", "location_id", "dim_locations", "location_id"),
    ("fact_meetings", "forum_id", "dim_forums", "forum_id"),
    ("fact_meetings", "start_date", "dim_dates", "date_day"),
    ("fact_meetings", "end_date", "dim_dates", "date_day"),
    ("fact_meeting_mentions", "meeting_id", "fact_meetings", "meeting_id"),
    ("fact_meeting_mentions", "document_id", "dim_documents", "document_id"),
    ("fact_person_mentions", "document_id", "dim_documents", "document_id"),
    ("fact_person_mentions", "person_id", "dim_people", "person_id"),
    ("fact_rejected_mentions", "document_id", "dim_documents", "document_id"),
    ("bridge_meeting_people", "meeting_id", "fact_meetings", "meeting_id"),
    ("bridge_meeting_people", "person_id", "dim_people", "person_id"),
    ("bridge_meeting_people", "position_id", "dim_positions", "position_id"),
    ("bridge_meeting_roles", "meeting_id", "fact_meetings", "meeting_id"),
    ("bridge_meeting_topics", "meeting_id", "fact_meetings", "meeting_id"),
    ("bridge_meeting_topics", "topic_id", "dim_topics", "topic_id"),
    ("bridge_person_positions", "person_id", "dim_people", "person_id"),
    ("bridge_person_positions", "position_id", "dim_positions", "position_id"),
    ("dim_topics", "parent_topic_id", "dim_topics", "topic_id"),
    ("dim_forums", "parent_forum_id", "dim_forums", "forum_id"),
    ("dim_documents", "publisher_id", "dim_publishers", "publisher_id"),
    ("dim_documents", "agency_id", "dim_publishers", "publisher_id"),
    ("fact_cameo_events", "meeting_id", "fact_meetings", "meeting_id"),
    # no fact without evidence
    ("fact_meetings", "meeting_id", "fact_meeting_mentions", "meeting_id"),
)

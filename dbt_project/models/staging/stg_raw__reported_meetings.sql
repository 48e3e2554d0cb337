select
    reported_meeting_id,
    document_id,
    meeting_type,
    status,
    start_date,
    end_date,
    date_precision,
    date_basis,
    date_phrase,
    location_id,
    location_basis,
    venue,
    forum_id,
    duration_minutes,
    confidence,
    extractor_version
from {{ source('raw', 'reported_meetings') }}

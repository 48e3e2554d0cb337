select
    meeting_id,
    meeting_type,
    status,
    start_date,
    end_date,
    date_precision,
    location_id,
    venue,
    forum_id,
    duration_minutes,
    people
from {{ source('raw', 'published_meetings') }}

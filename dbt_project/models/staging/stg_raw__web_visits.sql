select
    visit_id,
    source_id,
    day,
    started_at,
    ended_at,
    listings_read,
    listings_failed,
    pages_found,
    pages_stored,
    pages_unchanged,
    pages_failed,
    pages_left,
    byte_size,
    note
from {{ source('raw', 'web_visits') }}

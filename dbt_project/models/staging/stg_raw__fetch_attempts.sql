select
    attempt_id,
    visit_id,
    source_id,
    purpose,
    url,
    try_no,
    requested_at,
    seconds,
    status,
    outcome,
    reason,
    content_type,
    byte_size,
    wait_seconds
from {{ source('raw', 'fetch_attempts') }}

select
    source_id,
    url,
    state,
    found_in,
    publisher,
    first_found_at,
    asked_at,
    ask_after,
    failures,
    outcome,
    reason,
    moved_to,
    etag,
    last_modified,
    document_id
from {{ source('raw', 'web_pages') }}

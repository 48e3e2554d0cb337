select
    document_id,
    source_name,
    other_source_names,
    media_type,
    byte_size,
    source_url,
    manifest_published,
    manifest_publisher,
    manifest_title,
    first_seen_at,
    declared_charset,
    first_fetched_at,
    last_fetched_at
from {{ source('raw', 'documents') }}

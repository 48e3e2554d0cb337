select
    location,
    document_id,
    source_name,
    archive,
    media_type,
    source_url,
    published,
    publisher,
    title,
    declared_charset,
    fetched_at
from {{ source('raw', 'document_sources') }}

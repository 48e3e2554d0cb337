select
    warc_file,
    warc_offset,
    warc_length,
    visit_id,
    source_id,
    url,
    document_id,
    fetched_at,
    content_type,
    byte_size,
    text_characters
from {{ source('raw', 'web_captures') }}

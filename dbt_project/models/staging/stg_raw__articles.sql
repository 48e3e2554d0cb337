select
    document_id,
    language,
    title,
    publisher,
    agency,
    source_url,
    dateline_place,
    published_date,
    published_basis,
    anchor_start,
    anchor_end,
    encoding,
    text,
    near_duplicate_group,
    reader_version
from {{ source('raw', 'articles') }}

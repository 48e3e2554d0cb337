select
    document_id,
    segment_no,
    segment_kind,
    rule,
    char_start,
    char_end
from {{ source('raw', 'article_segments') }}

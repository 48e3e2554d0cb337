select
    mention_id,
    document_id,
    rejection,
    quote,
    char_start,
    char_end,
    trigger,
    evidence,
    extractor_version
from {{ source('raw', 'rejected_mentions') }}

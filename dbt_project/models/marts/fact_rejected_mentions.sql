select
    mention_id,
    document_id,
    rejection,
    quote,
    char_start::integer as char_start,
    char_end::integer as char_end,
    trigger,
    evidence,
    extractor_version
from {{ ref('stg_raw__rejected_mentions') }}

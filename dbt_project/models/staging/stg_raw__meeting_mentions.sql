select
    mention_id,
    reported_meeting_id,
    document_id,
    status,
    quote,
    char_start,
    char_end,
    trigger,
    rule,
    confidence,
    extractor_version,
    is_postponed
from {{ source('raw', 'meeting_mentions') }}

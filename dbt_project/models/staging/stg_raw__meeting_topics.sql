select
    reported_meeting_id,
    topic_id,
    char_start,
    char_end,
    document_id,
    term,
    weight,
    extractor_version
from {{ source('raw', 'meeting_topics') }}

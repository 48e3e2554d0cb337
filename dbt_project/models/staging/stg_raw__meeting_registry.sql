select
    mention_id,
    document_id,
    char_start,
    char_end,
    meeting_type,
    status,
    start_date,
    end_date,
    date_precision,
    people,
    given_id,
    meeting_id,
    is_current
from {{ source('raw', 'meeting_registry') }}

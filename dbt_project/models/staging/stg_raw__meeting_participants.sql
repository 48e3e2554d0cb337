select
    reported_meeting_id,
    participant_no,
    document_id,
    person_id,
    side,
    role_id,
    title_as_reported,
    basis,
    char_start,
    char_end,
    extractor_version
from {{ source('raw', 'meeting_participants') }}

select
    change_id,
    publication_no,
    changed_at,
    meeting_id,
    change_type,
    attribute,
    from_value,
    to_value,
    other_meeting_id,
    cause,
    correction_id
from {{ source('raw', 'meeting_changes') }}

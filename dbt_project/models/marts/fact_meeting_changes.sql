-- What was published before, and what the next publication adds.
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
from {{ ref('stg_raw__meeting_changes') }}
union all
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
from {{ ref('int_meetings__changes') }}

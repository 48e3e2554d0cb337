select
    correction_id,
    action,
    meeting_id,
    other_meeting_id,
    string_split(document_ids, ';') as document_ids,
    field,
    new_value,
    corrected_by,
    corrected_on,
    reason,
    source
from {{ ref('corrections') }}

select
    meeting_id,
    person_id,
    side,
    title_as_reported,
    role_id,
    position_id,
    is_resolved_from_post,
    document_count::integer as document_count
from {{ ref('int_meetings__people') }}

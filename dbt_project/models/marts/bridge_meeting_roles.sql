select
    meeting_id,
    side,
    role_id,
    title_as_reported,
    document_count::integer as document_count
from {{ ref('int_meetings__roles') }}

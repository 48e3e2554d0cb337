select
    steps.meeting_id,
    steps.step_no::integer as step_no,
    steps.step as status,
    steps.told_on as reported_date,
    steps.new_start_date,
    steps.new_end_date,
    steps.new_date_precision,
    steps.document_id,
    passages.quote,
    passages.char_start::integer as char_start,
    passages.char_end::integer as char_end
from {{ ref('int_meetings__lifecycle') }} as steps
inner join {{ ref('int_meetings__first_passages') }} as passages
    on steps.reported_meeting_id = passages.reported_meeting_id

with passages as (
    select
        reported_meeting_id,
        first(quote order by char_start) as quote,
        min(char_start) as char_start,
        first(char_end order by char_start) as char_end
    from {{ ref('stg_raw__meeting_mentions') }}
    group by reported_meeting_id
)

select
    steps.meeting_id,
    steps.step_no::integer as step_no,
    steps.step as status,
    steps.told_on as reported_date,
    steps.document_id,
    passages.quote,
    passages.char_start::integer as char_start,
    passages.char_end::integer as char_end
from {{ ref('int_meetings__lifecycle') }} as steps
inner join passages on steps.reported_meeting_id = passages.reported_meeting_id

-- Meetings as they are now with the corrections that made them so.
select
    names.current_meeting_id as meeting_id,
    corrections.correction_id,
    corrections.action,
    corrections.field,
    corrections.new_value,
    corrections.start_date,
    corrections.end_date
from {{ ref('int_meetings__corrections') }} as corrections
inner join {{ ref('int_meetings__names') }} as names
    on
        names.meeting_id in (corrections.meeting_id, corrections.other_meeting_id)
        or names.centre_id = 'split by ' || corrections.correction_id
where corrections.problem is null
group by all

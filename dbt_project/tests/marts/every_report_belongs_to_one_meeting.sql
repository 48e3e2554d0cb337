-- Bringing reports together neither loses nor doubles one.
select reports.reported_meeting_id
from {{ ref('stg_raw__reported_meetings') }} as reports
left join {{ ref('int_meetings__members') }} as members
    on reports.reported_meeting_id = members.reported_meeting_id
group by reports.reported_meeting_id
having count(members.meeting_id) <> 1

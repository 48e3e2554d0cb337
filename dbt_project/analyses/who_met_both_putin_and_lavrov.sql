-- Who met both Vladimir Putin and Sergey Lavrov?
select
    people.full_name,
    count(distinct meetings.meeting_id) filter (where counterparts.person_id = 'vladimir-putin') as with_putin,
    count(distinct meetings.meeting_id) filter (where counterparts.person_id = 'sergey-lavrov') as with_lavrov
from {{ ref('fact_meetings') }} as meetings
inner join {{ ref('bridge_meeting_people') }} as counterparts on meetings.meeting_id = counterparts.meeting_id
inner join {{ ref('bridge_meeting_people') }} as parties
    on meetings.meeting_id = parties.meeting_id and parties.side = 'IN'
inner join {{ ref('dim_people') }} as people on parties.person_id = people.person_id
where meetings.status = 'held'
group by people.full_name
having with_putin > 0 and with_lavrov > 0
order by people.full_name

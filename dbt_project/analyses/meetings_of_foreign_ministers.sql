-- When did the foreign ministers of the day meet, whoever held the post?
select
    meetings.start_date,
    meetings.meeting_type,
    meetings.headline,
    string_agg(people.full_name, ' and ' order by parties.side) as ministers
from {{ ref('fact_meetings') }} as meetings
inner join {{ ref('bridge_meeting_people') }} as parties on meetings.meeting_id = parties.meeting_id
inner join {{ ref('dim_people') }} as people on parties.person_id = people.person_id
where parties.role_id = 'foreign_minister' and meetings.status = 'held'
group by all
having count(distinct parties.side) > 1
order by meetings.start_date

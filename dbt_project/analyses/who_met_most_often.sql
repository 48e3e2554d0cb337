-- Who of the two sides met or spoke most often, year by year?
select
    year(meetings.start_date) as calendar_year,
    indian.full_name as indian,
    russian.full_name as russian,
    count(*) as meetings,
    min(meetings.start_date) as first_meeting,
    max(meetings.end_date) as last_meeting
from {{ ref('fact_meetings') }} as meetings
inner join {{ ref('bridge_meeting_people') }} as of_india
    on meetings.meeting_id = of_india.meeting_id and of_india.side = 'IN'
inner join {{ ref('bridge_meeting_people') }} as of_russia
    on meetings.meeting_id = of_russia.meeting_id and of_russia.side = 'RU'
inner join {{ ref('dim_people') }} as indian on of_india.person_id = indian.person_id
inner join {{ ref('dim_people') }} as russian on of_russia.person_id = russian.person_id
where meetings.status = 'held' and meetings.date_precision <> 'unknown'
group by calendar_year, indian.full_name, russian.full_name
order by calendar_year desc, meetings desc, indian, russian

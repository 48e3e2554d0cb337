-- Which topics came up at how many meetings in each year?
select
    dates.calendar_year,
    topics.topic_name,
    count(*) as meetings
from {{ ref('bridge_meeting_topics') }} as links
inner join {{ ref('fact_meetings') }} as meetings on links.meeting_id = meetings.meeting_id
inner join {{ ref('dim_topics') }} as topics on links.topic_id = topics.topic_id
inner join {{ ref('dim_dates') }} as dates on meetings.start_date = dates.date_day
where meetings.status = 'held'
group by dates.calendar_year, topics.topic_name
order by dates.calendar_year desc, meetings desc, topics.topic_name

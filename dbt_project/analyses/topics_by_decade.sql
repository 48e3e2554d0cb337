-- What did the two sides talk about in each decade, and in what share of the meetings of which topics are known?
with talks as (
    select
        links.meeting_id,
        links.topic_id,
        (year(meetings.start_date) // 10) * 10 as decade
    from {{ ref('bridge_meeting_topics') }} as links
    inner join {{ ref('fact_meetings') }} as meetings on links.meeting_id = meetings.meeting_id
    where meetings.status = 'held' and meetings.date_precision <> 'unknown'
),

decades as (
    select
        decade,
        count(distinct meeting_id) as meetings
    from talks
    group by decade
)

select
    talks.decade,
    parents.topic_name as area,
    topics.topic_name,
    count(*) as meetings,
    round(count(*) / decades.meetings, 2) as share_of_meetings
from talks
inner join decades on talks.decade = decades.decade
inner join {{ ref('dim_topics') }} as topics on talks.topic_id = topics.topic_id
left join {{ ref('dim_topics') }} as parents on topics.parent_topic_id = parents.topic_id
group by talks.decade, parents.topic_name, topics.topic_name, decades.meetings
order by talks.decade, meetings desc, topics.topic_name

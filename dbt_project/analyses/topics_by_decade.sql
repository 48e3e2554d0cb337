-- What did the two sides talk about in each decade, and in what share of the meetings of which topics are known?
with held as (
    select
        meetings.meeting_id,
        (year(meetings.start_date) // 10) * 10 as decade
    from {{ ref('fact_meetings') }} as meetings
    where
        meetings.status = 'held'
        and meetings.date_precision <> 'unknown'
        and meetings.meeting_id in (select meeting_id from {{ ref('bridge_meeting_topics') }})
)

select
    held.decade,
    parents.topic_name as area,
    topics.topic_name,
    count(*) as meetings,
    round(
        count(*) / (select count(*) from held as all_held where all_held.decade = held.decade), 2
    ) as share_of_meetings
from held
inner join {{ ref('bridge_meeting_topics') }} as talked_of on held.meeting_id = talked_of.meeting_id
inner join {{ ref('dim_topics') }} as topics on talked_of.topic_id = topics.topic_id
left join {{ ref('dim_topics') }} as parents on topics.parent_topic_id = parents.topic_id
group by held.decade, parents.topic_name, topics.topic_name
order by held.decade, meetings desc, topics.topic_name

-- How long before a meeting was it first announced? Days from the first report of a plan to the first day of what was
-- held; meetings that were held unannounced are left out.
with announcements as (
    select
        mentions.meeting_id,
        min(documents.published_date) as announced_date
    from {{ ref('fact_meeting_mentions') }} as mentions
    inner join {{ ref('dim_documents') }} as documents on mentions.document_id = documents.document_id
    where mentions.status = 'planned'
    group by mentions.meeting_id
)

select
    meetings.headline,
    meetings.meeting_type,
    announcements.announced_date,
    meetings.start_date,
    date_diff('day', announcements.announced_date, meetings.start_date) as lead_days
from {{ ref('fact_meetings') }} as meetings
inner join announcements on meetings.meeting_id = announcements.meeting_id
where
    meetings.status = 'held'
    and meetings.date_precision in ('day', 'range')
    and announcements.announced_date <= meetings.start_date
order by lead_days desc, meetings.start_date

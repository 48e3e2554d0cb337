with announcements as (
    select
        meeting_id,
        min(told_on) filter (where step = 'announced') as announced_date
    from {{ ref('int_meetings__lifecycle') }}
    group by meeting_id
),

conflicts as (
    select distinct meeting_id
    from {{ ref('int_meetings__claims') }}
    where is_contradicting
)

select
    meetings.meeting_id,
    meetings.meeting_type,
    meetings.status,
    meetings.start_date,
    meetings.end_date,
    meetings.date_precision,
    meetings.date_basis,
    meetings.date_phrase,
    meetings.location_id,
    meetings.location_basis,
    meetings.venue,
    meetings.forum_id,
    parents.parent_meeting_id,
    meetings.duration_minutes::integer as duration_minutes,
    meetings.confidence,
    meetings.document_count::integer as document_count,
    meetings.independent_source_count::integer as independent_source_count,
    meetings.first_reported_date,
    meetings.last_reported_date,
    announcements.announced_date,
    if(
        meetings.date_precision in ('day', 'range') and announcements.announced_date <= meetings.start_date,
        meetings.start_date - announcements.announced_date,
        null
    )::integer as lead_time_days,
    -- as of the newest document, not of the clock: the same documents give the same facts
    meetings.status = 'planned' and coalesce(meetings.end_date < publication.told_until, false) as is_overdue,
    conflicts.meeting_id is not null as has_conflict,
    meetings.is_corrected,
    headlines.headline
from {{ ref('int_meetings__resolved') }} as meetings
inner join {{ ref('int_meetings__headlines') }} as headlines on meetings.meeting_id = headlines.meeting_id
cross join {{ ref('int_meetings__publication') }} as publication
left join announcements on meetings.meeting_id = announcements.meeting_id
left join conflicts on meetings.meeting_id = conflicts.meeting_id
left join {{ ref('int_meetings__parents') }} as parents on meetings.meeting_id = parents.meeting_id

-- Meetings that are part of a visit or a summit: on its days, in its country, with who travelled or, where its leaders
-- met, in the same city. A visit comes before a summit; a summit can be part of a visit.
with meetings as (
    select
        meetings.meeting_id,
        meetings.meeting_type,
        meetings.status,
        meetings.start_date,
        meetings.end_date,
        meetings.location_id,
        places.country_code,
        places.city,
        {{ contact_form('meetings.meeting_type') }} as contact_form
    from {{ ref('int_meetings__resolved') }} as meetings
    left join {{ ref('stg_raw__locations') }} as places on meetings.location_id = places.location_id
    where meetings.date_precision in ('day', 'range')
),

-- under which keys a part finds the whole: a day with a traveller, or with a city
wholes as (
    select
        meetings.*,
        unnest(generate_series(meetings.start_date - 1, meetings.end_date + 1, interval 1 day)::date[]) as day,
        people.person_id as key,
        true as is_shared
    from meetings
    inner join {{ ref('int_meetings__people') }} as people on meetings.meeting_id = people.meeting_id
    where meetings.meeting_type in ('visit', 'summit') and people.side <> meetings.country_code
    union all
    select
        meetings.*,
        unnest(generate_series(meetings.start_date, meetings.end_date, interval 1 day)::date[]) as day,
        meetings.location_id as key,
        false as is_shared
    from meetings
    where meetings.meeting_type = 'summit' and meetings.city is not null
),

parts as (
    select
        meetings.*,
        people.person_id as key
    from meetings
    inner join {{ ref('int_meetings__people') }} as people on meetings.meeting_id = people.meeting_id
    where meetings.meeting_type <> 'visit' and meetings.contact_form <> 'remote'
    union all
    select
        meetings.*,
        meetings.location_id as key
    from meetings
    where meetings.meeting_type <> 'visit' and meetings.contact_form <> 'remote' and meetings.city is not null
)

select
    parts.meeting_id,
    first(
        wholes.meeting_id
        order by wholes.meeting_type = 'visit' desc, wholes.is_shared desc, wholes.start_date, wholes.meeting_id
    ) as parent_meeting_id
from parts
inner join wholes
    on
        parts.key = wholes.key
        and parts.start_date = wholes.day
        and parts.end_date <= wholes.end_date + 1
        and parts.meeting_id <> wholes.meeting_id
        and parts.status = wholes.status
        and coalesce(parts.country_code = wholes.country_code, true)
where parts.meeting_type <> 'summit' or wholes.meeting_type = 'visit'
group by parts.meeting_id

-- What each report says of its meeting, one attribute at a time, and how that stands to the value that was chosen.
with reports as (
    select
        members.meeting_id,
        profiles.*,
        meetings.status as chosen_status,
        meetings.meeting_type as chosen_type,
        meetings.start_date as chosen_start,
        meetings.end_date as chosen_end,
        meetings.location_id as chosen_location,
        meetings.venue as chosen_venue,
        meetings.forum_id as chosen_forum,
        meetings.duration_minutes as chosen_minutes,
        places.city as chosen_city,
        places.country_code as chosen_country
    from {{ ref('int_meetings__members') }} as members
    inner join {{ ref('int_meetings__profiles') }} as profiles on members.reported_meeting_id = profiles.profile_id
    inner join {{ ref('int_meetings__resolved') }} as meetings on members.meeting_id = meetings.meeting_id
    left join {{ ref('stg_raw__locations') }} as places on meetings.location_id = places.location_id
),

claims as (
    select
        meeting_id,
        profile_id,
        'date' as attribute,
        concat_ws('/', start_date, nullif(end_date, start_date)) as claimed,
        date_basis as basis,
        coalesce(start_date <= chosen_end and end_date >= chosen_start, false) as is_supporting,
        -- a plan that was moved contradicts nothing
        coalesce((start_date > chosen_end or end_date < chosen_start) and status = chosen_status, false)
            as is_contradicting
    from reports
    where start_date is not null
    union all
    select
        meeting_id,
        profile_id,
        'status' as attribute,
        status as claimed,
        null as basis,
        status = chosen_status as is_supporting,
        status <> chosen_status and status <> 'planned' as is_contradicting
    from reports
    union all
    select
        meeting_id,
        profile_id,
        'type' as attribute,
        meeting_type as claimed,
        null as basis,
        meeting_type = chosen_type as is_supporting,
        false as is_contradicting
    from reports
    union all
    select
        meeting_id,
        profile_id,
        'place' as attribute,
        location_id as claimed,
        location_basis as basis,
        coalesce(country_code = chosen_country and coalesce(city = chosen_city, true), false) as is_supporting,
        coalesce(firm_country_code <> chosen_country or firm_city <> chosen_city, false) as is_contradicting
    from reports
    where location_id is not null
    union all
    select
        meeting_id,
        profile_id,
        'venue' as attribute,
        venue as claimed,
        null as basis,
        coalesce(venue = chosen_venue, false) as is_supporting,
        false as is_contradicting
    from reports
    where venue is not null
    union all
    select
        meeting_id,
        profile_id,
        'forum' as attribute,
        forum_id as claimed,
        null as basis,
        coalesce(chosen_forum in (forum_id, edition_id, forum_series), false) as is_supporting,
        false as is_contradicting
    from reports
    where forum_id is not null
    union all
    -- "about an hour" and "seventy minutes" are the same
    select
        meeting_id,
        profile_id,
        'duration' as attribute,
        duration_minutes::varchar as claimed,
        null as basis,
        coalesce(abs(duration_minutes - chosen_minutes) <= 15, false) as is_supporting,
        coalesce(abs(duration_minutes - chosen_minutes) > 15, false) as is_contradicting
    from reports
    where duration_minutes is not null
    union all
    select distinct
        reports.meeting_id,
        reports.profile_id,
        'participant' as attribute,
        coalesce(parties.person_id, concat_ws(':', parties.side, parties.role_id)) as claimed,
        parties.basis,
        true as is_supporting,
        false as is_contradicting
    from reports
    inner join {{ ref('int_meetings__participants') }} as parties on reports.profile_id = parties.reported_meeting_id
    union all
    select distinct
        reports.meeting_id,
        reports.profile_id,
        'topic' as attribute,
        topics.topic_id as claimed,
        null as basis,
        true as is_supporting,
        false as is_contradicting
    from reports
    inner join {{ ref('stg_raw__meeting_topics') }} as topics on reports.profile_id = topics.reported_meeting_id
)

select
    claims.meeting_id,
    claims.profile_id as reported_meeting_id,
    reports.document_id,
    reports.near_duplicate_group,
    claims.attribute,
    claims.claimed,
    min(claims.basis) as basis,
    claims.is_supporting,
    claims.is_contradicting
from claims
inner join reports on claims.profile_id = reports.profile_id
group by all

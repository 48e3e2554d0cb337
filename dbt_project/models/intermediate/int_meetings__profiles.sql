-- One row per reported meeting, with what decides whether two reports tell of one occasion.
with parties as (
    select
        reported_meeting_id,
        side_no,
        list_sort(coalesce(list(distinct person_id) filter (where person_id is not null), [])) as people,
        list_sort(coalesce(list(distinct role_id) filter (where role_id is not null), [])) as roles,
        bool_or(coalesce(role_id in ('president', 'prime_minister'), false))
        filter (where person_id is not null or role_id is not null) as has_leader
    from {{ ref('int_meetings__participants') }}
    where side_no is not null
    group by reported_meeting_id, side_no
),

forums as (
    select
        edition_id as forum_id,
        edition_id,
        forum_id as forum_series
    from {{ ref('stg_reference__forum_editions') }}
    union all
    select
        forum_id,
        null as edition_id,
        forum_id as forum_series
    from {{ ref('stg_reference__forums') }}
),

-- "the annual summit", "in July 2024": of a forum and its dates, the only edition that there was then
editions_then as (
    select
        reports.reported_meeting_id,
        min(editions.edition_id) as edition_id
    from {{ ref('stg_raw__reported_meetings') }} as reports
    inner join {{ ref('stg_reference__forum_editions') }} as editions
        on
            reports.forum_id = editions.forum_id
            and reports.start_date <= editions.end_date
            and reports.end_date >= editions.start_date
    group by reports.reported_meeting_id
    having count(*) = 1
),

-- as far as known: a year before the first post and a year after the last one are counted in
careers as (
    select
        person_id,
        if(count(valid_from) = count(*), min(valid_from) - 365, null) as first_day,
        if(count(valid_to) = count(*), max(valid_to) + 365, null) as last_day
    from {{ ref('stg_reference__person_positions') }}
    group by person_id
),

in_office as (
    select
        participants.reported_meeting_id,
        max(careers.first_day) as first_day,
        min(careers.last_day) as last_day
    from {{ ref('int_meetings__participants') }} as participants
    inner join careers on participants.person_id = careers.person_id
    group by participants.reported_meeting_id
),

reports as (
    select
        reports.*,
        articles.near_duplicate_group,
        articles.anchor_start,
        articles.anchor_end,
        articles.published_date,
        locations.city,
        locations.country_code,
        -- a dateline or the host's capital is a guess that another report may overrule, and so is a place in another
        -- country than that of the edition
        reports.location_basis not in ('dateline', 'host', 'none')
        and coalesce(editions.country_code = locations.country_code, true) as is_place_firm,
        reports.date_precision in ('day', 'range') as is_dated,
        reports.date_basis in ('explicit', 'inferred_year') as is_date_firm,
        editions.edition_id,
        forums.forum_series,
        series.group_forum_id as forum_group,
        reports.reported_meeting_id in (select parties.reported_meeting_id from parties) as names_anybody
    from {{ ref('stg_raw__reported_meetings') }} as reports
    inner join {{ ref('stg_raw__articles') }} as articles on reports.document_id = articles.document_id
    left join {{ ref('stg_raw__locations') }} as locations on reports.location_id = locations.location_id
    left join forums on reports.forum_id = forums.forum_id
    left join {{ ref('stg_reference__forums') }} as series on forums.forum_series = series.forum_id
    left join editions_then on reports.reported_meeting_id = editions_then.reported_meeting_id
    left join {{ ref('stg_reference__forum_editions') }} as editions
        on coalesce(forums.edition_id, editions_then.edition_id) = editions.edition_id
    -- facts follow the newest version of a story; what older ones told is in fact_superseded_mentions
    where articles.is_current_version
),

subjects as (
    select
        reported_meeting_id,
        list_sort(list(distinct topic_id)) as topics
    from {{ ref('stg_raw__meeting_topics') }}
    group by reported_meeting_id
),

-- what is planned comes after the writing, what was held came before it; within a year where no date is told, and
-- within half a year where nobody is named either
possible as (
    select
        reported_meeting_id,
        case
            when is_dated then start_date
            when status = 'planned' then greatest(start_date, anchor_start)
            when status = 'held' then coalesce(start_date, anchor_start - 365)
            else start_date
        end as earliest_date,
        case
            when is_dated then end_date
            when status = 'planned' then coalesce(end_date, anchor_end + if(names_anybody, 365, 183))
            when status = 'held' then least(end_date, anchor_end)
            else end_date
        end as latest_date
    from reports
)

select
    reports.reported_meeting_id as profile_id,
    [reports.document_id] as document_ids,
    reports.document_id,
    reports.near_duplicate_group,
    1 as source_count,
    reports.published_date,
    reports.meeting_type,
    {{ contact_form('reports.meeting_type') }} as contact_form,
    reports.status,
    reports.status = 'held' as has_held,
    reports.status = 'planned' as has_planned,
    reports.status = 'cancelled' as has_cancelled,
    case when reports.status = 'planned' then reports.anchor_start end as planned_since,
    case
        when reports.status = 'held' and reports.anchor_end - reports.anchor_start <= 31 then reports.anchor_start - 14
    end as recent_since,
    reports.status = 'planned' or reports.meeting_type in ('visit', 'summit') as may_name_one_side,
    reports.start_date,
    reports.end_date,
    reports.date_precision,
    reports.date_basis,
    reports.date_phrase,
    reports.is_dated,
    reports.is_date_firm,
    -- an article whose own dates contradict each other keeps what it says
    if(possible.earliest_date > possible.latest_date, reports.start_date, possible.earliest_date) as earliest_date,
    if(possible.earliest_date > possible.latest_date, reports.end_date, possible.latest_date) as latest_date,
    if(reports.date_precision = 'unknown', in_office.first_day, null) as in_office_from,
    if(reports.date_precision = 'unknown', in_office.last_day, null) as in_office_until,
    case
        when reports.is_dated
            then generate_series(reports.start_date, reports.end_date + 1, interval 1 day)::date[]
        when possible.latest_date - possible.earliest_date between 0 and 400
            then
                generate_series(
                    date_trunc('month', possible.earliest_date), possible.latest_date, interval 1 month
                )::date[]
        else [null]
    end as block_days,
    reports.location_id,
    reports.location_basis,
    reports.city,
    reports.country_code,
    if(reports.is_place_firm, reports.city, null) as firm_city,
    if(reports.is_place_firm, reports.country_code, null) as firm_country_code,
    if(reports.is_place_firm and reports.location_basis <> 'context', reports.city, null) as told_city,
    if(reports.is_place_firm and reports.location_basis <> 'context', reports.country_code, null) as told_country_code,
    reports.venue,
    reports.forum_id,
    reports.edition_id,
    reports.forum_series,
    coalesce(reports.forum_group, reports.forum_series) as forum_group,
    reports.duration_minutes,
    reports.confidence,
    coalesce(subjects.topics, []) as topics,
    coalesce(side_1.people, []) as people_1,
    coalesce(side_2.people, []) as people_2,
    coalesce(side_1.roles, []) as roles_1,
    coalesce(side_2.roles, []) as roles_2,
    side_1.has_leader as has_leader_1,
    side_2.has_leader as has_leader_2,
    row_number() over (
        order by
            case reports.date_precision
                when 'day' then 1 when 'range' then 2 when 'month' then 3 when 'quarter' then 4 when 'year' then 5
                else 6
            end,
            -- a day that has been stands before one that was only planned
            reports.status = 'planned',
            -- what says most about day and place stands for its occasion, so that what contradicts it stays away
            reports.is_date_firm::integer + coalesce(reports.is_place_firm, false)::integer desc,
            reports.status = 'cancelled',
            (coalesce(len(side_1.people), 0) > 0)::integer + (coalesce(len(side_2.people), 0) > 0)::integer desc,
            reports.reported_meeting_id
    ) as priority
from reports
inner join possible on reports.reported_meeting_id = possible.reported_meeting_id
left join subjects on reports.reported_meeting_id = subjects.reported_meeting_id
left join in_office on reports.reported_meeting_id = in_office.reported_meeting_id
left join parties as side_1 on reports.reported_meeting_id = side_1.reported_meeting_id and side_1.side_no = 1
left join parties as side_2 on reports.reported_meeting_id = side_2.reported_meeting_id and side_2.side_no = 2

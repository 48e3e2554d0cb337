-- One row per occasion with the best value of each attribute, chosen among its reports one attribute at a time.
-- Near-identical texts are one voice: votes and confidence count near-duplicate groups.
with reports as (
    select
        members.meeting_id,
        profiles.*,
        coalesce(publishers.publisher_kind = 'state', false) as is_official,
        coalesce(articles.anchor_end, articles.anchor_start, articles.published_date) as told_on
    from {{ ref('int_meetings__members') }} as members
    inner join {{ ref('int_meetings__profiles') }} as profiles on members.reported_meeting_id = profiles.profile_id
    inner join {{ ref('stg_raw__articles') }} as articles on profiles.document_id = articles.document_id
    left join {{ ref('int_documents__publishers') }} as known on profiles.document_id = known.document_id
    left join {{ ref('stg_reference__publishers') }} as publishers on known.publisher_id = publishers.publisher_id
),

-- held is final; a plan called off stays so unless it is told as a plan later
statuses as (
    select
        meeting_id,
        case
            when bool_or(status = 'held') then 'held'
            when not bool_or(status = 'cancelled') then 'planned'
            when max(told_on) filter (where status = 'planned') > max(told_on) filter (where status = 'cancelled')
                then 'planned'
            else 'cancelled'
        end as status
    from reports
    group by meeting_id
),

sources as (
    select
        meeting_id,
        near_duplicate_group,
        max(confidence) as confidence
    from reports
    group by meeting_id, near_duplicate_group
),

totals as (
    select
        meeting_id,
        round(1 - product(1 - confidence), 6) as confidence,
        count(*) as independent_source_count
    from sources
    group by meeting_id
),

counts as (
    select
        meeting_id,
        count(distinct document_id) as document_count,
        min(published_date) as first_reported_date,
        max(published_date) as last_reported_date
    from reports
    group by meeting_id
),

-- a bare visit gives way to the meeting that was its purpose, and a summit of others than leaders to what else it is
-- called; then votes; then what says more
types as (
    select
        meeting_id,
        meeting_type
    from reports
    group by meeting_id, meeting_type
    qualify row_number() over (
        partition by meeting_id
        order by
            meeting_type = 'visit',
            meeting_type = 'summit' and bool_and(coalesce(not (has_leader_1 and has_leader_2), false)),
            count(distinct near_duplicate_group) desc,
            bool_or(is_official) desc,
            case meeting_type
                when 'summit' then 1 when 'consultations' then 2 when 'video_call' then 3 else 4
            end,
            meeting_type
    ) = 1
),

dates as (
    select
        reports.meeting_id,
        reports.start_date,
        reports.end_date,
        reports.date_precision,
        first(reports.date_basis order by {{ date_basis_rank('reports.date_basis') }}, reports.profile_id)
            as date_basis,
        first(reports.date_phrase order by {{ date_basis_rank('reports.date_basis') }}, reports.profile_id)
            as date_phrase
    from reports
    inner join statuses on reports.meeting_id = statuses.meeting_id
    group by reports.meeting_id, reports.start_date, reports.end_date, reports.date_precision
    qualify row_number() over (
        partition by reports.meeting_id
        order by
            case reports.date_precision
                when 'day' then 1 when 'range' then 1 when 'month' then 2 when 'quarter' then 3 when 'year' then 4
                else 5
            end,
            bool_or(reports.status = statuses.status) desc,
            -- what was planned for a day, however firmly, says little of the day on which it was held
            min({{ date_basis_rank('reports.date_basis') }}) filter (where reports.status = statuses.status),
            reports.date_precision = 'day' desc,
            count(distinct reports.near_duplicate_group) desc,
            bool_or(reports.is_official) desc,
            -- the day of arrival is told for that of the talks more often than the day of departure
            reports.start_date desc
    ) = 1
),

places as (
    select
        meeting_id,
        location_id,
        first(location_basis order by {{ location_basis_rank('location_basis') }}, profile_id) as location_basis
    from reports
    where location_id is not null
    group by meeting_id, location_id
    qualify row_number() over (
        partition by meeting_id
        order by
            bool_or(firm_country_code is not null) desc,
            bool_or(city is not null) desc,
            count(distinct near_duplicate_group) desc,
            bool_or(is_official) desc,
            min({{ location_basis_rank('location_basis') }}),
            location_id
    ) = 1
),

venues as (
    select
        meeting_id,
        venue
    from reports
    where venue is not null
    group by meeting_id, venue
    qualify row_number() over (
        partition by meeting_id
        order by count(distinct near_duplicate_group) desc, bool_or(is_official) desc, venue
    ) = 1
),

forums as (
    select
        meeting_id,
        coalesce(edition_id, forum_id) as forum_id
    from reports
    where forum_id is not null
    group by meeting_id, coalesce(edition_id, forum_id)
    qualify row_number() over (
        partition by meeting_id
        order by
            bool_or(edition_id is not null) desc,
            bool_or(forum_series <> forum_group) desc,
            count(distinct near_duplicate_group) desc,
            bool_or(is_official) desc,
            coalesce(edition_id, forum_id)
    ) = 1
),

durations as (
    select
        meeting_id,
        duration_minutes
    from reports
    where duration_minutes is not null
    group by meeting_id, duration_minutes
    qualify row_number() over (
        partition by meeting_id
        order by count(distinct near_duplicate_group) desc, bool_or(is_official) desc, duration_minutes desc
    ) = 1
),

corrections as (
    select
        meeting_id,
        coalesce(list(field order by field) filter (where action = 'set'), []) as fields,
        coalesce(list(new_value order by field) filter (where action = 'set'), []) as told,
        max(start_date) filter (where field = 'date') as start_date,
        max(end_date) filter (where field = 'date') as end_date
    from {{ ref('int_meetings__touched') }}
    group by meeting_id
)

select
    statuses.meeting_id,
    {{ corrected('meeting_type', 'types.meeting_type') }},
    {{ corrected('status', 'statuses.status') }},
    if(list_contains(corrections.fields, 'date'), corrections.start_date, dates.start_date) as start_date,
    if(list_contains(corrections.fields, 'date'), corrections.end_date, dates.end_date) as end_date,
    if(
        list_contains(corrections.fields, 'date'),
        {{ precision_of('corrections.start_date', 'corrections.end_date') }},
        dates.date_precision
    ) as date_precision,
    dates.date_basis,
    dates.date_phrase,
    {{ corrected('location_id', 'places.location_id') }},
    coalesce(places.location_basis, 'none') as location_basis,
    {{ corrected('venue', 'venues.venue') }},
    {{ corrected('forum_id', 'forums.forum_id') }},
    {{ corrected('duration_minutes', 'durations.duration_minutes', 'bigint') }},
    corrections.meeting_id is not null as is_corrected,
    totals.confidence,
    counts.document_count,
    totals.independent_source_count,
    counts.first_reported_date,
    counts.last_reported_date
from statuses
inner join types on statuses.meeting_id = types.meeting_id
inner join dates on statuses.meeting_id = dates.meeting_id
inner join totals on statuses.meeting_id = totals.meeting_id
inner join counts on statuses.meeting_id = counts.meeting_id
left join places on statuses.meeting_id = places.meeting_id
left join venues on statuses.meeting_id = venues.meeting_id
left join forums on statuses.meeting_id = forums.meeting_id
left join durations on statuses.meeting_id = durations.meeting_id
left join corrections on statuses.meeting_id = corrections.meeting_id

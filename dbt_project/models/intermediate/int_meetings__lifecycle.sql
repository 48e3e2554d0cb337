-- Steps of a meeting's life, each with the report that first told it: announced, confirmed by an official source or
-- with a day where none was told, postponed where it was called off for another day or planned anew, cancelled, held.
with put_off as (
    select distinct reported_meeting_id
    from {{ ref('stg_raw__meeting_mentions') }}
    where is_postponed
),

reports as (
    select
        members.meeting_id,
        members.reported_meeting_id,
        profiles.document_id,
        profiles.near_duplicate_group,
        profiles.status,
        put_off.reported_meeting_id is not null as is_put_off,
        profiles.is_dated,
        -- "in 2024 or later" is no day of a report
        coalesce(
            articles.published_date, if(articles.anchor_end - articles.anchor_start <= 31, articles.anchor_end, null)
        ) as told_on,
        coalesce(publishers.publisher_kind = 'state', false) as is_official
    from {{ ref('int_meetings__members') }} as members
    inner join {{ ref('int_meetings__profiles') }} as profiles on members.reported_meeting_id = profiles.profile_id
    inner join {{ ref('stg_raw__articles') }} as articles on profiles.document_id = articles.document_id
    left join put_off on members.reported_meeting_id = put_off.reported_meeting_id
    left join {{ ref('int_documents__publishers') }} as known on profiles.document_id = known.document_id
    left join {{ ref('stg_reference__publishers') }} as publishers on known.publisher_id = publishers.publisher_id
),

first_told as (
    select
        *,
        max(told_on) filter (where status = 'planned') over (partition by meeting_id) as last_planned_on
    from reports
    qualify
        row_number() over (partition by meeting_id, status, is_put_off order by told_on, reported_meeting_id) = 1
),

confirmed as (
    select reports.*
    from reports
    inner join first_told
        on
            reports.meeting_id = first_told.meeting_id
            and first_told.status = 'planned'
            and reports.told_on > first_told.told_on
            and reports.near_duplicate_group <> first_told.near_duplicate_group
            and (reports.is_official or (reports.is_dated and not first_told.is_dated))
    where reports.status = 'planned'
    qualify
        row_number() over (partition by reports.meeting_id order by reports.told_on, reports.reported_meeting_id) = 1
),

steps as (
    select
        first_told.meeting_id,
        first_told.reported_meeting_id,
        first_told.document_id,
        first_told.told_on,
        case
            when first_told.status = 'planned' then 'announced'
            when first_told.status = 'held' then 'held'
            when first_told.is_put_off or replanned.last_planned_on > first_told.told_on then 'postponed'
            else 'cancelled'
        end as step
    from first_told
    left join first_told as replanned
        on first_told.meeting_id = replanned.meeting_id and replanned.status = 'planned'
    union all
    select
        meeting_id,
        reported_meeting_id,
        document_id,
        told_on,
        'confirmed' as step
    from confirmed
),

-- the plan that the same article tells beside it, else the next that is told of the meeting
plans_anew as (
    select
        steps.reported_meeting_id,
        steps.told_on,
        planned.start_date,
        planned.end_date,
        planned.date_precision,
        planned.profile_id
    from steps
    inner join {{ ref('int_meetings__profiles') }} as called_off
        on steps.reported_meeting_id = called_off.profile_id
    inner join {{ ref('int_meetings__profiles') }} as planned
        on
            called_off.document_id = planned.document_id
            and called_off.contact_form = planned.contact_form
            and list_has_any(called_off.people_1 || called_off.people_2, planned.people_1 || planned.people_2)
            and coalesce(called_off.end_date < planned.start_date, true)
    where steps.step = 'postponed' and planned.status = 'planned' and planned.start_date is not null
    union all
    select
        steps.reported_meeting_id,
        reports.told_on,
        planned.start_date,
        planned.end_date,
        planned.date_precision,
        planned.profile_id
    from steps
    inner join reports on steps.meeting_id = reports.meeting_id and steps.told_on < reports.told_on
    inner join {{ ref('int_meetings__profiles') }} as planned on reports.reported_meeting_id = planned.profile_id
    where steps.step = 'postponed' and planned.status = 'planned' and planned.start_date is not null
),

new_dates as (
    select *
    from plans_anew
    qualify row_number() over (partition by reported_meeting_id order by told_on, start_date, profile_id) = 1
),

dated_steps as (
    select
        steps.*,
        new_dates.start_date as new_start_date,
        new_dates.end_date as new_end_date,
        new_dates.date_precision as new_date_precision
    from steps
    left join new_dates on steps.reported_meeting_id = new_dates.reported_meeting_id and steps.step = 'postponed'
    qualify
        row_number() over (
            partition by steps.meeting_id, steps.step order by steps.told_on, steps.reported_meeting_id
        ) = 1
)

select
    meeting_id,
    row_number() over (
        partition by meeting_id
        order by
            -- an announcement of an unknown day came before what was then told
            coalesce(told_on, if(step = 'announced', date '0001-01-01', null)) nulls last,
            list_position(['announced', 'confirmed', 'postponed', 'cancelled', 'held'], step),
            reported_meeting_id
    ) as step_no,
    step,
    told_on,
    document_id,
    reported_meeting_id,
    new_start_date,
    new_end_date,
    new_date_precision
from dated_steps

-- Steps of a meeting's life, each with the report that first told it: announced, confirmed by an official source or
-- with a day where none was told, postponed where it was called off and planned anew, cancelled, held.
with reports as (
    select
        members.meeting_id,
        members.reported_meeting_id,
        profiles.document_id,
        profiles.near_duplicate_group,
        profiles.status,
        profiles.is_dated,
        coalesce(articles.published_date, articles.anchor_end, articles.anchor_start) as told_on,
        coalesce(publishers.publisher_kind = 'state', false) as is_official
    from {{ ref('int_meetings__members') }} as members
    inner join {{ ref('int_meetings__profiles') }} as profiles on members.reported_meeting_id = profiles.profile_id
    inner join {{ ref('stg_raw__articles') }} as articles on profiles.document_id = articles.document_id
    left join {{ ref('int_documents__publishers') }} as known on profiles.document_id = known.document_id
    left join {{ ref('stg_reference__publishers') }} as publishers on known.publisher_id = publishers.publisher_id
),

first_told as (
    select
        *,
        max(told_on) filter (where status = 'planned') over (partition by meeting_id) as last_planned_on
    from reports
    qualify row_number() over (partition by meeting_id, status order by told_on, reported_meeting_id) = 1
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
            when replanned.last_planned_on > first_told.told_on then 'postponed'
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
)

select
    meeting_id,
    row_number() over (
        partition by meeting_id
        order by
            told_on nulls last,
            list_position(['announced', 'confirmed', 'postponed', 'cancelled', 'held'], step),
            reported_meeting_id
    ) as step_no,
    step,
    told_on,
    document_id,
    reported_meeting_id
from steps

-- Reports without a day that fit one dated occasion best; of what twice as many sources write of, it is a point
-- likelier that it is meant. Where the best two are equally good and on different days, nobody can tell, and the
-- report is left alone.
with undated_blocks as (
    {{ occasion_blocks('(select * from ' ~ ref('int_meetings__profiles') ~ ' where not is_dated)', 'month') }}
),

occasion_blocks as (
    {{ occasion_blocks(ref('int_meetings__dated_occasions'), 'month') }}
),

candidates as (
    {{ block_mates('undated_blocks', 'occasion_blocks') }}
),

compatible as (
    select
        undated.profile_id,
        undated.document_id,
        undated.priority,
        occasions.profile_id as centre_id,
        occasions.priority as centre_priority,
        undated.date_precision = 'unknown'
        and if(undated.has_held, undated.latest_date is null, undated.has_planned and undated.planned_since is null)
            as is_groundless,
        undated.date_precision = 'unknown' and undated.planned_since is not null as is_open_plan,
        {{ forum_is_shared('undated', 'occasions') }} as is_of_one_forum,
        occasions.start_date,
        occasions.end_date,
        {{ occasion_affinity('undated', 'occasions') }}
        + least(floor(log2(occasions.source_count))::integer, 3)
        -- a leader's visit is told for the summit that it is made for, not for the evening before it
        + 2 * (
            undated.meeting_type in ('visit', 'summit')
            and (occasions.meeting_type = 'summit' or occasions.edition_id is not null)
        )::integer as affinity
    from candidates
    inner join {{ ref('int_meetings__profiles') }} as undated on candidates.profile_id = undated.profile_id
    inner join {{ ref('int_meetings__dated_occasions') }} as occasions on candidates.other_id = occasions.profile_id
    where {{ same_occasion('undated', 'occasions') }}
),

-- what has no date at all, not even that of its article, is decided by its forum, and by no lesser detail: only one
-- day may fit
best as (
    select *
    from compatible
    qualify
        if(
            is_groundless,
            is_of_one_forum = bool_or(is_of_one_forum) over (partition by profile_id),
            affinity = max(affinity) over (partition by profile_id)
        )
),

-- a plan without a date is for the next occasion that fits
chosen as (
    select *
    from best
    qualify
        (
            is_open_plan
            or (
                min(start_date) over (partition by profile_id) = max(start_date) over (partition by profile_id)
                and min(end_date) over (partition by profile_id) = max(end_date) over (partition by profile_id)
            )
        )
        and row_number() over (
            partition by profile_id
            order by if(is_open_plan, start_date, null), affinity desc, centre_priority
        ) = 1
)

select
    profile_id,
    centre_id
from chosen
-- two reports of one document are two occasions
qualify row_number() over (partition by centre_id, document_id order by affinity desc, priority) = 1

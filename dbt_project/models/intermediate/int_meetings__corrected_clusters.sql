-- Clusters after the corrections that people made: reports moved out, clusters brought together, clusters dropped.
with recursive applied as (
    select *
    from {{ ref('int_meetings__corrections') }}
    where problem is null
),

moved as (
    select
        clusters.profile_id,
        coalesce(applied.other_centre_id, 'split by ' || applied.correction_id) as centre_id,
        applied.correction_id
    from {{ ref('int_meetings__clusters') }} as clusters
    inner join {{ ref('int_meetings__profiles') }} as profiles on clusters.profile_id = profiles.profile_id
    inner join applied
        on
            clusters.centre_id = applied.centre_id
            and list_contains(applied.document_ids, profiles.document_id)
    where applied.action = 'split'
    qualify row_number() over (
        partition by clusters.profile_id order by applied.corrected_on desc, applied.correction_id desc
    ) = 1
),

ties as (
    select
        centre_id,
        other_centre_id
    from applied
    where action = 'merge'
    union
    select
        other_centre_id as centre_id,
        centre_id as other_centre_id
    from applied
    where action = 'merge'
),

reached as (
    select
        centre_id,
        other_centre_id as reached_id
    from ties
    union
    select
        reached.centre_id,
        ties.other_centre_id as reached_id
    from reached
    inner join ties on reached.reached_id = ties.centre_id
),

joined as (
    select
        centre_id,
        min(reached_id) as joined_id
    from reached
    group by centre_id
)

select
    clusters.profile_id,
    coalesce(joined.joined_id, moved.centre_id, clusters.centre_id) as centre_id,
    moved.profile_id is not null as is_moved
from {{ ref('int_meetings__clusters') }} as clusters
left join moved on clusters.profile_id = moved.profile_id
left join joined on coalesce(moved.centre_id, clusters.centre_id) = joined.centre_id
where
    clusters.centre_id not in (
        select applied.centre_id from applied
        where applied.action = 'drop'
    )
    or moved.profile_id is not null

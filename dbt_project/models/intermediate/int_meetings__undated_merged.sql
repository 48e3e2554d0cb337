-- Occasions without a day that are each other's only best match: together their reports may tell what none tells alone,
-- as where one names the month, one the people, and one the forum. Chains are not followed further.
with pairs as (
    {{ compatible_pairs(ref('int_meetings__undated_occasions')) }}
),

best as (
    select *
    from pairs
    qualify
        affinity = max(affinity) over (partition by profile_id)
        and count(*) over (partition by profile_id, affinity) = 1
)

select
    best.profile_id as centre_id,
    best.other_id as merged_into
from best
inner join best as mutual on best.profile_id = mutual.other_id and best.other_id = mutual.profile_id
where best.other_priority < best.priority

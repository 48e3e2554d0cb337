-- Occasions without a day that are each other's only best match: together their reports may tell what none tells alone,
-- as where one names the month, one the people, and one the forum. Chains are not followed further.
with pairs as (
    {{ compatible_pairs(ref('int_meetings__undated_occasions')) }}
),

merged as (
    {{ mutual_best_matches('pairs') }}
)

select * from merged

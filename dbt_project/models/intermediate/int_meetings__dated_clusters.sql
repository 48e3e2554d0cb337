-- Reports dated to the day or to a few days, each with the report that stands for its occasion: stars, brought together
-- where two are each other's only best match, since a report can have gone to a weaker centre than its own.
with merged as (
    {{ mutual_best_matches(ref('int_meetings__dated_star_pairs')) }}
)

select
    stars.profile_id,
    coalesce(merged.merged_into, stars.centre_id) as centre_id
from {{ ref('int_meetings__dated_stars') }} as stars
left join merged on stars.centre_id = merged.centre_id

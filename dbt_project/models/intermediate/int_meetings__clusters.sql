-- Every reported meeting with the report that stands for its occasion, as the rules bring them together.
select
    profile_id,
    centre_id
from {{ ref('int_meetings__dated_clusters') }}
union all
select
    profile_id,
    centre_id
from {{ ref('int_meetings__undated_attached') }}
union all
select
    clusters.profile_id,
    coalesce(merged.merged_into, clusters.centre_id) as centre_id
from {{ ref('int_meetings__undated_clusters') }} as clusters
left join {{ ref('int_meetings__undated_merged') }} as merged on clusters.centre_id = merged.centre_id

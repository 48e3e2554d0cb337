-- Every reported meeting with the meeting that it tells of. Identities of meetings are given here and nowhere else: a
-- meeting is called after its smallest report, so that its id is a function of the evidence alone.
with clusters as (
    select * from {{ ref('int_meetings__dated_clusters') }}
    union all
    select * from {{ ref('int_meetings__undated_attached') }}
    union all
    select
        clusters.profile_id,
        coalesce(merged.merged_into, clusters.centre_id) as centre_id
    from {{ ref('int_meetings__undated_clusters') }} as clusters
    left join {{ ref('int_meetings__undated_merged') }} as merged on clusters.centre_id = merged.centre_id
)

select
    profile_id as reported_meeting_id,
    'mtg-' || left(sha256(min(profile_id) over (partition by centre_id)), 16) as meeting_id
from clusters

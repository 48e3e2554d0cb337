-- Every reported meeting with the meeting that it tells of.
select
    clusters.profile_id as reported_meeting_id,
    names.meeting_id
from {{ ref('int_meetings__corrected_clusters') }} as clusters
inner join {{ ref('int_meetings__names') }} as names
    on clusters.centre_id = names.centre_id and names.meeting_id = names.current_meeting_id

select
    members.meeting_id,
    topics.topic_id,
    count(*)::integer as evidence_count,
    count(distinct topics.document_id)::integer as document_count,
    max(topics.weight) as weight
from {{ ref('stg_raw__meeting_topics') }} as topics
inner join {{ ref('int_meetings__members') }} as members
    on topics.reported_meeting_id = members.reported_meeting_id
group by members.meeting_id, topics.topic_id

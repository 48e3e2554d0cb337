-- An article that tells two meetings apart is believed, unless a person says otherwise.
select
    mentions.meeting_id,
    mentions.document_id
from {{ ref('fact_meeting_mentions') }} as mentions
inner join {{ ref('fact_meetings') }} as meetings on mentions.meeting_id = meetings.meeting_id
where not meetings.is_corrected
group by mentions.meeting_id, mentions.document_id
having count(distinct mentions.reported_meeting_id) > 1

-- An article that tells two meetings apart is believed.
select
    meeting_id,
    document_id
from {{ ref('fact_meeting_mentions') }}
group by meeting_id, document_id
having count(distinct reported_meeting_id) > 1

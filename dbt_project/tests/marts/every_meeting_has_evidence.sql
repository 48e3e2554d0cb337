-- No fact without a passage behind it.
select meetings.meeting_id
from {{ ref('fact_meetings') }} as meetings
anti join {{ ref('fact_meeting_mentions') }} as mentions on meetings.meeting_id = mentions.meeting_id

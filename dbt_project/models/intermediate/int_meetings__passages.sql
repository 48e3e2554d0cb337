-- Passages that tell of a meeting now, in the shape in which the registry keeps them.
select
    mentions.mention_id,
    mentions.reported_meeting_id,
    mentions.document_id,
    mentions.char_start,
    mentions.char_end,
    profiles.meeting_type,
    profiles.status,
    profiles.start_date,
    profiles.end_date,
    profiles.date_precision,
    list_sort(profiles.people_1 || profiles.people_2) as people
from {{ ref('stg_raw__meeting_mentions') }} as mentions
inner join {{ ref('int_meetings__profiles') }} as profiles on mentions.reported_meeting_id = profiles.profile_id

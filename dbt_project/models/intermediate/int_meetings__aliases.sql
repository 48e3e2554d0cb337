-- Ids that are no meeting's own any more and lead to one. An id whose evidence is gone leads to where it last led.
with recursive leads as (
    select
        meeting_id as alias_id,
        current_meeting_id as meeting_id
    from {{ ref('int_meetings__names') }}
    union all
    select
        known.meeting_id as alias_id,
        known.last_merged_into as meeting_id
    from {{ ref('int_meetings__known_ids') }} as known
    anti join {{ ref('int_meetings__names') }} as names on known.meeting_id = names.meeting_id
    where known.last_change_type = 'merged'
),

followed as (
    select
        alias_id,
        meeting_id
    from leads
    where alias_id <> meeting_id
    union
    select
        followed.alias_id,
        leads.meeting_id
    from followed
    inner join leads on followed.meeting_id = leads.alias_id and leads.alias_id <> leads.meeting_id
)

select
    followed.alias_id,
    followed.meeting_id
from followed
semi join {{ ref('int_meetings__names') }} as names on followed.meeting_id = names.current_meeting_id

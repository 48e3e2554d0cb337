-- One row per meeting and person who took part, as most of its reports tell it.
select
    members.meeting_id,
    participants.person_id,
    mode(participants.side order by participants.side) as side,
    first(
        participants.title_as_reported
        order by participants.reported_meeting_id, participants.participant_no
    ) filter (where participants.title_as_reported is not null) as title_as_reported,
    first(participants.role_id order by participants.reported_meeting_id, participants.participant_no)
    filter (where participants.role_id is not null) as role_id,
    first(participants.position_id order by participants.reported_meeting_id, participants.participant_no)
    filter (where participants.position_id is not null) as position_id,
    bool_and(participants.is_resolved_from_post) as is_resolved_from_post,
    count(distinct participants.document_id) as document_count,
    min(participants.participant_no) as first_place
from {{ ref('int_meetings__participants') }} as participants
inner join {{ ref('int_meetings__members') }} as members
    on participants.reported_meeting_id = members.reported_meeting_id
where participants.person_id is not null
group by members.meeting_id, participants.person_id

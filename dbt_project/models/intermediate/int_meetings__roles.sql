-- Posts and institutions that took part and that no report of the meeting leads to a person.
with parties as (
    select
        members.meeting_id,
        participants.*
    from {{ ref('int_meetings__participants') }} as participants
    inner join {{ ref('int_meetings__members') }} as members
        on participants.reported_meeting_id = members.reported_meeting_id
    where participants.person_id is null
)

select
    parties.meeting_id,
    parties.side,
    parties.role_id,
    first(parties.title_as_reported order by parties.reported_meeting_id, parties.participant_no)
    filter (where parties.title_as_reported is not null) as title_as_reported,
    count(distinct parties.document_id) as document_count
from parties
where
    not exists (
        select 1
        from {{ ref('int_meetings__people') }} as people
        where
            people.meeting_id = parties.meeting_id
            and people.side = parties.side
            and (parties.role_id is null or people.role_id = parties.role_id)
    )
group by parties.meeting_id, parties.side, parties.role_id

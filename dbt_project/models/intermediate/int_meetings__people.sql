-- One row per meeting and person who took part, as most of its reports tell it. Articles that sum a day up name
-- everyone at once: whom few reports name, and who was met by the same people in another meeting of the day, belongs
-- there.
with told as (
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
),

dates as (
    select
        members.meeting_id,
        profiles.start_date,
        profiles.end_date
    from {{ ref('int_meetings__members') }} as members
    inner join {{ ref('int_meetings__profiles') }} as profiles on members.reported_meeting_id = profiles.profile_id
    where profiles.is_dated
    qualify row_number() over (partition by members.meeting_id order by profiles.priority) = 1
),

days as (
    select
        meeting_id,
        unnest(generate_series(start_date, end_date, interval 1 day)::date[]) as day
    from dates
),

weighed as (
    select
        meeting_id,
        person_id,
        side,
        document_count,
        max(document_count) over (partition by meeting_id, side) as most_documents
    from told
),

principals as (
    select
        weighed.meeting_id,
        weighed.person_id,
        weighed.side,
        days.day
    from weighed
    inner join days on weighed.meeting_id = days.meeting_id
    where weighed.document_count * 2 > weighed.most_documents
),

elsewhere as (
    select distinct
        beside.meeting_id,
        beside.person_id
    from weighed as beside
    inner join days on beside.meeting_id = days.meeting_id
    inner join principals as own
        on
            beside.person_id = own.person_id
            and days.day = own.day
            and beside.meeting_id <> own.meeting_id
    inner join principals as met_there
        on own.meeting_id = met_there.meeting_id and own.day = met_there.day and own.side <> met_there.side
    inner join principals as met_here
        on
            beside.meeting_id = met_here.meeting_id
            and days.day = met_here.day
            and met_there.person_id = met_here.person_id
    where beside.document_count * 3 <= beside.most_documents
)

select told.*
from told
anti join elsewhere on told.meeting_id = elsewhere.meeting_id and told.person_id = elsewhere.person_id

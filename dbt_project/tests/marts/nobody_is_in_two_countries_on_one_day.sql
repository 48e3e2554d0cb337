-- Two meetings of one day whose places one person cannot both have reached, or hardly: one of them has a wrong day or a
-- wrong place. Somebody may fly, so this is worth a look and no error.
{{ config(severity='warn') }}
with present as (
    select
        people.person_id,
        meetings.meeting_id,
        meetings.start_date,
        places.country_code
    from {{ ref('fact_meetings') }} as meetings
    inner join {{ ref('bridge_meeting_people') }} as people on meetings.meeting_id = people.meeting_id
    inner join {{ ref('dim_locations') }} as places on meetings.location_id = places.location_id
    where
        meetings.status = 'held'
        and meetings.date_precision = 'day'
        and meetings.meeting_type not in ('phone_call', 'video_call')
)

select
    present.person_id,
    present.start_date,
    present.meeting_id,
    elsewhere.meeting_id as other_meeting_id
from present
inner join present as elsewhere
    on present.person_id = elsewhere.person_id and present.start_date = elsewhere.start_date
where present.country_code < elsewhere.country_code

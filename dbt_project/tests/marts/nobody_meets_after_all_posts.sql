-- Somebody of the reference data who took part years after the last post there ended: the day is wrong, or a post is
-- missing in seeds/reference/person_positions.csv. Former leaders travel, so this is worth a look and no error.
{{ config(severity='warn') }}
with careers as (
    select
        person_id,
        max(coalesce(valid_to, date '9999-12-31')) as last_day
    from {{ ref('bridge_person_positions') }}
    group by person_id
    -- one whose times are not known may be in office still
    having bool_and(valid_from is not null)
)

select
    people.person_id,
    people.meeting_id,
    meetings.start_date,
    careers.last_day
from {{ ref('bridge_meeting_people') }} as people
inner join {{ ref('fact_meetings') }} as meetings on people.meeting_id = meetings.meeting_id
inner join careers on people.person_id = careers.person_id
where meetings.start_date > careers.last_day + interval 10 year

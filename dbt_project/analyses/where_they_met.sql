-- In which cities did the two sides meet?
select
    locations.country_name,
    locations.city,
    count(*) as meetings,
    min(meetings.start_date) as first_meeting,
    max(meetings.end_date) as last_meeting
from {{ ref('fact_meetings') }} as meetings
inner join {{ ref('dim_locations') }} as locations on meetings.location_id = locations.location_id
where meetings.status = 'held'
group by locations.country_name, locations.city
order by meetings desc, locations.country_name, locations.city

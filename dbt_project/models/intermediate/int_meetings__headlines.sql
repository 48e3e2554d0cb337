-- One readable English line per meeting, put together from its parts.
with sides as (
    select
        country_code,
        side_name,
        row_number() over (order by country_code) as side_no
    from {{ ref('stg_reference__sides') }}
),

named as (
    select
        people.meeting_id,
        sides.side_no,
        list(persons.full_name order by people.first_place, persons.full_name) as names
    from {{ ref('int_meetings__people') }} as people
    inner join {{ ref('int_people') }} as persons on people.person_id = persons.person_id
    inner join sides on people.side = sides.country_code
    group by people.meeting_id, sides.side_no
),

parties as (
    select
        meetings.meeting_id,
        sides.side_no,
        sides.country_code,
        sides.side_name,
        named.names is not null as has_names,
        case
            when named.names is null then sides.side_name
            when len(named.names) = 1 then named.names[1]
            when len(named.names) = 2 then named.names[1] || ' and ' || named.names[2]
            when len(named.names) = 3 then named.names[1] || ', ' || named.names[2] || ' and ' || named.names[3]
            else named.names[1] || ', ' || named.names[2] || ' and ' || (len(named.names) - 2) || ' others'
        end as party
    from {{ ref('int_meetings__resolved') }} as meetings
    cross join sides
    left join named on meetings.meeting_id = named.meeting_id and sides.side_no = named.side_no
),

phrases as (
    select
        meetings.meeting_id,
        meetings.status,
        meetings.meeting_type,
        -- the guest comes first: who met somebody of the country that it happened in
        if(locations.country_code is not distinct from side_1.country_code, side_2.party, side_1.party) as guest,
        if(locations.country_code is not distinct from side_1.country_code, side_1.party, side_2.party) as counterpart,
        coalesce(locations.city, locations.country_name) as place,
        case
            when side_1.has_names and not side_2.has_names then side_1.party
            when side_2.has_names and not side_1.has_names then side_2.party
        end as only_named,
        if(side_1.has_names, side_2.side_name, side_1.side_name) as other_side
    from {{ ref('int_meetings__resolved') }} as meetings
    inner join parties as side_1 on meetings.meeting_id = side_1.meeting_id and side_1.side_no = 1
    inner join parties as side_2 on meetings.meeting_id = side_2.meeting_id and side_2.side_no = 2
    left join {{ ref('stg_raw__locations') }} as locations on meetings.location_id = locations.location_id
)

select
    meeting_id,
    case
        when status = 'held'
            then
                case meeting_type
                    when 'phone_call' then guest || ' spoke by phone with ' || counterpart
                    when 'video_call' then guest || ' spoke by video link with ' || counterpart
                    when 'informal_talk' then guest || ' talked informally with ' || counterpart
                    when 'summit' then guest || ' held a summit with ' || counterpart
                    when 'consultations' then guest || ' held consultations with ' || counterpart
                    when 'multilateral_meeting' then guest || ' and ' || counterpart || ' met in a multilateral session'
                    when 'visit' then coalesce(only_named, guest) || ' visited ' || coalesce(place, other_side)
                    else guest || ' met ' || counterpart
                end
        else
            status || ': '
            || case meeting_type
                when 'phone_call' then 'phone call of ' || guest || ' with ' || counterpart
                when 'video_call' then 'video call of ' || guest || ' with ' || counterpart
                when 'informal_talk' then 'informal talk of ' || guest || ' with ' || counterpart
                when 'summit' then 'summit of ' || guest || ' with ' || counterpart
                when 'consultations' then 'consultations of ' || guest || ' with ' || counterpart
                when 'multilateral_meeting' then 'multilateral meeting of ' || guest || ' and ' || counterpart
                when 'visit' then 'visit of ' || coalesce(only_named, guest) || ' to ' || coalesce(place, other_side)
                else 'meeting of ' || guest || ' with ' || counterpart
            end
    end
    || if(meeting_type = 'visit' or place is null, '', ' in ' || place) as headline
from phrases

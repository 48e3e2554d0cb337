-- Meetings as event coders write them: CAMEO codes a meeting once in each direction. A meeting in one of the two
-- countries is a visit (042) of the other side and hosted (043) by its own; a plan is an intent to meet (036). Meetings
-- called off have no code and are left out.
with meetings as (
    select
        meetings.meeting_id,
        meetings.meeting_type,
        meetings.status,
        meetings.start_date,
        meetings.end_date,
        meetings.date_precision,
        meetings.document_count,
        meetings.confidence,
        locations.city,
        locations.country_code,
        locations.latitude,
        locations.longitude
    from {{ ref('fact_meetings') }} as meetings
    left join {{ ref('dim_locations') }} as locations on meetings.location_id = locations.location_id
    where meetings.status in ('held', 'planned')
),

directions as (
    select
        sources.country_code as source_side,
        sources.country_code_alpha3 as source_country,
        targets.country_code as target_side,
        targets.country_code_alpha3 as target_country
    from {{ ref('stg_reference__sides') }} as sources
    inner join {{ ref('stg_reference__sides') }} as targets on sources.country_code <> targets.country_code
),

actors as (
    select
        parties.meeting_id,
        parties.side,
        list(people.full_name order by people.full_name) as names
    from {{ ref('bridge_meeting_people') }} as parties
    inner join {{ ref('dim_people') }} as people on parties.person_id = people.person_id
    group by parties.meeting_id, parties.side
),

contexts as (
    select
        topics.meeting_id,
        list(distinct contexts.plover_context order by contexts.plover_context) as plover_contexts
    from {{ ref('bridge_meeting_topics') }} as topics
    inner join {{ ref('stg_reference__plover_contexts') }} as contexts on topics.topic_id = contexts.topic_id
    group by topics.meeting_id
),

coded as (
    select
        meetings.*,
        directions.*,
        case
            when meetings.status = 'planned' then '036'
            when meetings.meeting_type = 'phone_call' then '041'
            when meetings.meeting_type = 'video_call' or meetings.country_code is null then '040'
            when meetings.country_code = directions.target_side then '042'
            when meetings.country_code = directions.source_side then '043'
            else '044'
        end as cameo_code
    from meetings
    cross join directions
)

select
    coded.meeting_id || '-' || coded.source_country as event_id,
    coded.meeting_id,
    coded.status,
    coded.start_date,
    coded.end_date,
    coded.date_precision,
    coded.cameo_code,
    coded.cameo_code[:2] as cameo_root_code,
    case coded.status when 'planned' then 'AGREE' else 'CONSULT' end as plover_event_type,
    case
        when coded.status = 'planned' then null
        when coded.meeting_type = 'multilateral_meeting' then 'multilateral'
        when coded.cameo_code = '041' then 'phone'
        when coded.cameo_code in ('042', '043') then 'visit'
        when coded.cameo_code = '044' then 'third-party'
    end as plover_mode,
    coalesce(contexts.plover_contexts, []) as plover_contexts,
    coded.source_country,
    coalesce(sources.names, []) as source_actors,
    coded.target_country,
    coalesce(targets.names, []) as target_actors,
    coded.city,
    coded.country_code,
    coded.latitude,
    coded.longitude,
    coded.document_count,
    coded.confidence
from coded
left join actors as sources on coded.meeting_id = sources.meeting_id and coded.source_side = sources.side
left join actors as targets on coded.meeting_id = targets.meeting_id and coded.target_side = targets.side
left join contexts on coded.meeting_id = contexts.meeting_id

select
    forum_id,
    forum_name,
    forum_name_hi,
    forum_name_ru,
    forum_kind,
    null::varchar as parent_forum_id,
    group_forum_id,
    null::integer as edition_number,
    null::date as start_date,
    null::date as end_date,
    null::varchar as city,
    null::varchar as country_code,
    null::boolean as held_by_video,
    description
from {{ ref('stg_reference__forums') }}

union all

select
    editions.edition_id as forum_id,
    editions.edition_name as forum_name,
    null as forum_name_hi,
    null as forum_name_ru,
    forums.forum_kind,
    editions.forum_id as parent_forum_id,
    forums.group_forum_id,
    editions.edition_number,
    editions.start_date,
    editions.end_date,
    editions.city,
    editions.country_code,
    editions.held_by_video,
    forums.description
from {{ ref('stg_reference__forum_editions') }} as editions
inner join {{ ref('stg_reference__forums') }} as forums on editions.forum_id = forums.forum_id

select
    edition_id,
    forum_id,
    edition_number,
    edition_name,
    start_date,
    end_date,
    city,
    country_code,
    held_by_video
from {{ ref('forum_editions') }}

select
    forum_id,
    forum_name,
    forum_name_hi,
    forum_name_ru,
    forum_kind,
    group_forum_id,
    default_meeting_type,
    description
from {{ ref('forums') }}

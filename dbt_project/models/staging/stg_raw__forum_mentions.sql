select
    mention_id,
    document_id,
    forum_id,
    surface,
    char_start,
    char_end,
    extractor_version
from {{ source('raw', 'forum_mentions') }}

select
    mention_id,
    document_id,
    location_id,
    venue,
    surface,
    char_start,
    char_end,
    extractor_version
from {{ source('raw', 'place_mentions') }}

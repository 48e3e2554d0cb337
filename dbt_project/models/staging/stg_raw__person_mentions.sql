select
    mention_id,
    document_id,
    person_id,
    full_name,
    full_name_hi,
    full_name_ru,
    country_code,
    is_curated,
    resolution,
    role_id,
    title_as_reported,
    surface,
    char_start,
    char_end,
    extractor_version
from {{ source('raw', 'person_mentions') }}

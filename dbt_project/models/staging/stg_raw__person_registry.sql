select
    passage_id,
    document_id,
    char_start,
    char_end,
    person_id,
    full_name
from {{ source('raw', 'person_registry') }}

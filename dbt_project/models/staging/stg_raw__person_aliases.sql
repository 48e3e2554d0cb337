select
    alias_id,
    person_id,
    full_name,
    merged_at
from {{ source('raw', 'person_aliases') }}

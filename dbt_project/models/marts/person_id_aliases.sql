select
    alias_id,
    person_id,
    full_name,
    merged_at
from {{ ref('int_people__aliases') }}

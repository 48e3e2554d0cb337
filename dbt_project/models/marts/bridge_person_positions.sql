select
    person_id,
    position_id,
    valid_from,
    valid_to,
    date_precision
from {{ ref('stg_reference__person_positions') }}

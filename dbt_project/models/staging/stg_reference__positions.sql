select
    position_id,
    role_id,
    country_code,
    organisation,
    position_name,
    position_name_hi,
    position_name_ru
from {{ ref('positions') }}

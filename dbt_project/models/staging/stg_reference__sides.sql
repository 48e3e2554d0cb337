select
    country_code,
    side_name,
    leader_role_id
from {{ ref('sides') }}

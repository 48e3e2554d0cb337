select
    country_code,
    country_code_alpha3,
    side_name,
    leader_role_id
from {{ ref('sides') }}

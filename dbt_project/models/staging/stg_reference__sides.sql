select
    country_code,
    side_name
from {{ ref('sides') }}

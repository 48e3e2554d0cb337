select
    publisher_id,
    publisher_name,
    publisher_kind,
    country_code,
    domains
from {{ ref('stg_reference__publishers') }}

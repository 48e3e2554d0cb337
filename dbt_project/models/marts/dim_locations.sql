select
    location_id,
    city,
    country_code,
    country_name,
    geonames_id,
    latitude,
    longitude
from {{ ref('stg_raw__locations') }}

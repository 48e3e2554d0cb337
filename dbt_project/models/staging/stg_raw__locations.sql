select
    location_id,
    city,
    country_code,
    country_name,
    geonames_id,
    latitude,
    longitude
from {{ source('raw', 'locations') }}

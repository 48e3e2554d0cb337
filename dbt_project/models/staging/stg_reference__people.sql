select
    person_id,
    full_name,
    full_name_hi,
    full_name_ru,
    country_code,
    gender,
    wikidata_id,
    description
from {{ ref('people') }}

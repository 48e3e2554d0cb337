select
    people.person_id,
    people.full_name,
    people.full_name_hi,
    people.full_name_ru,
    people.country_code,
    people.is_curated,
    curated.gender,
    curated.wikidata_id,
    curated.description
from {{ ref('int_people') }} as people
left join {{ ref('stg_reference__people') }} as curated on people.person_id = curated.person_id

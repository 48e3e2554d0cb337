select
    organisation_id,
    organisation_kind,
    country_code,
    organisation_name,
    organisation_name_hi,
    organisation_name_ru
from {{ ref('stg_reference__organisations') }}
union all
select
    organisation_id,
    min(organisation_kind) as organisation_kind,
    min(country_code) as country_code,
    min(organisation_name) as organisation_name,
    null as organisation_name_hi,
    null as organisation_name_ru
from {{ ref('int_positions__organisations') }}
where organisation_id not in (select bodies.organisation_id from {{ ref('stg_reference__organisations') }} as bodies)
group by organisation_id

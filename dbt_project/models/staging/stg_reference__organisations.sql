select
    organisation_id,
    country_code,
    organisation_kind,
    organisation_name,
    organisation_name_hi,
    organisation_name_ru,
    string_split(role_ids, ';') as role_ids,
    string_split(portfolios, ';') as portfolios
from {{ ref('organisations') }}

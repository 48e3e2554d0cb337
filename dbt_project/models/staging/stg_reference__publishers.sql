select
    publisher_id,
    publisher_name,
    publisher_kind,
    country_code,
    string_split(domains, ';') as domains,
    string_split(concat_ws(';', publisher_name, names), ';') as names
from {{ ref('publishers') }}

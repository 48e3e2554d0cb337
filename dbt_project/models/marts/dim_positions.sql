select
    positions.position_id,
    positions.role_id,
    roles.role_name,
    positions.country_code,
    positions.organisation,
    organisations.organisation_id,
    positions.position_name,
    positions.position_name_hi,
    positions.position_name_ru
from {{ ref('stg_reference__positions') }} as positions
inner join {{ ref('stg_reference__roles') }} as roles on positions.role_id = roles.role_id
left join {{ ref('int_positions__organisations') }} as organisations
    on positions.position_id = organisations.position_id

select
    role_id,
    role_name
from {{ ref('roles') }}

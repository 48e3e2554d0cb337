select
    source_id,
    publisher,
    kind,
    language,
    every_hours,
    silent_after_days
from {{ source('raw', 'web_sources') }}

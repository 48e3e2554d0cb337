select
    archive,
    byte_size,
    modified_at,
    records,
    pages,
    irrelevant,
    refused,
    reader_version,
    read_at
from {{ source('raw', 'archives') }}

select
    source_name,
    stage,
    reason_code,
    reason,
    byte_size,
    document_id,
    first_rejected_at,
    reader_version
from {{ ref('stg_raw__rejected_documents') }}

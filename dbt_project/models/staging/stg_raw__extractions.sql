select
    document_id,
    extractor_version,
    extracted_at
from {{ source('raw', 'extractions') }}

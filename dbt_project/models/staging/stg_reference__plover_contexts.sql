select
    topic_id,
    plover_context
from {{ ref('plover_contexts') }}

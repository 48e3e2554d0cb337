select
    topic_id,
    topic_name,
    topic_name_hi,
    topic_name_ru,
    parent_topic_id,
    description
from {{ ref('topics') }}

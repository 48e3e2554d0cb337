-- Passages of the registry with the report that tells there now: words in common, then people, status and kind. Ids of
-- passages and reports move when articles are read by other rules; places in a document do not.
with fits as (
    select
        registry.mention_id,
        registry.document_id,
        registry.given_id,
        registry.meeting_id,
        passages.mention_id as passage_id,
        passages.reported_meeting_id,
        (registry.mention_id = passages.mention_id)::integer * 8
        + (least(registry.char_end, passages.char_end) - greatest(registry.char_start, passages.char_start))
        / (greatest(registry.char_end, passages.char_end) - least(registry.char_start, passages.char_start))
        + 2 * len(list_intersect(registry.people, passages.people))
        / greatest(len(list_distinct(registry.people || passages.people)), 1)
        + (registry.status = passages.status)::integer
        + (registry.meeting_type = passages.meeting_type)::integer * 0.5 as fit
    from {{ ref('stg_raw__meeting_registry') }} as registry
    inner join {{ ref('int_meetings__passages') }} as passages
        on
            registry.document_id = passages.document_id
            and registry.char_start < passages.char_end
            and registry.char_end > passages.char_start
)

select
    mention_id,
    document_id,
    given_id,
    meeting_id,
    passage_id,
    reported_meeting_id,
    fit
from fits
qualify row_number() over (partition by mention_id order by fit desc, passage_id) = 1

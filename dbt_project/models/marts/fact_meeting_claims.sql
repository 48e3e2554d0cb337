-- What each document says of a meeting, attribute by attribute, with the passage that says it.
select
    sha256(concat_ws('|', claims.reported_meeting_id, claims.attribute, claims.claimed)) as claim_id,
    claims.meeting_id,
    claims.attribute,
    claims.claimed as claimed_value,
    claims.basis,
    claims.is_supporting,
    claims.is_contradicting,
    claims.document_id,
    coalesce(publishers.publisher_kind, 'unknown') as source_kind,
    publishers.country_code as source_country,
    passages.quote,
    passages.char_start::integer as char_start,
    passages.char_end::integer as char_end
from {{ ref('int_meetings__claims') }} as claims
inner join {{ ref('int_meetings__first_passages') }} as passages
    on claims.reported_meeting_id = passages.reported_meeting_id
left join {{ ref('int_documents__publishers') }} as known on claims.document_id = known.document_id
left join {{ ref('stg_reference__publishers') }} as publishers on known.publisher_id = publishers.publisher_id

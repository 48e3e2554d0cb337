-- The newest version of a page, where it can be told which one it is.
with newest as (
    select
        canonical_url,
        min(document_id) as document_id
    from {{ ref('stg_raw__articles') }}
    where is_current_version
    group by canonical_url
    having count(*) = 1
)

select
    mentions.mention_id,
    mentions.document_id,
    newest.document_id as superseded_by_document_id,
    documents.last_fetched_at,
    reports.meeting_type,
    mentions.status,
    reports.start_date as reported_start_date,
    reports.end_date as reported_end_date,
    mentions.quote,
    mentions.char_start::integer as char_start,
    mentions.char_end::integer as char_end,
    mentions.extractor_version
from {{ ref('stg_raw__meeting_mentions') }} as mentions
inner join {{ ref('stg_raw__reported_meetings') }} as reports
    on mentions.reported_meeting_id = reports.reported_meeting_id
inner join {{ ref('stg_raw__articles') }} as articles on mentions.document_id = articles.document_id
inner join {{ ref('stg_raw__documents') }} as documents on mentions.document_id = documents.document_id
left join newest on articles.canonical_url = newest.canonical_url
where not articles.is_current_version

select
    articles.document_id,
    documents.source_name,
    documents.other_source_names,
    coalesce(articles.source_url, documents.source_url) as source_url,
    coalesce(articles.title, documents.manifest_title) as title,
    coalesce(articles.publisher, documents.manifest_publisher) as publisher,
    publishers.publisher_id,
    articles.agency,
    publishers.agency_id,
    articles.language,
    articles.published_date,
    articles.published_basis,
    articles.anchor_start,
    articles.anchor_end,
    articles.dateline_place,
    documents.media_type,
    documents.byte_size,
    articles.encoding,
    length(articles.text)::integer as character_count,
    articles.near_duplicate_group,
    -- the source that is known to have told it first
    first_value(articles.document_id) over (
        partition by articles.near_duplicate_group
        order by
            coalesce(articles.published_date, articles.anchor_start) nulls last,
            documents.first_fetched_at nulls last,
            documents.first_seen_at,
            articles.document_id
    ) as earliest_document_id,
    articles.author,
    articles.canonical_url,
    articles.is_current_version,
    documents.first_fetched_at,
    documents.last_fetched_at,
    documents.first_seen_at,
    articles.reader_version
from {{ ref('stg_raw__articles') }} as articles
inner join {{ ref('stg_raw__documents') }} as documents on articles.document_id = documents.document_id
inner join {{ ref('int_documents__publishers') }} as publishers on articles.document_id = publishers.document_id

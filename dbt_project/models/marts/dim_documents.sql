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
    documents.first_seen_at,
    articles.reader_version
from {{ ref('stg_raw__articles') }} as articles
inner join {{ ref('stg_raw__documents') }} as documents on articles.document_id = documents.document_id
inner join {{ ref('int_documents__publishers') }} as publishers on articles.document_id = publishers.document_id

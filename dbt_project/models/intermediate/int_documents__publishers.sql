-- Who published a document: by the host of its address, else by the name that it gives. An address is known by its
-- most particular domain: hindi.example.in before example.in.
with documents as (
    select
        articles.document_id,
        regexp_extract(
            lower(coalesce(articles.source_url, documents.source_url)), '^https?://([^/:?#]+)', 1
        ) as web_host,
        lower(coalesce(articles.publisher, documents.manifest_publisher)) as publisher,
        lower(articles.agency) as agency
    from {{ ref('stg_raw__articles') }} as articles
    inner join {{ ref('stg_raw__documents') }} as documents on articles.document_id = documents.document_id
),

domains as (
    select
        publisher_id,
        unnest(domains) as web_domain
    from {{ ref('stg_reference__publishers') }}
),

names as (
    select distinct
        publisher_id,
        lower(unnest(names)) as publisher
    from {{ ref('stg_reference__publishers') }}
),

by_address as (
    select
        documents.document_id,
        arg_max(domains.publisher_id, length(domains.web_domain)) as publisher_id
    from documents
    inner join domains on documents.web_host = domains.web_domain or documents.web_host like '%.' || domains.web_domain
    group by documents.document_id
)

select
    documents.document_id,
    coalesce(by_address.publisher_id, min(by_name.publisher_id)) as publisher_id,
    min(agencies.publisher_id) as agency_id
from documents
left join by_address on documents.document_id = by_address.document_id
left join names as by_name on documents.publisher = by_name.publisher
left join names as agencies on documents.agency = agencies.publisher
group by documents.document_id, by_address.publisher_id

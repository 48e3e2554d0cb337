-- Which publishers were the first to report a meeting, and how often? Several may share a first day.
with reports as (
    select distinct
        mentions.meeting_id,
        documents.published_date,
        coalesce(publishers.publisher_name, documents.publisher, documents.agency) as outlet
    from {{ ref('fact_meeting_mentions') }} as mentions
    inner join {{ ref('dim_documents') }} as documents on mentions.document_id = documents.document_id
    left join {{ ref('dim_publishers') }} as publishers
        on coalesce(documents.publisher_id, documents.agency_id) = publishers.publisher_id
    where documents.published_date is not null
),

ranked as (
    select
        *,
        min(published_date) over (partition by meeting_id) as first_date
    from reports
)

select
    outlet,
    count(distinct meeting_id) filter (where published_date = first_date) as first_reports,
    count(distinct meeting_id) as reports
from ranked
where outlet is not null
group by outlet
order by first_reports desc, reports desc, outlet

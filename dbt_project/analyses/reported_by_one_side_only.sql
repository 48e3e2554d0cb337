-- Which meetings were reported by publishers of one of the two countries alone? Documents of unknown publishers are
-- left out, so that an answer is a hint where to look, and no proof of silence.
with reports as (
    select
        mentions.meeting_id,
        documents.document_id,
        publishers.country_code,
        publishers.publisher_name
    from {{ ref('fact_meeting_mentions') }} as mentions
    inner join {{ ref('dim_documents') }} as documents on mentions.document_id = documents.document_id
    inner join {{ ref('dim_publishers') }} as publishers
        on coalesce(documents.publisher_id, documents.agency_id) = publishers.publisher_id
)

select
    meetings.start_date,
    meetings.headline,
    min(reports.country_code) as reported_by,
    string_agg(distinct reports.publisher_name, ', ' order by reports.publisher_name) as publishers,
    count(distinct reports.document_id) as documents
from {{ ref('fact_meetings') }} as meetings
inner join reports on meetings.meeting_id = reports.meeting_id
where meetings.status = 'held'
group by meetings.meeting_id, meetings.start_date, meetings.headline
having count(distinct reports.country_code) = 1 and min(reports.country_code) in ('IN', 'RU')
order by meetings.start_date, meetings.headline

-- Where do documents tell different dates of one meeting?
select
    meetings.headline,
    meetings.start_date,
    meetings.end_date,
    documents.source_name,
    mentions.reported_start_date,
    mentions.reported_end_date,
    mentions.reported_date_phrase,
    mentions.status
from {{ ref('fact_meetings') }} as meetings
inner join {{ ref('fact_meeting_mentions') }} as mentions on meetings.meeting_id = mentions.meeting_id
inner join {{ ref('dim_documents') }} as documents on mentions.document_id = documents.document_id
where
    mentions.reported_start_date is distinct from meetings.start_date
    or mentions.reported_end_date is distinct from meetings.end_date
order by meetings.start_date, meetings.meeting_id, documents.source_name

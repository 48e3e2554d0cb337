-- What was said about the S-400, at which meeting, when, and in which words? The name is looked for in three scripts.
select
    meetings.start_date,
    meetings.status,
    meetings.headline,
    mentions.quote,
    documents.source_name,
    documents.published_date
from {{ ref('fact_meeting_mentions') }} as mentions
inner join {{ ref('fact_meetings') }} as meetings on mentions.meeting_id = meetings.meeting_id
inner join {{ ref('dim_documents') }} as documents on mentions.document_id = documents.document_id
where regexp_matches(mentions.quote, '(S|С|एस)[ ‑–-]?(400|४००)')
order by meetings.start_date, documents.published_date

select
    meetings.meeting_id,
    meetings.meeting_type,
    meetings.status,
    meetings.start_date,
    meetings.end_date,
    meetings.date_precision,
    meetings.date_basis,
    meetings.date_phrase,
    meetings.location_id,
    meetings.location_basis,
    meetings.venue,
    meetings.forum_id,
    meetings.duration_minutes::integer as duration_minutes,
    meetings.confidence,
    meetings.document_count::integer as document_count,
    meetings.independent_source_count::integer as independent_source_count,
    meetings.first_reported_date,
    meetings.last_reported_date,
    meetings.is_corrected,
    headlines.headline
from {{ ref('int_meetings__resolved') }} as meetings
inner join {{ ref('int_meetings__headlines') }} as headlines on meetings.meeting_id = headlines.meeting_id

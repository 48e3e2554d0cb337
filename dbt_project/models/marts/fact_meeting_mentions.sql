select
    mentions.mention_id,
    members.meeting_id,
    mentions.reported_meeting_id,
    mentions.document_id,
    reports.status,
    mentions.status as passage_status,
    mentions.quote,
    mentions.char_start::integer as char_start,
    mentions.char_end::integer as char_end,
    mentions.trigger,
    mentions.rule,
    mentions.confidence,
    reports.start_date as reported_start_date,
    reports.end_date as reported_end_date,
    reports.date_precision as reported_date_precision,
    reports.date_phrase as reported_date_phrase,
    mentions.extractor_version
from {{ ref('stg_raw__meeting_mentions') }} as mentions
inner join {{ ref('stg_raw__reported_meetings') }} as reports
    on mentions.reported_meeting_id = reports.reported_meeting_id
inner join {{ ref('int_meetings__members') }} as members
    on mentions.reported_meeting_id = members.reported_meeting_id

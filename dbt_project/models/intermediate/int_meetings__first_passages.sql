-- The first passage of each report: what is shown as its quote.
select
    reported_meeting_id,
    first(quote order by char_start) as quote,
    min(char_start) as char_start,
    first(char_end order by char_start) as char_end
from {{ ref('stg_raw__meeting_mentions') }}
group by reported_meeting_id

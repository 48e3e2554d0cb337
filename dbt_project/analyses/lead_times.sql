-- How long before a meeting was it first announced? Meetings that were held unannounced are left out.
select
    headline,
    meeting_type,
    announced_date,
    start_date,
    lead_time_days
from {{ ref('fact_meetings') }}
where status = 'held' and lead_time_days is not null
order by lead_time_days desc, start_date, headline

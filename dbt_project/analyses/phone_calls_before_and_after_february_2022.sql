-- How often did the two sides speak by phone or video before and after 24 February 2022?
select
    case when start_date < date '2022-02-24' then 'before' else 'after' end as period,
    count(*) as calls,
    min(start_date) as first_call,
    max(start_date) as last_call,
    count(distinct date_trunc('month', start_date)) as months_with_calls
from {{ ref('fact_meetings') }}
where
    status = 'held'
    and meeting_type in ('phone_call', 'video_call')
    and date_precision in ('day', 'range', 'month')
group by period
order by first_call

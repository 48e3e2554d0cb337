-- How many phone and video calls were there in each quarter, quarters without any included?
with calls as (
    select
        meetings.meeting_id,
        dates.calendar_year,
        dates.calendar_quarter
    from {{ ref('fact_meetings') }} as meetings
    inner join {{ ref('dim_dates') }} as dates on meetings.start_date = dates.date_day
    where
        meetings.meeting_type in ('phone_call', 'video_call')
        and meetings.status = 'held'
        and meetings.date_precision in ('day', 'range', 'month', 'quarter')
),

span as (
    select
        min(start_date) as first_day,
        max(start_date) as last_day
    from {{ ref('fact_meetings') }}
),

quarters as (
    select distinct
        dates.calendar_year,
        dates.calendar_quarter
    from {{ ref('dim_dates') }} as dates
    inner join span on dates.date_day between span.first_day and span.last_day
)

select
    quarters.calendar_year,
    quarters.calendar_quarter,
    count(calls.meeting_id) as calls
from quarters
left join calls
    on
        quarters.calendar_year = calls.calendar_year
        and quarters.calendar_quarter = calls.calendar_quarter
group by quarters.calendar_year, quarters.calendar_quarter
order by quarters.calendar_year, quarters.calendar_quarter

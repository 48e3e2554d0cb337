-- In which months, between the first and the last one known, did no ministers or leaders of the two sides meet or
-- speak? Only meetings whose month is known count.
with contacts as (
    select distinct dates.month_start
    from {{ ref('fact_meetings') }} as meetings
    inner join {{ ref('dim_dates') }} as dates on meetings.start_date = dates.date_day
    where
        meetings.status = 'held'
        and meetings.date_precision in ('day', 'range', 'month')
        and (
            select count(distinct parties.side)
            from {{ ref('bridge_meeting_people') }} as parties
            where
                parties.meeting_id = meetings.meeting_id
                and parties.side in ('IN', 'RU')
                and (
                    parties.role_id in ('president', 'vice_president')
                    or parties.role_id in ('deputy_prime_minister', 'first_deputy_prime_minister')
                    or (parties.role_id like '%minister' and parties.role_id not like 'deputy_%')
                )
                and parties.role_id <> 'chief_minister'
        ) = 2
)

select
    dates.month_start,
    dates.calendar_year,
    dates.month_name
from {{ ref('dim_dates') }} as dates
where
    dates.day_of_month = 1
    and dates.date_day between (select min(contacts.month_start) from contacts)
    and (select max(contacts.month_start) from contacts)
    and dates.month_start not in (select contacts.month_start from contacts)
order by dates.month_start

-- India's fiscal year begins on 1 April, Russia's on 1 January.
with days as (
    select unnest(generate_series(date '1900-01-01', date '2100-12-31', interval 1 day))::date as date_day
)

select
    date_day,
    year(date_day)::integer as calendar_year,
    quarter(date_day)::integer as calendar_quarter,
    month(date_day)::integer as calendar_month,
    monthname(date_day) as month_name,
    day(date_day)::integer as day_of_month,
    dayofyear(date_day)::integer as day_of_year,
    isodow(date_day)::integer as day_of_week,
    dayname(date_day) as day_name,
    isodow(date_day) > 5 as is_weekend,
    isoyear(date_day)::integer as iso_year,
    week(date_day)::integer as iso_week,
    date_trunc('month', date_day)::date as month_start,
    last_day(date_day) as month_end,
    (year(date_day) - (month(date_day) < 4)::integer)::integer as india_fiscal_year_start,
    printf(
        'FY%d-%02d',
        year(date_day) - (month(date_day) < 4)::integer,
        (year(date_day) - (month(date_day) < 4)::integer + 1) % 100
    ) as india_fiscal_year,
    ((quarter(date_day) + 2) % 4 + 1)::integer as india_fiscal_quarter,
    year(date_day)::integer as russia_fiscal_year,
    quarter(date_day)::integer as russia_fiscal_quarter
from days

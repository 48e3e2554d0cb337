-- India's fiscal year begins on 1 April: its quarters and its name on the days around the turns of both years.
with expected (date_day, india_fiscal_year, india_fiscal_quarter, russia_fiscal_year, iso_week, is_weekend) as (
    values
    (date '2025-03-31', 'FY2024-25', 4, 2025, 14, false),
    (date '2025-04-01', 'FY2025-26', 1, 2025, 14, false),
    (date '2025-12-31', 'FY2025-26', 3, 2025, 1, false),
    (date '2000-01-01', 'FY1999-00', 4, 2000, 52, true)
)

select * from expected
except
select
    date_day,
    india_fiscal_year,
    india_fiscal_quarter,
    russia_fiscal_year,
    iso_week,
    is_weekend
from {{ ref('dim_dates') }}

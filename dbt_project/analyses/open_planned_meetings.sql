-- Which planned meetings are still open: not held, not called off, and not past as far as their dates tell?
select
    headline,
    start_date,
    end_date,
    date_precision,
    date_phrase,
    first_reported_date,
    document_count
from {{ ref('fact_meetings') }}
where
    status = 'planned'
    and (end_date is null or end_date >= current_date)
order by start_date nulls last

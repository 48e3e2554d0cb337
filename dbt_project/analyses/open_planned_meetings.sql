-- Which planned meetings are still open, neither held nor called off, and which of them are overdue: past as far as
-- their dates tell, with no report since?
select
    headline,
    start_date,
    end_date,
    date_precision,
    date_phrase,
    is_overdue,
    announced_date,
    document_count
from {{ ref('fact_meetings') }}
where status = 'planned'
order by is_overdue, start_date nulls last, headline

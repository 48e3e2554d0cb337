-- Which meetings rest on one source, and which on several independent ones? Syndicated copies count once.
select
    headline,
    start_date,
    date_precision,
    date_basis,
    document_count,
    independent_source_count,
    round(confidence, 2) as confidence
from {{ ref('fact_meetings') }}
order by independent_source_count desc, confidence desc, start_date

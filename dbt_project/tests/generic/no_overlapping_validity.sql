{#- Rows of the same `keys` hold at different times. Bounds are inclusive and null bounds are open; rows with neither
    bound say nothing of time and are left out. A shared day is a handover, not an overlap. -#}
{% test no_overlapping_validity(model, keys, from_column, to_column) %}
with spans as (
    select
        {{ keys | join(', ') }},
        coalesce({{ from_column }}, date '0001-01-01') as span_start,
        coalesce({{ to_column }}, date '9999-12-31') as span_end
    from {{ model }}
    where {{ from_column }} is not null or {{ to_column }} is not null
),

neighbours as (
    select
        *,
        max(span_end) over (
            partition by {{ keys | join(', ') }}
            order by span_start, span_end
            rows between unbounded preceding and 1 preceding
        ) as latest_end_before
    from spans
)

select *
from neighbours
where span_start < latest_end_before
{% endtest %}

{#- How firmly a date or a place was told: 1 is firmest. The order is that of orchestration/contracts/codes.py. -#}
{% macro date_basis_rank(column) -%}
list_position(
    ['explicit', 'inferred_year', 'relative', 'forum', 'context', 'publication', 'none'], {{ column }}
)
{%- endmacro %}

{% macro location_basis_rank(column) -%}
list_position(
    ['explicit', 'venue', 'context', 'forum', 'dateline', 'host', 'destination', 'none'], {{ column }}
)
{%- endmacro %}

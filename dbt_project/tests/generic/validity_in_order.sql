{#- The first day is not after the last; null bounds are open. -#}
{% test validity_in_order(model, from_column, to_column) %}
select *
from {{ model }}
where {{ from_column }} > {{ to_column }}
{% endtest %}

{#- What a person set the field to, else what the reports tell. -#}
{% macro corrected(field, told, type='varchar') -%}
if(
        list_contains(corrections.fields, '{{ field }}'),
        corrections.told[list_position(corrections.fields, '{{ field }}')]::{{ type }},
        {{ told }}
    ) as {{ field }}
{%- endmacro %}

{#- The precision of a date that is told by its first and last day. -#}
{% macro precision_of(start_date, end_date) -%}
case
    when {{ start_date }} is null then 'unknown'
    when {{ start_date }} = {{ end_date }} then 'day'
    {% for part in ['month', 'quarter', 'year'] -%}
    when
        {{ start_date }} = date_trunc('{{ part }}', {{ start_date }})
        and {{ end_date }} + 1 = date_trunc('{{ part }}', {{ start_date }}) + interval 1 {{ part }}
        then '{{ part }}'
    {% endfor -%}
    else 'range'
end
{%- endmacro %}

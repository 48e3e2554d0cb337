-- Curated people, and the people that articles name beyond them under the spelling used most.
with curated as (
    select
        person_id,
        full_name,
        full_name_hi,
        full_name_ru,
        country_code,
        true as is_curated
    from {{ ref('stg_reference__people') }}
),

spellings as (
    select
        person_id,
        full_name,
        full_name_hi,
        full_name_ru,
        country_code,
        count(*) as uses
    from {{ ref('stg_raw__person_mentions') }}
    where person_id not in (select curated.person_id from curated)
    group by all
),

provisional as (
    select
        person_id,
        first(full_name order by uses desc, full_name) as full_name,
        first(full_name_hi order by uses desc, full_name_hi) filter (where full_name_hi is not null)
            as full_name_hi,
        first(full_name_ru order by uses desc, full_name_ru) filter (where full_name_ru is not null)
            as full_name_ru,
        first(country_code order by uses desc, country_code) filter (where country_code is not null)
            as country_code,
        false as is_curated
    from spellings
    group by person_id
)

select * from curated
union all
select * from provisional

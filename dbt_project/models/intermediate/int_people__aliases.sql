-- Ids of people that were published before and lead to another person: their passages name somebody else now, since the
-- reference data has learned the name. An id whose passages are withdrawn leads to where it last led.
with gone as (
    select registry.*
    from {{ ref('stg_raw__person_registry') }} as registry
    anti join {{ ref('int_people') }} as people on registry.person_id = people.person_id
),

votes as (
    select
        gone.person_id as alias_id,
        mentions.person_id,
        count(distinct gone.passage_id) as passages
    from gone
    inner join {{ ref('stg_raw__person_mentions') }} as mentions
        on
            gone.document_id = mentions.document_id
            and gone.char_start < mentions.char_end
            and gone.char_end > mentions.char_start
    where mentions.resolution <> 'role'
    group by gone.person_id, mentions.person_id
),

named_now as (
    select
        alias_id,
        person_id
    from votes
    qualify row_number() over (partition by alias_id order by passages desc, person_id) = 1
),

leads as (
    select
        alias_id,
        person_id
    from named_now
    union all
    select
        told.alias_id,
        coalesce(named_now.person_id, told.person_id) as person_id
    from {{ ref('stg_raw__person_aliases') }} as told
    left join named_now on told.person_id = named_now.alias_id
    anti join named_now as renamed on told.alias_id = renamed.alias_id
    anti join {{ ref('int_people') }} as people on told.alias_id = people.person_id
),

names as (
    select
        person_id,
        mode(full_name order by full_name) as full_name
    from gone
    group by person_id
)

select
    leads.alias_id,
    leads.person_id,
    names.full_name,
    coalesce(told.merged_at, publication.built_at) as merged_at
from leads
semi join {{ ref('int_people') }} as people on leads.person_id = people.person_id
inner join names on leads.alias_id = names.person_id
cross join {{ ref('int_meetings__publication') }} as publication
left join {{ ref('stg_raw__person_aliases') }} as told
    on leads.alias_id = told.alias_id and leads.person_id = told.person_id

-- What was registered, and the passages that name a person beyond the reference data now.
select
    passage_id,
    document_id,
    char_start,
    char_end,
    person_id,
    full_name
from {{ ref('stg_raw__person_registry') }}
union all
select
    passages.passage_id,
    passages.document_id,
    passages.char_start,
    passages.char_end,
    passages.person_id,
    passages.full_name
from (
    select
        sha256(concat_ws('|', mentions.document_id, mentions.char_start, mentions.char_end, mentions.person_id))
            as passage_id,
        mentions.document_id,
        mentions.char_start,
        mentions.char_end,
        mentions.person_id,
        min(mentions.full_name) as full_name
    from {{ ref('stg_raw__person_mentions') }} as mentions
    inner join {{ ref('int_people') }} as people on mentions.person_id = people.person_id
    where not people.is_curated
    group by mentions.document_id, mentions.char_start, mentions.char_end, mentions.person_id
) as passages
anti join {{ ref('stg_raw__person_registry') }} as registry on passages.passage_id = registry.passage_id

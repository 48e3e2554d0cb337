-- A post alone names nobody: "the president" counts for the meetings that he took part in, not here.
select
    document_id,
    person_id,
    count(*)::integer as mention_count,
    min(char_start)::integer as first_char_start,
    first(surface order by char_start) as first_surface,
    first(title_as_reported order by char_start) filter (where title_as_reported is not null) as title_as_reported,
    first(role_id order by char_start) filter (where role_id is not null) as role_id
from {{ ref('stg_raw__person_mentions') }}
where resolution <> 'role'
group by document_id, person_id

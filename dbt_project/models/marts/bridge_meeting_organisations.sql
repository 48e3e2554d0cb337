-- Organisations whose people took part, by the post held on that day, or that are told by a post without a person.
with bodies as (
    select
        organisation_id,
        country_code,
        unnest(role_ids) as role_id
    from {{ ref('stg_reference__organisations') }}
),

told as (
    select
        people.meeting_id,
        posts.organisation_id,
        people.side,
        people.person_id
    from {{ ref('int_meetings__people') }} as people
    inner join {{ ref('int_positions__organisations') }} as posts on people.position_id = posts.position_id
    union all
    select
        roles.meeting_id,
        bodies.organisation_id,
        roles.side,
        null as person_id
    from {{ ref('int_meetings__roles') }} as roles
    inner join bodies on roles.side = bodies.country_code and roles.role_id = bodies.role_id
)

select
    meeting_id,
    organisation_id,
    min(side) as side,
    count(distinct person_id)::integer as person_count
from told
group by meeting_id, organisation_id

-- The organisation that a post speaks for: the body that it names or whose department it heads, else a body of the
-- state by country and role, else the company, agency or region that it names. An ambassador to a third country, or a
-- post of no body known, speaks for none.
with other_sides as (
    select
        sides.country_code,
        others.side_name
    from {{ ref('stg_reference__sides') }} as sides
    inner join {{ ref('stg_reference__sides') }} as others on sides.country_code <> others.country_code
),

bodies as (
    select
        organisation_id,
        country_code,
        organisation_kind,
        organisation_name,
        organisation_name_hi,
        organisation_name_ru,
        unnest(role_ids) as role_id
    from {{ ref('stg_reference__organisations') }}
),

posts as (
    select
        positions.position_id,
        positions.country_code,
        positions.organisation,
        case
            when positions.role_id = 'company_head' then 'company'
            when positions.role_id in ('agency_head', 'intelligence_chief') then 'agency'
            when positions.role_id in ('governor', 'chief_minister', 'mayor') then 'region'
        end as named_kind,
        bodies.organisation_id as body_id,
        named.organisation_id as named_body_id
    from {{ ref('stg_reference__positions') }} as positions
    left join other_sides
        on positions.country_code = other_sides.country_code and positions.organisation = other_sides.side_name
    left join bodies
        on
            positions.country_code = bodies.country_code
            and positions.role_id = bodies.role_id
            and (positions.organisation is null or other_sides.side_name is not null)
    left join {{ ref('stg_reference__organisations') }} as named
        on
            positions.country_code = named.country_code
            and (
                positions.organisation = named.organisation_name
                or list_contains(named.portfolios, positions.organisation)
            )
),

named as (
    select
        *,
        coalesce(
            named_body_id,
            body_id,
            if(
                named_kind is null,
                null,
                lower(country_code) || '-' || trim(regexp_replace(lower(organisation), '[^a-z0-9]+', '-', 'g'), '-')
            )
        ) as organisation_id
    from posts
)

select
    named.position_id,
    named.organisation_id,
    named.country_code,
    coalesce(bodies.organisation_kind, named.named_kind) as organisation_kind,
    coalesce(bodies.organisation_name, named.organisation) as organisation_name,
    bodies.organisation_name_hi,
    bodies.organisation_name_ru
from named
left join {{ ref('stg_reference__organisations') }} as bodies on named.organisation_id = bodies.organisation_id
where named.organisation_id is not null

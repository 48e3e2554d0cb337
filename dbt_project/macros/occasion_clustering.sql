{#- Pairs of profiles that may be one occasion, both ways round. Only profiles that share a block are compared: a form of
    contact with a pair of people, or with one person where one of the two names one side only, or with a forum where one
    names nobody. -#}
{% macro compatible_pairs(profiles) %}
with blocks as (
    {{ occasion_blocks(profiles) }}
),

candidates as (
    {{ block_mates('blocks', 'blocks') }}
),

compatible as (
    select
        a.profile_id,
        b.profile_id as other_id,
        a.priority,
        b.priority as other_priority,
        a.document_ids as document_ids,
        b.document_ids as other_document_ids,
        {{ occasion_affinity('a', 'b') }} as affinity
    from candidates
    inner join {{ profiles }} as a on candidates.profile_id = a.profile_id
    inner join {{ profiles }} as b on candidates.other_id = b.profile_id
    where {{ same_occasion('a', 'b') }}
),

-- at most one partner in each other document, chosen by both: so no occasion takes two meetings of one document
ranked as (
    select
        *,
        row_number() over (
            partition by profile_id, other_document_ids order by affinity desc, other_priority
        ) as rank_here,
        row_number() over (
            partition by other_id, document_ids order by affinity desc, priority
        ) as rank_there
    from compatible
)

select
    profile_id,
    other_id,
    priority,
    other_priority,
    affinity
from ranked
where rank_here = 1 and rank_there = 1
{% endmacro %}

{#- Pairs of profiles that share a block: a key with a day, or with a key alone where one of the two may be on any day.
    One join each for what is an equality, so that no join compares all that name one person. -#}
{% macro block_mates(blocks, other_blocks) %}
    {% for times in ['a.day = b.day', 'a.day is null and b.is_first', 'b.day is null and a.is_first'] %}
    {% set outer = loop %}
    {% for parties in ['a.is_of_both_sides', 'a.is_partial', 'b.is_partial'] %}
    select distinct
        a.profile_id,
        b.profile_id as other_id
    from {{ blocks }} as a
    inner join {{ other_blocks }} as b
        on
            a.block_key = b.block_key
            and {{ times }}
            and {{ parties }}
            and a.profile_id <> b.profile_id
    {% if not (outer.last and loop.last) %}union{% endif %}
    {% endfor %}
    {% endfor %}
{% endmacro %}

{#- Keys under which a profile looks for its like: the form of contact with people or forum; dated profiles also by day,
    a day of slack on one side, others by the months in which they may be. unit: of the days, to compare the two. -#}
{% macro occasion_blocks(profiles, unit='day') %}
with keys as (
    select
        profile_id,
        concat_ws(':', contact_form, 'people', person_1, person_2) as block_key,
        true as is_of_both_sides,
        false as is_partial,
        block_days
    from (
        select
            profile_id,
            contact_form,
            block_days,
            person_1,
            unnest(people_2) as person_2
        from (
            select
                profile_id,
                contact_form,
                block_days,
                people_2,
                unnest(people_1) as person_1
            from {{ profiles }}
        )
    )
    union all
    select
        profile_id,
        concat_ws(':', contact_form, 'person', person_id) as block_key,
        false as is_of_both_sides,
        is_partial,
        block_days
    from (
        select
            profile_id,
            contact_form,
            block_days,
            len(people_1) = 0 or len(people_2) = 0 as is_partial,
            unnest(people_1 || people_2) as person_id
        from {{ profiles }}
    )
    union all
    select
        profile_id,
        concat_ws(':', contact_form, 'forum', forum_group) as block_key,
        false as is_of_both_sides,
        len(people_1) = 0 or len(people_2) = 0 as is_partial,
        block_days
    from {{ profiles }}
    where forum_group is not null
)

    select
        profile_id,
        block_key,
        is_of_both_sides,
        is_partial,
        unnest(days) as day,
        generate_subscripts(days, 1) = 1 as is_first
    from (
        select
            *,
            {% if unit == 'day' %}
            block_days as days
            {% else %}
            if(
                block_days[1] is null,
                block_days,
                generate_series(
                    date_trunc('{{ unit }}', block_days[1]), block_days[-1], interval 1 {{ unit }}
                )::date[]
            ) as days
            {% endif %}
        from keys
    )
{% endmacro %}

{#- Clusters as stars: in order of priority a profile becomes a centre unless it fits an earlier centre; every other
    profile then goes to the centre that it fits best. So each member fits its centre, whatever chain of others may
    lie between two meetings. Each round settles all profiles whose earlier neighbours are settled. -#}
{% macro star_clusters(profiles, pairs) %}
with recursive rounds as (
    select
        0 as round,
        profile_id,
        priority,
        'open' as state
    from {{ profiles }}

    union all

    (
        with current_round as (
            select * from rounds
        ),

        centres as (
            select profile_id
            from current_round
            where
                state = 'open'
                and profile_id not in (
                    select pairs.profile_id
                    from {{ pairs }} as pairs
                    inner join current_round as other on pairs.other_id = other.profile_id
                    where other.state = 'open' and pairs.other_priority < pairs.priority
                )
        ),

        claimed as (
            select distinct pairs.other_id as profile_id
            from {{ pairs }} as pairs
            inner join centres on pairs.profile_id = centres.profile_id
        )

        select
            current_round.round + 1 as round,
            current_round.profile_id,
            current_round.priority,
            case
                when current_round.state <> 'open' then current_round.state
                when centres.profile_id is not null then 'centre'
                when claimed.profile_id is not null then 'member'
                else 'open'
            end as state
        from current_round
        left join centres on current_round.profile_id = centres.profile_id
        left join claimed on current_round.profile_id = claimed.profile_id
        where exists (select 1 from current_round as unsettled where unsettled.state = 'open')
    )
),

settled as (
    select
        profile_id,
        state
    from rounds
    qualify round = max(round) over ()
),

-- of two centres that a report fits equally well, the one that more reports fit is meant
fitting as (
    select
        pairs.profile_id,
        count(*) as reports
    from {{ pairs }} as pairs
    inner join settled as centres on pairs.profile_id = centres.profile_id
    where centres.state = 'centre'
    group by pairs.profile_id
)

select
    settled.profile_id,
    coalesce(best.centre_id, settled.profile_id) as centre_id
from settled
left join (
    select
        pairs.profile_id,
        first(
            pairs.other_id order by pairs.affinity desc, fitting.reports desc, pairs.other_priority
        ) as centre_id
    from {{ pairs }} as pairs
    inner join fitting on pairs.other_id = fitting.profile_id
    group by pairs.profile_id
) as best on settled.profile_id = best.profile_id and settled.state = 'member'
{% endmacro %}

{#- One row per cluster in the profile's shape: dates of its firmest report, everybody's parties and status. -#}
{% macro occasions_of(clusters) %}
select
    clusters.centre_id as profile_id,
    flatten(list(members.document_ids)) as document_ids,
    count(distinct members.near_duplicate_group) as source_count,
    mode(members.meeting_type order by members.priority) as meeting_type,
    first(members.contact_form order by members.priority) as contact_form,
    first(members.status order by members.priority) as status,
    bool_or(members.has_held) as has_held,
    bool_or(members.has_planned) as has_planned,
    bool_or(members.has_cancelled) as has_cancelled,
    max(members.planned_since) as planned_since,
    max(members.recent_since) as recent_since,
    bool_or(members.may_name_one_side) as may_name_one_side,
    first(members.start_date order by members.priority) as start_date,
    first(members.end_date order by members.priority) as end_date,
    first(members.date_precision order by members.priority) as date_precision,
    first(members.is_dated order by members.priority) as is_dated,
    first(members.is_date_firm order by members.priority) as is_date_firm,
    first(members.earliest_date order by members.priority) as earliest_date,
    first(members.latest_date order by members.priority) as latest_date,
    max(members.in_office_from) as in_office_from,
    min(members.in_office_until) as in_office_until,
    if(
        first(members.is_dated order by members.priority),
        generate_series(
            first(members.start_date order by members.priority),
            first(members.end_date order by members.priority) + 1,
            interval 1 day
        )::date[],
        -- months in which all may be: those of the firmest
        first(members.block_days order by members.priority)
    ) as block_days,
    first(members.city order by members.priority) filter (where members.city is not null) as city,
    first(members.country_code order by members.priority) filter (where members.country_code is not null) as country_code,
    first(members.firm_city order by members.priority) filter (where members.firm_city is not null) as firm_city,
    first(members.firm_country_code order by members.priority) filter (where members.firm_country_code is not null) as firm_country_code,
    first(members.told_city order by members.priority) filter (where members.told_city is not null) as told_city,
    first(members.told_country_code order by members.priority) filter (where members.told_country_code is not null) as told_country_code,
    first(members.forum_id order by members.priority) filter (where members.forum_id is not null) as forum_id,
    first(members.edition_id order by members.priority) filter (where members.edition_id is not null) as edition_id,
    first(members.forum_series order by members.forum_series = members.forum_group, members.priority) filter (where members.forum_series is not null) as forum_series,
    first(members.forum_group order by members.forum_series = members.forum_group, members.priority) filter (where members.forum_group is not null) as forum_group,
    first(members.venue order by members.priority) filter (where members.venue is not null) as venue,
    list_distinct(flatten(list(members.topics))) as topics,
    list_distinct(flatten(list(members.people_1))) as people_1,
    list_distinct(flatten(list(members.people_2))) as people_2,
    list_distinct(flatten(list(members.roles_1))) as roles_1,
    list_distinct(flatten(list(members.roles_2))) as roles_2,
    bool_or(members.has_leader_1) as has_leader_1,
    bool_or(members.has_leader_2) as has_leader_2,
    first(members.priority order by members.priority) as priority
from {{ clusters }} as clusters
inner join {{ ref('int_meetings__profiles') }} as members on clusters.profile_id = members.profile_id
group by clusters.centre_id
{% endmacro %}

{#- Pairs that are each other's only best match; the firmer one stands for both. -#}
{% macro mutual_best_matches(pairs) %}
    select
        here.profile_id as centre_id,
        here.other_id as merged_into
    from (
        select *
        from {{ pairs }}
        qualify
            affinity = max(affinity) over (partition by profile_id)
            and count(*) over (partition by profile_id, affinity) = 1
    ) as here
    inner join (
        select *
        from {{ pairs }}
        qualify
            affinity = max(affinity) over (partition by profile_id)
            and count(*) over (partition by profile_id, affinity) = 1
    ) as there on here.profile_id = there.other_id and here.other_id = there.profile_id
    where here.other_priority < here.priority
{% endmacro %}

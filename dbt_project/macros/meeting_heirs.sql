{#- Ids that the registry has given, each with the cluster of reports that now holds most of what speaks for it; what has
    a day counts before what has none, since it tells best which occasion was meant. An id whose own passages are all
    gone follows those of meetings that were merged into it. One of whose evidence nothing is left at all, since
    an article was replaced by another, is found again by parties and day, where no other id is. -#}
{% macro meeting_heirs(clusters) %}
with links as (
    select
        recognised.mention_id,
        recognised.document_id,
        recognised.given_id,
        recognised.meeting_id,
        clusters.centre_id,
        profiles.is_dated,
        profiles.priority
    from {{ ref('int_meetings__recognised') }} as recognised
    inner join {{ clusters }} as clusters on recognised.reported_meeting_id = clusters.profile_id
    inner join {{ ref('int_meetings__profiles') }} as profiles on clusters.profile_id = profiles.profile_id
),

votes as (
    select
        given_id as meeting_id,
        centre_id,
        bool_or(is_dated) as is_dated,
        count(distinct document_id) as documents,
        min(priority) as priority
    from links
    group by given_id, centre_id
    union all
    select
        links.meeting_id,
        links.centre_id,
        bool_or(links.is_dated) as is_dated,
        count(distinct links.document_id) as documents,
        min(links.priority) as priority
    from links
    anti join links as own on links.meeting_id = own.given_id
    group by links.meeting_id, links.centre_id
),

heirs as (
    select
        meeting_id,
        centre_id
    from votes
    qualify row_number() over (partition by meeting_id order by is_dated desc, documents desc, priority) = 1
),

lost as (
    select
        registry.given_id as meeting_id,
        registry.start_date,
        registry.end_date,
        registry.meeting_type,
        registry.people,
        unnest(registry.people) as person_id
    from {{ ref('stg_raw__meeting_registry') }} as registry
    inner join {{ ref('int_meetings__known_ids') }} as known on registry.given_id = known.meeting_id
    anti join heirs on registry.given_id = heirs.meeting_id
    where registry.date_precision in ('day', 'range') and known.last_change_type <> 'merged'
),

nameless as (
    select
        clusters.centre_id,
        profiles.start_date,
        profiles.end_date,
        profiles.meeting_type,
        profiles.contact_form,
        profiles.people_1,
        profiles.people_2,
        profiles.priority,
        unnest(profiles.people_1) as person_id
    from {{ clusters }} as clusters
    inner join {{ ref('int_meetings__profiles') }} as profiles on clusters.profile_id = profiles.profile_id
    anti join heirs on clusters.centre_id = heirs.centre_id
    where profiles.is_dated
),

-- each with the other that it fits best, so that two lost meetings of one day never become one
found as (
    select
        lost.meeting_id,
        nameless.centre_id
    from lost
    inner join nameless
        on
            lost.person_id = nameless.person_id
            and lost.start_date = nameless.start_date
            and lost.end_date = nameless.end_date
            and {{ contact_form('lost.meeting_type') }} = nameless.contact_form
            and list_has_any(lost.people, nameless.people_2)
    qualify
        row_number() over (
            partition by lost.meeting_id
            order by lost.meeting_type = nameless.meeting_type desc, nameless.priority, nameless.centre_id
        ) = 1
        and row_number() over (
            partition by nameless.centre_id
            order by lost.meeting_type = nameless.meeting_type desc, nameless.priority, lost.meeting_id
        ) = 1
)

select
    named.meeting_id,
    named.centre_id,
    known.first_publication_no,
    false as is_new
from (
    select * from heirs
    union all
    select * from found
) as named
inner join {{ ref('int_meetings__known_ids') }} as known on named.meeting_id = known.meeting_id
{% endmacro %}

{#- New ids for clusters that no id given before speaks for: a function of the evidence, but never an id that is taken.
    named: ids with their clusters; taken: relations with a column meeting_id. -#}
{% macro fresh_meeting_ids(clusters, named, taken) %}
    select
        case
            when {% for relation in taken %}
                'mtg-' || left(sha256(unnamed.first_report), 16) in (select meeting_id from {{ relation }})
                {% if not loop.last %}or {% endif %}
            {% endfor %}
                then 'mtg-' || left(sha256(unnamed.first_report || ':' || publication.publication_no), 16)
            else 'mtg-' || left(sha256(unnamed.first_report), 16)
        end as meeting_id,
        unnamed.centre_id,
        publication.publication_no as first_publication_no,
        true as is_new
    from (
        select
            clusters.centre_id,
            min(clusters.profile_id) as first_report
        from {{ clusters }} as clusters
        anti join {{ named }} as named on clusters.centre_id = named.centre_id
        group by clusters.centre_id
    ) as unnamed
    cross join {{ ref('int_meetings__publication') }} as publication
{% endmacro %}

{#- Only what has the same form can be the same occasion. -#}
{% macro contact_form(meeting_type) -%}
case
        when {{ meeting_type }} in ('phone_call', 'video_call') then 'remote'
        when {{ meeting_type }} = 'informal_talk' then 'informal'
        when {{ meeting_type }} = 'multilateral_meeting' then 'multilateral'
        else 'in_person'
    end
{%- endmacro %}

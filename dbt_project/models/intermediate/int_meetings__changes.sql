-- What happened to meetings since the last publication.
with lifecycle as (
    select
        names.meeting_id,
        names.current_meeting_id,
        names.is_new,
        published.meeting_id is not null as was_there,
        known.last_change_type
    from {{ ref('int_meetings__names') }} as names
    left join {{ ref('stg_raw__published_meetings') }} as published on names.meeting_id = published.meeting_id
    left join {{ ref('int_meetings__known_ids') }} as known on names.meeting_id = known.meeting_id
),

-- what the reports of a new meeting spoke for before
origins as (
    select
        members.meeting_id,
        mode(recognised.meeting_id order by recognised.meeting_id) as other_meeting_id
    from {{ ref('int_meetings__recognised') }} as recognised
    inner join {{ ref('int_meetings__members') }} as members
        on recognised.reported_meeting_id = members.reported_meeting_id
    group by members.meeting_id
),

split_off as (
    select
        names.meeting_id,
        corrections.meeting_id as other_meeting_id,
        corrections.correction_id
    from {{ ref('int_meetings__corrections') }} as corrections
    inner join {{ ref('int_meetings__names') }} as names
        on names.centre_id = 'split by ' || corrections.correction_id
    where corrections.problem is null
),

ids as (
    select
        lifecycle.meeting_id,
        case
            when lifecycle.meeting_id <> lifecycle.current_meeting_id then 'merged'
            when not lifecycle.is_new then 'restored'
            when coalesce(split_off.other_meeting_id, origins.other_meeting_id) is not null then 'split'
            else 'created'
        end as change_type,
        if(
            lifecycle.meeting_id <> lifecycle.current_meeting_id,
            lifecycle.current_meeting_id,
            if(lifecycle.is_new, coalesce(split_off.other_meeting_id, origins.other_meeting_id), null)
        ) as other_meeting_id,
        lifecycle.current_meeting_id
    from lifecycle
    left join split_off on lifecycle.meeting_id = split_off.meeting_id
    left join origins on lifecycle.meeting_id = origins.meeting_id
    where
        if(
            lifecycle.meeting_id <> lifecycle.current_meeting_id,
            lifecycle.last_change_type is distinct from 'merged',
            not lifecycle.was_there
        )
    union all
    select
        published.meeting_id,
        if(aliases.meeting_id is null, 'retracted', 'merged') as change_type,
        aliases.meeting_id as other_meeting_id,
        aliases.meeting_id as current_meeting_id
    from {{ ref('stg_raw__published_meetings') }} as published
    anti join {{ ref('int_meetings__names') }} as names on published.meeting_id = names.meeting_id
    left join {{ ref('int_meetings__aliases') }} as aliases on published.meeting_id = aliases.alias_id
),

people as (
    select
        meeting_id,
        string_agg(person_id, ';' order by person_id) as people
    from {{ ref('int_meetings__people') }}
    group by meeting_id
),

now_there as (
    select
        meetings.meeting_id,
        meetings.status,
        meetings.meeting_type,
        concat_ws('/', meetings.start_date, nullif(meetings.end_date, meetings.start_date)) as date,
        meetings.date_precision,
        meetings.location_id,
        meetings.venue,
        meetings.forum_id,
        meetings.duration_minutes,
        people.people
    from {{ ref('int_meetings__resolved') }} as meetings
    left join people on meetings.meeting_id = people.meeting_id
),

there_before as (
    select
        * replace (array_to_string(people, ';') as people),
        concat_ws('/', start_date, nullif(end_date, start_date)) as date
    from {{ ref('stg_raw__published_meetings') }}
),

values_changed as (
    {% for attribute in [
        'status', 'meeting_type', 'date', 'date_precision', 'location_id', 'venue', 'forum_id', 'duration_minutes',
        'people'
    ] %}
        select
            now_there.meeting_id,
            '{{ attribute }}' as attribute,
            nullif(there_before.{{ attribute }}::varchar, '') as from_value,
            nullif(now_there.{{ attribute }}::varchar, '') as to_value
        from now_there
        inner join there_before on now_there.meeting_id = there_before.meeting_id
        where
            nullif(now_there.{{ attribute }}::varchar, '')
            is distinct from nullif(there_before.{{ attribute }}::varchar, '')
        {% if not loop.last %}union all{% endif %}
    {% endfor %}
),

behind as (
    select
        names.meeting_id,
        corrections.action,
        max(corrections.correction_id) as correction_id
    from {{ ref('int_meetings__corrections') }} as corrections
    inner join {{ ref('int_meetings__rule_names') }} as names
        on names.centre_id in (corrections.centre_id, corrections.other_centre_id)
    where corrections.problem is null
    group by names.meeting_id, corrections.action
    union all
    select
        split_off.meeting_id,
        'split' as action,
        max(split_off.correction_id) as correction_id
    from split_off
    group by split_off.meeting_id
),

-- the correction behind a change, where one of its kind is behind it
happened as (
    select
        ids.meeting_id,
        ids.change_type,
        null as attribute,
        null as from_value,
        null as to_value,
        ids.other_meeting_id,
        coalesce(ids.current_meeting_id, ids.meeting_id) as evidence_id,
        corrections.correction_id
    from ids
    left join behind as corrections
        on
            ids.meeting_id = corrections.meeting_id
            and corrections.action = case ids.change_type
                when 'merged' then 'merge' when 'split' then 'split' when 'retracted' then 'drop'
            end
    union all
    select
        values_changed.meeting_id,
        case
            when corrections.correction_id is not null then 'corrected'
            when values_changed.attribute = 'status' then 'status_changed'
            else 'attribute_changed'
        end as change_type,
        values_changed.attribute,
        values_changed.from_value,
        values_changed.to_value,
        null as other_meeting_id,
        values_changed.meeting_id as evidence_id,
        corrections.correction_id
    from values_changed
    left join {{ ref('int_meetings__touched') }} as corrections
        on
            values_changed.meeting_id = corrections.meeting_id
            and corrections.action = 'set'
            and corrections.field = if(
                values_changed.attribute = 'date_precision', 'date', values_changed.attribute
            )
),

registered as (
    select
        registry.meeting_id,
        registry.document_id,
        articles.document_id is null as is_gone
    from {{ ref('stg_raw__meeting_registry') }} as registry
    left join {{ ref('stg_raw__articles') }} as articles on registry.document_id = articles.document_id
    where registry.is_current
),

came as (
    select distinct members.meeting_id
    from {{ ref('int_meetings__members') }} as members
    inner join {{ ref('int_meetings__profiles') }} as profiles on members.reported_meeting_id = profiles.profile_id
    anti join registered on profiles.document_id = registered.document_id
),

went as (
    select distinct meeting_id
    from registered
    where is_gone
)

select
    sha256(concat_ws('|', publication.publication_no, happened.meeting_id, happened.change_type, happened.attribute))
        as change_id,
    publication.publication_no,
    publication.built_at as changed_at,
    happened.meeting_id,
    happened.change_type,
    happened.attribute,
    happened.from_value,
    happened.to_value,
    happened.other_meeting_id,
    case
        when happened.correction_id is not null then 'correction'
        when came.meeting_id is not null then 'new_documents'
        when went.meeting_id is not null then 'withdrawn_documents'
        else 'read_anew'
    end as cause,
    happened.correction_id
from happened
cross join {{ ref('int_meetings__publication') }} as publication
left join came on happened.evidence_id = came.meeting_id
left join went on happened.meeting_id = went.meeting_id

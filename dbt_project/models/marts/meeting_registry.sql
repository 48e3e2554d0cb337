-- What was registered, brought up to date: passages that tell now, and passages that once told.
with rules as (
    select
        centre_id,
        first(meeting_id order by first_publication_no, meeting_id) as meeting_id
    from {{ ref('int_meetings__rule_names') }}
    group by centre_id
),

named_reports as (
    select
        corrected.profile_id as reported_meeting_id,
        corrected.centre_id,
        rules.meeting_id as rule_id,
        members.meeting_id
    from {{ ref('int_meetings__corrected_clusters') }} as corrected
    inner join {{ ref('int_meetings__members') }} as members on corrected.profile_id = members.reported_meeting_id
    inner join {{ ref('int_meetings__clusters') }} as clusters on corrected.profile_id = clusters.profile_id
    inner join rules on clusters.centre_id = rules.centre_id
),

known as (
    select
        passage_id,
        first(given_id order by fit desc, mention_id) as given_id,
        first(meeting_id order by fit desc, mention_id) as meeting_id
    from {{ ref('int_meetings__recognised') }}
    group by passage_id
),

registered as (
    select
        passages.mention_id,
        passages.reported_meeting_id,
        passages.document_id,
        passages.char_start,
        passages.char_end,
        passages.meeting_type,
        passages.status,
        passages.start_date,
        passages.end_date,
        passages.date_precision,
        passages.people,
        coalesce(known.given_id, named_reports.rule_id) as given_id,
        known.meeting_id,
        true as is_current
    from {{ ref('int_meetings__passages') }} as passages
    left join known on passages.mention_id = known.passage_id
    left join named_reports on passages.reported_meeting_id = named_reports.reported_meeting_id
    where known.given_id is not null or named_reports.meeting_id is not null
    union all
    select
        registry.mention_id,
        recognised.reported_meeting_id,
        registry.document_id,
        registry.char_start,
        registry.char_end,
        registry.meeting_type,
        registry.status,
        registry.start_date,
        registry.end_date,
        registry.date_precision,
        registry.people,
        registry.given_id,
        registry.meeting_id,
        false as is_current
    from {{ ref('stg_raw__meeting_registry') }} as registry
    anti join {{ ref('int_meetings__passages') }} as passages on registry.mention_id = passages.mention_id
    left join {{ ref('int_meetings__recognised') }} as recognised on registry.mention_id = recognised.mention_id
)

select
    registered.mention_id,
    registered.document_id,
    registered.char_start,
    registered.char_end,
    registered.meeting_type,
    registered.status,
    registered.start_date,
    registered.end_date,
    registered.date_precision,
    registered.people,
    -- it goes on speaking for the id that it was given while that id leads to its meeting
    if(
        named_reports.meeting_id is null or coalesce(names.centre_id = named_reports.centre_id, false),
        registered.given_id,
        named_reports.meeting_id
    ) as given_id,
    coalesce(named_reports.meeting_id, registered.meeting_id) as meeting_id,
    registered.is_current and named_reports.meeting_id is not null as is_current
from registered
left join named_reports on registered.reported_meeting_id = named_reports.reported_meeting_id
left join {{ ref('int_meetings__names') }} as names on registered.given_id = names.meeting_id

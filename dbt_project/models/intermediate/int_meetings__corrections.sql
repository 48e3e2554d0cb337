-- Corrections that people made, with the clusters that they are about and what keeps them from applying. Of several for
-- one value the newest counts.
with corrections as (
    select
        *,
        row_number() over (
            partition by action, meeting_id, field
            order by corrected_on desc, correction_id desc
        ) as newest_first
    from {{ ref('stg_reference__corrections') }}
),

located as (
    select
        corrections.*,
        names.centre_id,
        others.centre_id as other_centre_id
    from corrections
    left join {{ ref('int_meetings__rule_names') }} as names on corrections.meeting_id = names.meeting_id
    left join {{ ref('int_meetings__rule_names') }} as others on corrections.other_meeting_id = others.meeting_id
),

documents as (
    select
        located.correction_id,
        count(*) as all_reports,
        count(*) filter (where list_contains(located.document_ids, profiles.document_id)) as named_reports
    from located
    inner join {{ ref('int_meetings__clusters') }} as clusters on located.centre_id = clusters.centre_id
    inner join {{ ref('int_meetings__profiles') }} as profiles on clusters.profile_id = profiles.profile_id
    group by located.correction_id
),

places as (
    select location_id from {{ ref('stg_raw__locations') }}
),

forums as (
    select edition_id as forum_id from {{ ref('stg_reference__forum_editions') }}
    union all
    select forum_id from {{ ref('stg_reference__forums') }}
)

select
    located.correction_id,
    located.action,
    located.meeting_id,
    located.other_meeting_id,
    located.document_ids,
    located.field,
    located.new_value,
    located.corrected_by,
    located.corrected_on,
    located.reason,
    located.source,
    located.centre_id,
    located.other_centre_id,
    try_cast(split_part(located.new_value, '/', 1) as date) as start_date,
    try_cast(split_part(located.new_value, '/', -1) as date) as end_date,
    case
        when located.centre_id is null then 'no document tells of the meeting'
        when located.action = 'set' and located.newest_first > 1
            then 'a newer correction sets the same field'
        when located.action = 'merge' and located.other_centre_id is null
            then 'no document tells of the other meeting'
        when located.action = 'merge' and located.centre_id = located.other_centre_id
            then 'the two are one meeting already'
        when located.action = 'split' and coalesce(documents.named_reports, 0) = 0
            then 'none of the documents tells of the meeting'
        when located.action = 'split' and documents.named_reports = documents.all_reports
            then 'no other document tells of the meeting'
        when located.action = 'split' and located.other_meeting_id is not null and located.other_centre_id is null
            then 'no document tells of the other meeting'
        when located.action not in ('merge', 'split', 'drop', 'set') then 'the action is not known'
        when located.action <> 'set' then null
        when
            case located.field
                when 'meeting_type'
                    then located.new_value in (
                        'summit', 'bilateral_meeting', 'informal_talk', 'phone_call', 'video_call', 'consultations',
                        'multilateral_meeting', 'visit'
                    )
                when 'status' then located.new_value in ('held', 'planned', 'cancelled')
                when 'date'
                    then
                        located.new_value is null
                        or try_cast(split_part(located.new_value, '/', 1) as date)
                        between date '1900-01-01' and try_cast(split_part(located.new_value, '/', -1) as date)
                        and try_cast(split_part(located.new_value, '/', -1) as date) <= date '2100-12-31'
                when 'location_id'
                    then
                        located.new_value is null or located.new_value in (select places.location_id from places)
                when
                    'forum_id'
                    then located.new_value is null or located.new_value in (select forums.forum_id from forums)
                when 'duration_minutes'
                    then
                        located.new_value is null or coalesce(try_cast(located.new_value as integer) > 0, false)
                when 'venue' then true
                else false
            end
            then null
        else 'the field is not known, or cannot have the value'
    end as problem
from located
left join documents on located.correction_id = documents.correction_id

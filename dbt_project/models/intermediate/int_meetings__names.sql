-- Ids of meetings after corrections: every id with what it leads to now, the oldest of those that are one meeting.
with heirs as (
    {{ meeting_heirs(ref('int_meetings__corrected_clusters')) }}
),

-- a new id goes with most of its reports; what a correction moves out of a meeting is a meeting of its own
moved as (
    select
        names.meeting_id,
        corrected.centre_id,
        names.first_publication_no,
        true as is_new
    from {{ ref('int_meetings__rule_names') }} as names
    inner join {{ ref('int_meetings__clusters') }} as clusters on names.centre_id = clusters.centre_id
    inner join {{ ref('int_meetings__corrected_clusters') }} as corrected on clusters.profile_id = corrected.profile_id
    where names.is_new and not corrected.is_moved
    group by names.meeting_id, corrected.centre_id, names.first_publication_no
),

named as (
    select * from heirs
    union all
    select * from moved
),

names as (
    select * from named
    union all
    (
        {{ fresh_meeting_ids(
            ref('int_meetings__corrected_clusters'),
            'named',
            [ref('int_meetings__known_ids'), ref('int_meetings__rule_names')]
        ) }}
    )
)

select
    meeting_id,
    centre_id,
    first_publication_no,
    is_new,
    first_value(meeting_id) over (partition by centre_id order by first_publication_no, meeting_id)
        as current_meeting_id
from names

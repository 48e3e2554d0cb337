-- Ids of the meetings that the rules alone make, by which corrections are understood: ids given before, and new ones.
with heirs as (
    {{ meeting_heirs(ref('int_meetings__clusters')) }}
)

select * from heirs
union all
(
    {{ fresh_meeting_ids(ref('int_meetings__clusters'), 'heirs', [ref('int_meetings__known_ids')]) }}
)

-- Reports without a day that fit no dated occasion, and may tell of one occasion.
{{ compatible_pairs(
    '(select * from ' ~ ref('int_meetings__profiles') ~ ' where not is_dated and profile_id not in (select attached.profile_id from '
    ~ ref('int_meetings__undated_attached') ~ ' as attached))'
) }}

-- Reports without a day that fit no dated occasion, each with the report that stands for its occasion.
{{ star_clusters(
    '(select * from ' ~ ref('int_meetings__profiles') ~ ' where not is_dated and profile_id not in (select attached.profile_id from '
    ~ ref('int_meetings__undated_attached') ~ ' as attached))',
    ref('int_meetings__undated_pairs')
) }}

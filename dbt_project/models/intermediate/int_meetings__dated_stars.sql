-- Reports dated to the day or to a few days, each with the report that stands for its occasion.
{{ star_clusters(
    '(select * from ' ~ ref('int_meetings__profiles') ~ ' where is_dated)',
    ref('int_meetings__dated_pairs')
) }}

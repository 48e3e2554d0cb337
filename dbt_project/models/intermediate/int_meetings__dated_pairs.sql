-- Reports dated to the day or to a few days that may tell of one occasion.
{{ compatible_pairs('(select * from ' ~ ref('int_meetings__profiles') ~ ' where is_dated)') }}

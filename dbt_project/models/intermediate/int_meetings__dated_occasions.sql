-- One row per occasion that has a day, in the profile's shape.
{{ occasions_of(ref('int_meetings__dated_clusters')) }}

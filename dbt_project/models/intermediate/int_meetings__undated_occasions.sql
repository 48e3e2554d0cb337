-- One row per occasion that has no day, in the profile's shape.
{{ occasions_of(ref('int_meetings__undated_clusters')) }}

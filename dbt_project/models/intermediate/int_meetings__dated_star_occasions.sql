-- One row per star of dated reports, in the profile's shape.
{{ occasions_of(ref('int_meetings__dated_stars')) }}

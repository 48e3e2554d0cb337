-- Reports without a day that may tell of one occasion.
{{ compatible_pairs(ref('int_meetings__undated_alone')) }}

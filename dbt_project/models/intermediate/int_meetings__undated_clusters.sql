-- Reports without a day that fit no dated occasion, each with the report that stands for its occasion.
{{ star_clusters(ref('int_meetings__undated_alone'), ref('int_meetings__undated_pairs')) }}

-- Stars of dated reports that may be one occasion: together their reports may tell what no two of them tell.
{{ compatible_pairs(ref('int_meetings__dated_star_occasions')) }}

-- a: a row inside an earlier, longer one, behind a short one between; b: a handover on the same day, which is none;
-- c: a second row while the first is still open; d: no time is told.
with found as (
    {{ test_no_overlapping_validity(
        "(values
            ('a', date '2000-01-01', date '2010-01-01'),
            ('a', date '2001-01-01', date '2002-01-01'),
            ('a', date '2005-01-01', date '2006-01-01'),
            ('b', date '2000-01-01', date '2010-01-01'),
            ('b', date '2010-01-01', null),
            ('c', date '2000-01-01', null),
            ('c', date '2010-01-01', null),
            ('d', null, null),
            ('d', null, null)
        ) as sample (k, f, t)", ['k'], 'f', 't'
    ) }}
)

select 'found ' || string_agg(k, ', ' order by k) || ' instead of a, a, c' as failure
from found
having string_agg(k, ', ' order by k) is distinct from 'a, a, c'

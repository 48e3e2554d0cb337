-- Open bounds and single days are in order.
with reversed as (
    {{ test_validity_in_order(
        "(values
            (date '2000-01-02', date '2000-01-01'),
            (date '2000-01-01', date '2000-01-01'),
            (date '2000-01-01', null),
            (null, date '2000-01-01')
        ) as sample (f, t)", 'f', 't'
    ) }}
)

select 'found ' || count(*) || ' instead of one' as failure
from reversed
having count(*) <> 1

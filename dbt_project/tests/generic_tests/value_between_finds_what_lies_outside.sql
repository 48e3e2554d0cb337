-- The bounds belong to the range, and null is no value.
with outside as (
    {{ test_value_between("(values (-0.1), (0.0), (1.0), (1.1), (null)) as sample (v)", 'v', 0, 1) }}
)

select 'found ' || count(*) || ' instead of two' as failure
from outside
having count(*) <> 2

-- Of four rows two agree in both columns, null included.
with twins as (
    {{ test_unique_combination_of_columns(
        "(values (1, 'a'), (1, 'b'), (2, null), (2, null)) as sample (x, y)", ['x', 'y']
    ) }}
)

select 'found ' || count(*) || ' instead of the one pair (2, null)' as failure
from twins
having not (count(*) = 1 and min(x) = 2 and max(row_count) = 2)

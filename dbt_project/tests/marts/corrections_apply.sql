-- A correction that no longer applies is worth a look, and is no error: the articles may have been withdrawn.
{{ config(severity='warn') }}
select
    correction_id,
    problem
from {{ ref('int_meetings__corrections') }}
where problem is not null

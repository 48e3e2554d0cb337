-- The number that the next publication has if it changes a meeting, the time of this build, and the day up to which the
-- documents tell: that of the newest, so that the same documents always give the same facts.
with changes as (
    select coalesce(max(publication_no), 0) + 1 as publication_no
    from {{ ref('stg_raw__meeting_changes') }}
),

articles as (
    select max(coalesce(published_date, anchor_end)) as told_until
    from {{ ref('stg_raw__articles') }}
)

select
    changes.publication_no,
    timestamp '{{ run_started_at.strftime("%Y-%m-%d %H:%M:%S") }}' as built_at,
    articles.told_until
from changes
cross join articles

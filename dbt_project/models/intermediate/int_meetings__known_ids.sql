-- Every id that a meeting was ever published under, and what last happened to it.
select
    meeting_id,
    min(publication_no) as first_publication_no,
    max_by(change_type, publication_no) as last_change_type,
    max_by(other_meeting_id, publication_no) filter (where change_type = 'merged') as last_merged_into
from {{ ref('stg_raw__meeting_changes') }}
where change_type in ('created', 'split', 'merged', 'retracted', 'restored')
group by meeting_id

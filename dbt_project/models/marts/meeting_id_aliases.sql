select
    aliases.alias_id,
    aliases.meeting_id,
    max(changes.publication_no) as since_publication_no
from {{ ref('int_meetings__aliases') }} as aliases
inner join {{ ref('fact_meeting_changes') }} as changes on aliases.alias_id = changes.meeting_id
where changes.change_type = 'merged'
group by aliases.alias_id, aliases.meeting_id

-- Bringing reports of current versions together neither loses nor doubles one; a correction may drop it.
select reports.reported_meeting_id
from {{ ref('stg_raw__reported_meetings') }} as reports
inner join {{ ref('stg_raw__articles') }} as articles
    on reports.document_id = articles.document_id and articles.is_current_version
left join {{ ref('int_meetings__members') }} as members
    on reports.reported_meeting_id = members.reported_meeting_id
left join {{ ref('int_meetings__corrected_clusters') }} as clusters
    on reports.reported_meeting_id = clusters.profile_id
left join {{ ref('int_meetings__clusters') }} as by_the_rules
    on reports.reported_meeting_id = by_the_rules.profile_id
group by reports.reported_meeting_id
having count(by_the_rules.profile_id) <> 1 or count(members.meeting_id) <> count(clusters.profile_id)

-- One row per occasion that has a day, in the profile's shape: the centre's dates, everybody's parties and status.
select
    clusters.centre_id as profile_id,
    flatten(list(members.document_ids)) as document_ids,
    any_value(centres.meeting_type) as meeting_type,
    any_value(centres.contact_form) as contact_form,
    any_value(centres.status) as status,
    bool_or(members.has_held) as has_held,
    bool_or(members.has_planned) as has_planned,
    bool_or(members.has_cancelled) as has_cancelled,
    max(members.planned_since) as planned_since,
    bool_or(members.may_name_one_side) as may_name_one_side,
    any_value(centres.start_date) as start_date,
    any_value(centres.end_date) as end_date,
    any_value(centres.date_precision) as date_precision,
    true as is_dated,
    any_value(centres.is_date_firm) as is_date_firm,
    any_value(centres.earliest_date) as earliest_date,
    any_value(centres.latest_date) as latest_date,
    [null] as block_days,
    coalesce(any_value(centres.city), mode(members.city)) as city,
    coalesce(any_value(centres.country_code), mode(members.country_code)) as country_code,
    coalesce(any_value(centres.firm_city), mode(members.firm_city)) as firm_city,
    coalesce(any_value(centres.firm_country_code), mode(members.firm_country_code)) as firm_country_code,
    coalesce(any_value(centres.forum_id), min(members.forum_id)) as forum_id,
    coalesce(any_value(centres.edition_id), min(members.edition_id)) as edition_id,
    coalesce(any_value(centres.forum_series), min(members.forum_series)) as forum_series,
    list_distinct(flatten(list(members.people_1))) as people_1,
    list_distinct(flatten(list(members.people_2))) as people_2,
    list_distinct(flatten(list(members.roles_1))) as roles_1,
    list_distinct(flatten(list(members.roles_2))) as roles_2,
    bool_or(members.has_leader_1) as has_leader_1,
    bool_or(members.has_leader_2) as has_leader_2,
    any_value(centres.priority) as priority
from {{ ref('int_meetings__dated_clusters') }} as clusters
inner join {{ ref('int_meetings__profiles') }} as members on clusters.profile_id = members.profile_id
inner join {{ ref('int_meetings__profiles') }} as centres on clusters.centre_id = centres.profile_id
group by clusters.centre_id

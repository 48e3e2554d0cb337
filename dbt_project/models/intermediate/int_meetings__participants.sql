-- Parties of reported meetings. A post without a person becomes its holder if exactly one held it all the while: on the
-- days of the meeting, or when the article was written where it gives no date.
with sides as (
    select
        country_code,
        side_name,
        row_number() over (order by country_code) as side_no
    from {{ ref('stg_reference__sides') }}
),

parties as (
    select
        parties.*,
        sides.side_no,
        reports.start_date,
        reports.end_date,
        coalesce(reports.start_date, articles.anchor_start, articles.anchor_end) as first_day,
        coalesce(reports.end_date, articles.anchor_end, articles.anchor_start) as last_day
    from {{ ref('stg_raw__meeting_participants') }} as parties
    inner join {{ ref('stg_raw__reported_meetings') }} as reports
        on parties.reported_meeting_id = reports.reported_meeting_id
    inner join {{ ref('stg_raw__articles') }} as articles
        on parties.document_id = articles.document_id
    left join sides on parties.side = sides.country_code
),

tenures as (
    select
        tenures.person_id,
        positions.position_id,
        positions.role_id,
        positions.country_code,
        tenures.valid_from,
        coalesce(tenures.valid_to, date '9999-12-31') as valid_to,
        -- an ambassador to the other side, but no ambassador elsewhere and no head of some company
        positions.organisation is null or other_sides.country_code is not null as can_be_told_by_role
    from {{ ref('stg_reference__person_positions') }} as tenures
    inner join {{ ref('stg_reference__positions') }} as positions on tenures.position_id = positions.position_id
    left join sides as other_sides
        on
            positions.organisation = other_sides.side_name
            and positions.country_code <> other_sides.country_code
),

holders as (
    select
        parties.reported_meeting_id,
        parties.participant_no,
        min(tenures.person_id) as person_id
    from parties
    inner join tenures
        on
            parties.side = tenures.country_code
            and parties.role_id = tenures.role_id
            and parties.first_day >= tenures.valid_from
            and parties.last_day <= tenures.valid_to
    where parties.person_id is null and tenures.can_be_told_by_role
    group by parties.reported_meeting_id, parties.participant_no
    having count(*) = 1
),

identified as (
    select
        parties.* replace (coalesce(parties.person_id, holders.person_id) as person_id),
        parties.person_id is null and holders.person_id is not null as is_resolved_from_post
    from parties
    left join holders
        on
            parties.reported_meeting_id = holders.reported_meeting_id
            and parties.participant_no = holders.participant_no
),

-- the post that a person held then: the one that the article names, else the one taken up last
posts_then as (
    select
        identified.reported_meeting_id,
        identified.participant_no,
        first(
            tenures.position_id
            order by
                tenures.role_id is not distinct from identified.role_id desc,
                tenures.valid_from desc nulls last,
                tenures.position_id
        ) as position_id
    from identified
    inner join tenures
        on
            identified.person_id = tenures.person_id
            and coalesce(identified.last_day >= tenures.valid_from, tenures.valid_to = date '9999-12-31')
            and coalesce(identified.first_day <= tenures.valid_to, true)
    group by identified.reported_meeting_id, identified.participant_no
)

select
    identified.reported_meeting_id,
    identified.participant_no,
    identified.document_id,
    identified.side,
    identified.side_no,
    identified.person_id,
    identified.is_resolved_from_post,
    posts_then.position_id,
    -- what the words beside a name seem to say gives way to what is known: "the Prime Minister's adviser X"
    coalesce(positions.role_id, identified.role_id) as role_id,
    identified.title_as_reported,
    identified.basis
from identified
left join posts_then
    on
        identified.reported_meeting_id = posts_then.reported_meeting_id
        and identified.participant_no = posts_then.participant_no
left join {{ ref('stg_reference__positions') }} as positions on posts_then.position_id = positions.position_id

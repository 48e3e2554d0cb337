{#- The rules of bringing reports of meetings together, as SQL conditions on two rows of the profile's shape
    (int_meetings__profiles). Each is one question; `same_occasion` asks them all. -#}

{#- A side agrees if the two name a person in common, or one names none and gives the same post. -#}
{% macro side_is_shared(a, b, side_no) %}(
    list_has_any({{ a }}.people_{{ side_no }}, {{ b }}.people_{{ side_no }})
    or (
        (len({{ a }}.people_{{ side_no }}) = 0 or len({{ b }}.people_{{ side_no }}) = 0)
        and list_has_any({{ a }}.roles_{{ side_no }}, {{ b }}.roles_{{ side_no }})
    )
){% endmacro %}

{#- A side is open if one of the two says nobody on it. -#}
{% macro side_is_open(a, b, side_no) %}(
    len({{ a }}.people_{{ side_no }}) + len({{ a }}.roles_{{ side_no }}) = 0
    or len({{ b }}.people_{{ side_no }}) + len({{ b }}.roles_{{ side_no }}) = 0
){% endmacro %}

{#- A leader who is only told to have travelled did so to meet a leader, not whom else he met there. -#}
{% macro leader_visits_another(a, b) %}(
    {{ a }}.meeting_type = 'visit'
    and coalesce(
        ({{ a }}.has_leader_1 and {{ a }}.has_leader_2 is null and not {{ b }}.has_leader_2)
        or ({{ a }}.has_leader_2 and {{ a }}.has_leader_1 is null and not {{ b }}.has_leader_1),
        false
    )
){% endmacro %}

{#- The same forum, or a group and one of its meetings: "at BRICS" can be said of the BRICS summit. -#}
{% macro forum_is_shared(a, b) %}
coalesce(
    {{ a }}.forum_group = {{ b }}.forum_group
    and (
        {{ a }}.forum_series = {{ b }}.forum_series
        or {{ a }}.forum_group in ({{ a }}.forum_series, {{ b }}.forum_series)
    ),
    false
)
{%- endmacro %}

{#- Both sides shared; or one, where reports often name one party only, or tell the same day and city; or none, at a
    session of the same forum. A meeting with a head of state or government is not the ministers' meeting on the same
    day. -#}
{% macro parties_agree(a, b) %}(
    coalesce({{ a }}.has_leader_1 = {{ b }}.has_leader_1, true)
    and coalesce({{ a }}.has_leader_2 = {{ b }}.has_leader_2, true)
    and not {{ leader_visits_another(a, b) }}
    and not {{ leader_visits_another(b, a) }}
    and ({{ side_is_shared(a, b, 1) }} or {{ side_is_open(a, b, 1) }})
    and ({{ side_is_shared(a, b, 2) }} or {{ side_is_open(a, b, 2) }})
    and case {{ side_is_shared(a, b, 1) }}::integer + {{ side_is_shared(a, b, 2) }}::integer
        when 2 then true
        when 1 then
            {{ a }}.may_name_one_side or {{ b }}.may_name_one_side
            or {{ forum_is_shared(a, b) }}
            or (
                {{ a }}.is_dated
                and {{ b }}.is_dated
                and coalesce({{ a }}.start_date = {{ b }}.start_date and {{ a }}.city = {{ b }}.city, false)
            )
        else {{ forum_is_shared(a, b) }}
    end
){% endmacro %}

{#- No two places that are both told and differ; on one and the same day, only what the passage itself tells counts, and
    a plan can have named another city of the country. -#}
{% macro places_agree(a, b) %}(
    (
        coalesce({{ a }}.firm_country_code = {{ b }}.firm_country_code, true)
        and coalesce({{ a }}.firm_city = {{ b }}.firm_city, true)
    )
    or (
        {{ a }}.is_dated
        and {{ b }}.is_dated
        and greatest({{ a }}.start_date, {{ b }}.start_date) <= least({{ a }}.end_date, {{ b }}.end_date)
        and coalesce({{ a }}.told_country_code = {{ b }}.told_country_code, true)
        and (
            coalesce({{ a }}.told_city = {{ b }}.told_city, true)
            or (
                {{ a }}.has_held <> {{ b }}.has_held
                and {{ a }}.has_planned <> {{ b }}.has_planned
                and {{ a }}.start_date = {{ b }}.start_date
                and {{ a }}.end_date = {{ b }}.end_date
            )
        )
    )
){% endmacro %}

{#- Both say that the leaders held their summit on the same days: there is but one, though one report tells it with the
    forum beside which it was (Goa 2016, St Petersburg 2017, Vladivostok 2019). -#}
{% macro is_summit_of_both(a, b) %}(
    {{ a }}.meeting_type = 'summit'
    and {{ b }}.meeting_type = 'summit'
    and {{ a }}.forum_series <> {{ b }}.forum_series
    and {{ a }}.is_dated
    and {{ b }}.is_dated
    and coalesce({{ a }}.city = {{ b }}.city, false)
){% endmacro %}

{#- No two editions of one forum; and, where days can't tell occasions apart, no two forums. -#}
{% macro forums_agree(a, b) %}(
    (coalesce({{ a }}.edition_id = {{ b }}.edition_id, true) or {{ is_summit_of_both(a, b) }})
    and (
        {{ forum_is_shared(a, b) }}
        or {{ a }}.forum_series is null
        or {{ b }}.forum_series is null
        or ({{ a }}.is_dated and {{ b }}.is_dated)
    )
){% endmacro %}

{#- The first possible day of one is no later than the last one of the other; without a date, those who met were in
    office. -#}
{% macro may_begin_before_end_of(a, b) %}
coalesce(
    greatest({{ a }}.earliest_date, {{ a }}.in_office_from) <= least({{ b }}.latest_date, {{ b }}.in_office_until), true
)
{%- endmacro %}

{#- Days overlap; a gap of one day passes only where a day was not told outright or the cities agree. Coarser dates
    overlap. Nothing at all is said by an unknown date, unless both are plans or belong to one edition of a forum. -#}
{% macro dates_agree(a, b) %}(
    case
        when {{ a }}.is_dated and {{ b }}.is_dated
            then case greatest({{ a }}.start_date, {{ b }}.start_date) - least({{ a }}.end_date, {{ b }}.end_date)
                when 1
                    then
                        not {{ a }}.is_date_firm or not {{ b }}.is_date_firm
                        or coalesce({{ a }}.city = {{ b }}.city, false)
                else greatest({{ a }}.start_date, {{ b }}.start_date) <= least({{ a }}.end_date, {{ b }}.end_date)
            end
        else
            {{ may_begin_before_end_of(a, b) }}
            and {{ may_begin_before_end_of(b, a) }}
            and (
                ({{ a }}.date_precision <> 'unknown' and {{ b }}.date_precision <> 'unknown')
                or ({{ a }}.has_planned and {{ b }}.has_planned)
                or coalesce({{ a }}.edition_id = {{ b }}.edition_id, false)
                or {{ unknown_date_fits(a, b) }}
                or {{ unknown_date_fits(b, a) }}
            )
    end
){% endmacro %}

{#- What one says without a date can be what the other dates: a plan comes true within the year, in the country where it
    was to be or by both parties; what is told as held was so shortly before it was told, or in the same city, or the
    article itself has no date and names both parties. That it fits no other is for the caller to see. -#}
{% macro unknown_date_fits(a, b) %}(
    {{ a }}.date_precision = 'unknown'
    and {{ b }}.is_dated
    and case
        when {{ a }}.has_held
            then
                coalesce({{ a }}.firm_city = {{ b }}.firm_city, false)
                or coalesce({{ b }}.end_date >= {{ a }}.recent_since, false)
                or (
                    {{ a }}.latest_date is null
                    and list_has_any({{ a }}.people_1, {{ b }}.people_1)
                    and list_has_any({{ a }}.people_2, {{ b }}.people_2)
                )
        else
            {{ b }}.start_date >= {{ a }}.planned_since
            and (
                coalesce({{ a }}.firm_country_code = {{ b }}.country_code, false)
                or ({{ side_is_shared(a, b, 1) }} and {{ side_is_shared(a, b, 2) }})
            )
    end
){% endmacro %}

{#- What was called off was not held, and a plan told after a meeting is another meeting's. -#}
{% macro statuses_agree(a, b) %}(
    not ({{ a }}.has_held and {{ b }}.has_cancelled)
    and not ({{ b }}.has_held and {{ a }}.has_cancelled)
    and coalesce(not {{ a }}.has_held or {{ b }}.planned_since <= {{ a }}.latest_date, true)
    and coalesce(not {{ b }}.has_held or {{ a }}.planned_since <= {{ b }}.latest_date, true)
){% endmacro %}

{#- All rules but the form of contact, which is part of the blocks: as an equality here it would tempt the optimizer to
    compare all profiles of one form. -#}
{% macro same_occasion(a, b) %}
    not list_has_any({{ a }}.document_ids, {{ b }}.document_ids)
    and {{ parties_agree(a, b) }}
    and {{ places_agree(a, b) }}
    and {{ forums_agree(a, b) }}
    and {{ dates_agree(a, b) }}
    and {{ statuses_agree(a, b) }}
{% endmacro %}

{#- How well two reports fit, in whole points so that ties are true ties. -#}
{% macro occasion_affinity(a, b) %}
    4 * coalesce({{ a }}.start_date = {{ b }}.start_date and {{ a }}.end_date = {{ b }}.end_date, false)::integer
    + 3 * coalesce({{ a }}.edition_id = {{ b }}.edition_id, false)::integer
    + 2 * {{ forum_is_shared(a, b) }}::integer
    -- a leader's visit is told for the summit that it is made for
    + 2 * (
        {{ a }}.meeting_type = {{ b }}.meeting_type
        or (
            {{ a }}.meeting_type in ('visit', 'summit')
            and {{ b }}.meeting_type in ('visit', 'summit')
            and not ({{ a }}.is_dated and {{ b }}.is_dated)
        )
    )::integer
    + 2 * coalesce({{ a }}.city = {{ b }}.city, false)::integer
    + coalesce({{ a }}.country_code = {{ b }}.country_code, false)::integer
    + coalesce({{ a }}.venue = {{ b }}.venue, false)::integer
    + ({{ a }}.status = {{ b }}.status)::integer
    -- half of what the one that tells less says they spoke of
    + coalesce(
        list_has_any({{ a }}.topics, {{ b }}.topics)
        and 2 * len(list_intersect({{ a }}.topics, {{ b }}.topics)) >= least(len({{ a }}.topics), len({{ b }}.topics)),
        false
    )::integer
    + 3 * coalesce({{ a }}.date_precision = 'unknown' and {{ b }}.end_date >= {{ a }}.recent_since, false)::integer
    + 3 * coalesce({{ b }}.date_precision = 'unknown' and {{ a }}.end_date >= {{ b }}.recent_since, false)::integer
    + least(len(list_intersect({{ a }}.people_1, {{ b }}.people_1)), 3)
    + least(len(list_intersect({{ a }}.people_2, {{ b }}.people_2)), 3)
{% endmacro %}

-- Reports without a day that fit no dated occasion, or several equally well.
select profiles.*  -- noqa: AM04, the shape is that of profiles
from {{ ref('int_meetings__profiles') }} as profiles
anti join {{ ref('int_meetings__undated_attached') }} as attached on profiles.profile_id = attached.profile_id
where not profiles.is_dated

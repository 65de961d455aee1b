-- Which list a household stands on: one definition, for the list itself and for the pages about a stay.

-- A project may feed several lists. A household in it stands on the one whose CoC the EnrollmentCoC of its
-- head names. HUD asks that of heads only; where the head's names none of these lists, the first of another
-- member's that does decides, so that all members stand on the same list: first those whose stay is open,
-- then those who came first. Where nobody's does, the list that comes first by name. On a past day, a stay
-- is open from its entry to the day before its exit; without a day, until its exit is recorded.
create function list_of_household(which uuid, project uuid, day date)
returns table (list_authority_id uuid) language sql stable as $$
    select authority.list_authority_id
    from list_project fed
    join list_authority authority on authority.list_authority_id = fed.list_authority_id
    join project feeding on feeding.project_id = fed.project_id
    left join lateral (
        select member.enrollment_coc, row_number() over (
            order by case when day is null then member.exit_on is null
                    else member.entry_date <= day and (member.exit_on is null or member.exit_on > day) end desc,
                (member.relationship_to_hoh = 1) desc nulls last, member.entry_date, member.enrollment_id) as place
        from enrollment member
        where member.household_id = which and member.project_id = fed.project_id) as named
        on named.enrollment_coc = authority.coc_code
    where fed.project_id = project and feeding.project_type = 14
    order by named.place nulls last, authority.name
    limit 1
$$;
comment on function list_of_household(uuid, uuid, date) is
    'the list authority of a household in a Coordinated Entry project, now or as of a day; no row for other projects';

create or replace function list_of_enrollment(which uuid) returns uuid language sql stable as $$
    select list.list_authority_id
    from enrollment one
    cross join lateral list_of_household(one.household_id, one.project_id, null) as list
    where one.enrollment_id = which
$$;
comment on function list_of_enrollment(uuid) is
    'the list authority of a Coordinated Entry stay, by project and EnrollmentCoC of its household; null for other stays';

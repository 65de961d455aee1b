-- Questions that several statements ask, each answered in one place: whose household, which list, which
-- right, who may be named. All are plain SQL, so that the planner sees through them.

-- The list on which a Coordinated Entry stay stands: the one that its project feeds; where the project
-- feeds several, the one whose CoC the EnrollmentCoC of the household's head names, which HUD asks of heads
-- only. Null for other stays.
create function list_of_enrollment(which uuid) returns uuid language sql stable as $$
    select list_authority.list_authority_id
    from enrollment one
    join project using (project_id)
    join list_project using (project_id)
    join list_authority using (list_authority_id)
    join lateral (
        select enrollment_coc
        from enrollment member
        where member.household_id = one.household_id and member.project_id = one.project_id
        order by exit_on is null desc, (relationship_to_hoh = 1) desc nulls last, entry_date, enrollment_id
        limit 1) as head on true
    where one.enrollment_id = which and project_type = 14
    order by (coc_code = head.enrollment_coc) desc nulls last,
        (coc_code = one.enrollment_coc) desc nulls last, list_authority.name
    limit 1
$$;
comment on function list_of_enrollment(uuid) is
    'the list authority of a Coordinated Entry stay, by project and EnrollmentCoC; null for other stays';

-- A user's own household, on a day: they are assigned to it, or an assessment of it is theirs. Theirs is
-- one of which they recorded any version, so that an import that touches it later takes nothing away, and
-- one whose author in the sending system is linked with their account.
create function own_household(which uuid, who uuid, day date) returns boolean language sql stable as $$
    select exists (
        select from case_assignment
        where household_id = which and user_id = who
            and from_on <= day and (until_on is null or until_on >= day))
    or exists (
        select from assessment
        join enrollment using (enrollment_id)
        left join hmis_author on hmis_author.author_id = assessment.author_id
        where household_id = which and (
            assessment.recorded_by = who
            or hmis_author.user_id = who
            or exists (
                select from history
                where entity = 'assessment' and entity_id = assessment_id
                    and body ->> 'recorded_by' = who::text)))
$$;
comment on function own_household(uuid, uuid, date) is
    'whether a user is assigned to a household on a day, or assessed it, here or as a linked author';

-- Whether organizations work with a person: they made the record, or the person is or was enrolled there.
create function works_with(organizations uuid[], person client) returns boolean language sql stable as $$
    select coalesce((person).owning_organization_id = any(organizations), false) or exists (
        select from enrollment
        join project using (project_id)
        join organization using (organization_id)
        where client_id = (person).client_id and organization_id = any(organizations)
            and not victim_service_provider)
$$;
comment on function works_with(uuid[], client) is
    'whether one of the organizations owns the record of a person or has a stay of theirs';

-- Whether a person may be named to anybody: not protected, and not of a victim service provider.
create function nameable(person client) returns boolean language sql stable as $$
    select not (person).protected and not exists (
        select from organization
        where organization_id = (person).owning_organization_id and victim_service_provider)
$$;
comment on function nameable(client) is
    'false for persons whom an administrator protects and for those whom a victim service provider owns';

-- Whether a right holds on a day; until_on is the first day on which it does not.
create function in_force(held user_grant, day date) returns boolean language sql immutable as $$
    select (held).from_on <= day and ((held).until_on is null or (held).until_on > day)
$$;
comment on function in_force(user_grant, date) is 'whether a right holds on a day';

-- Who keeps the list of a Coordinated Entry organization, on a day, by name.
create function managers_of(organization uuid, day date)
returns table (user_id uuid, display_name text) language sql stable as $$
    select distinct account.user_id, account.display_name
    from user_grant
    join app_user account using (user_id)
    where user_grant.organization_id = organization and workgroup = 'priority_list_manager'
        and in_force(user_grant, day) and disabled_at is null
        and exists (select from project
            where project.organization_id = organization and project_type = 14)
    order by account.display_name, account.user_id
$$;
comment on function managers_of(uuid, date) is
    'Priority List Managers of a Coordinated Entry organization; nobody for other organizations';

-- The rules of a list authority in force on a day; null where it has recorded none.
create function policy_in_force(list uuid, day date) returns jsonb language sql stable as $$
    select body
    from policy
    where list_authority_id = list and valid_from <= day
    order by valid_from desc, recorded_at desc, policy_id desc
    limit 1
$$;
comment on function policy_in_force(uuid, date) is
    'the latest recorded among the policies with the latest valid_from on or before a day';

-- A retired id names one record of its source.
drop index client_alias_hmis_id;
create unique index client_alias_hmis_id on client_alias (hmis_id, source_id) nulls not distinct
    where hmis_id is not null;

-- A user's notices, newest first, those that were read among them.
create index notification_user on notification (user_id, created_at desc);

-- The failure that a refused sign-in is told by in the audit: one line for a wait, not one an attempt.
alter table sign_in_attempt add column refusal_told boolean not null default false;
comment on column sign_in_attempt.refusal_told is
    'the audit says already that further attempts were refused because of this one';

-- The names of the vocabulary are counted anew once a night, by one server.
alter table installation add column names_counted_on date;
comment on column installation.names_counted_on is
    'the day on which it was last counted how many people carry each name';

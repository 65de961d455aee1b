-- Searches ask of some hundred people at once whether they may be named. A function with a query in it is called for
-- each of them; one without is read in place by the planner.

create function shielded_organizations() returns uuid[] language sql stable as $$
    select array(select organization_id from organization where victim_service_provider)
$$;
comment on function shielded_organizations() is 'victim service providers, whose people are named to nobody else';

create function nameable(person client, shielded uuid[]) returns boolean language sql immutable as $$
    select (person).merged_into is null and not (person).protected
        and not coalesce((person).owning_organization_id = any(shielded), false)
$$;
comment on function nameable(client, uuid[]) is
    'false for retired records, persons whom an administrator protects, and those whom one of the shielded organizations owns';

create or replace function nameable(person client) returns boolean language sql stable as $$
    select nameable(person, shielded_organizations())
$$;
comment on function nameable(client) is 'nameable for the shielded organizations as they are now';

-- The same for the last four digits: only of people whose record another organization made are the stays asked for.
create function stayed_with(organizations uuid[], person uuid) returns boolean language sql stable as $$
    select exists (
        select from enrollment
        join project using (project_id)
        join organization using (organization_id)
        where client_id = person and organization_id = any(organizations) and not victim_service_provider)
$$;
comment on function stayed_with(uuid[], uuid) is 'whether a person is or was enrolled with one of the organizations';

create or replace function works_with(organizations uuid[], person client) returns boolean language sql stable as $$
    select not (person).ssn_closed and case
        when (person).owning_organization_id = any(organizations) then true
        else stayed_with(organizations, (person).client_id)
    end
$$;

-- The same group sent twice at once is one.
alter table name_spelling add constraint name_spelling_once unique (language, names);

-- What a search compares, read where somebody is found: hundreds of people are not looked up a second time.
create view client_to_find as
select client_id, source_id, hmis_id, first_name, middle_name, last_name, hashed, dob, ssn_hash, ssn_last4_hash,
    owning_organization_id, sharing, search_keys, recorded_at,
    nameable(client, (select shielded_organizations())) as nameable
from client;
comment on view client_to_find is 'the client table as far as a search compares it';

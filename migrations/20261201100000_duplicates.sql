-- Two records of one person: pairs that wait for an administrator, merges, and the way back.

alter table client add column merged_into uuid references client;
alter table client add column ssn_closed boolean not null default false;
alter table client add constraint client_merged_elsewhere check (merged_into <> client_id);
create index client_merged_into on client (merged_into) where merged_into is not null;
comment on column client.merged_into is
    'the record that stands for this person since a merge; this row then stays as it was, and is shown nowhere';
comment on column client.ssn_closed is
    'a merge joined records of different numbers: the last four are an administrator''s until the number is recorded anew';

-- A retired record leaves search, suggestions, counts and lists at this one place.
create or replace function nameable(person client) returns boolean language sql stable as $$
    select (person).merged_into is null and not (person).protected and not exists (
        select from organization
        where organization_id = (person).owning_organization_id and victim_service_provider)
$$;
comment on function nameable(client) is
    'false for retired records, persons whom an administrator protects, and those whom a victim service provider owns';

create or replace function works_with(organizations uuid[], person client) returns boolean language sql stable as $$
    select not (person).ssn_closed and (
        coalesce((person).owning_organization_id = any(organizations), false) or exists (
            select from enrollment
            join project using (project_id)
            join organization using (organization_id)
            where client_id = (person).client_id and organization_id = any(organizations)
                and not victim_service_provider))
$$;
comment on function works_with(uuid[], client) is
    'whether the last four of a person''s SSN are for one of the organizations: it owns the record or has a stay of theirs';

-- A row that a merge moves to another person, or moves back, stays recorded by whom and when it was; history tells of
-- the move by itself.
create or replace function next_version() returns trigger language plpgsql as $$
begin
    new.version := old.version + 1;
    if coalesce(current_setting('threshold.moving', true), '') <> 'on' then
        new.recorded_at := clock_timestamp();
        new.recorded_by := nullif(current_setting('threshold.actor', true), '')::uuid;
    end if;
    return new;
end
$$;
comment on function next_version() is
    'counts the version up, and says when and by whom, unless a merge only moves the row';

-- Pairs of records that may be one person's.
create table duplicate_pair (
    duplicate_pair_id uuid primary key,
    -- in the order of the ids, so that a pair stands once
    client_a uuid not null references client,
    client_b uuid not null references client,
    -- domain::duplicate::Likeness; null where somebody reported a pair of which the records say nothing
    score integer,
    certainty text,
    reasons text[] not null default '{}',
    found_at timestamptz not null,
    -- somebody who knows the person says so
    reported_at timestamptz,
    reported_by uuid references app_user,
    reported_why text,
    state text not null default 'waiting',
    decided_at timestamptz,
    decided_by uuid references app_user,
    -- why they are not one person
    decided_why text,
    -- what was known when they were told apart: the pair is proposed again only with a higher certainty, or a report
    decided_certainty text,
    constraint duplicate_pair_order check (client_a < client_b),
    constraint duplicate_pair_once unique (client_a, client_b),
    constraint duplicate_pair_certainty check (certainty in ('possible', 'likely', 'very_likely', 'surely')),
    constraint duplicate_pair_likeness check ((score is null) = (certainty is null)),
    constraint duplicate_pair_reported check ((reported_at is null) = (reported_by is null)),
    constraint duplicate_pair_known check (score is not null or reported_at is not null),
    constraint duplicate_pair_state check (state in ('waiting', 'not_same', 'merged')),
    constraint duplicate_pair_decided check (state = 'waiting' or decided_at is not null),
    constraint duplicate_pair_why check (state <> 'not_same' or decided_why is not null)
);
create index duplicate_pair_b on duplicate_pair (client_b);
create index duplicate_pair_queue on duplicate_pair ((reported_at is null), score desc nulls last, duplicate_pair_id)
    where state = 'waiting';

-- Clients whose names, dates or numbers changed since they were compared with others. No reference: rows come and go
-- with every import, and one too many does no harm.
create table duplicate_unexamined (
    client_id uuid primary key
);

create function note_unexamined() returns trigger language plpgsql as $$
begin
    -- The same numbers under another key.
    if resealing() then
        return null;
    end if;
    if tg_op = 'INSERT' then
        -- Names and dates come with search_keys, a moment later.
        insert into duplicate_unexamined
        select client_id from new_rows where ssn_hash is not null or ssn_last4_hash is not null
        order by client_id
        on conflict do nothing;
    else
        insert into duplicate_unexamined
        select after.client_id
        from new_rows after
        join old_rows before using (client_id)
        where (after.search_keys, after.ssn_hash, after.ssn_last4_hash, after.name_suffix, after.sex,
                after.veteran_status, after.merged_into)
            is distinct from (before.search_keys, before.ssn_hash, before.ssn_last4_hash, before.name_suffix, before.sex,
                before.veteran_status, before.merged_into)
        order by after.client_id
        on conflict do nothing;
    end if;
    return null;
end
$$;
comment on function note_unexamined() is 'notes clients whose record compares otherwise than before';
create trigger client_unexamined_new after insert on client
    referencing new table as new_rows for each statement execute function note_unexamined();
create trigger client_unexamined_changed after update on client
    referencing new table as new_rows old table as old_rows for each statement execute function note_unexamined();
insert into duplicate_unexamined select client_id from client order by client_id;

create function note_unexamined_phone() returns trigger language plpgsql as $$
begin
    insert into duplicate_unexamined values (coalesce(new.client_id, old.client_id)) on conflict do nothing;
    return null;
end
$$;
comment on function note_unexamined_phone() is 'notes clients whose phone number compares otherwise than before';
create trigger client_contact_detail_unexamined after insert or delete or update of digits on client_contact_detail
    for each row execute function note_unexamined_phone();

-- One merge.
create table client_merge (
    client_merge_id uuid primary key,
    -- the record whose ID stays in front, and the one that was retired
    kept_id uuid not null references client,
    other_id uuid not null references client,
    duplicate_pair_id uuid not null references duplicate_pair,
    -- versions of the kept record in history: what stood before, and what the merge wrote
    version_before integer not null,
    version_after integer not null,
    -- what was taken from the other record: domain::duplicate::Field
    taken text[] not null,
    -- exits of overlapping enrollments that were saved with it
    acts uuid[] not null default '{}',
    merged_at timestamptz not null,
    merged_by uuid not null references app_user,
    -- taken back: when, and by whom
    undone_at timestamptz,
    undone_by uuid references app_user,
    version integer not null default 1,
    recorded_at timestamptz not null default clock_timestamp(),
    recorded_by uuid default nullif(current_setting('threshold.actor', true), '')::uuid,
    constraint client_merge_two check (kept_id <> other_id),
    constraint client_merge_undone check ((undone_at is null) = (undone_by is null))
);
create index client_merge_kept on client_merge (kept_id, merged_at desc);
create index client_merge_other on client_merge (other_id, merged_at desc);
create index client_merge_latest on client_merge (merged_at desc);
create index client_merge_acts on client_merge using gin (acts) where undone_at is null;
call versioned('client_merge', 'client_merge_id');
revoke delete on client_merge from threshold_app;

-- Every row that a merge moved from one record to the other, or added.
create table client_merge_row (
    client_merge_id uuid not null references client_merge,
    table_name text not null,
    row_id uuid not null,
    -- the column that named the other record and names the kept one since; null for a row that the merge added
    column_name text,
    constraint client_merge_row_once unique nulls not distinct (client_merge_id, table_name, row_id, column_name)
);
revoke update, delete on client_merge_row from threshold_app;

-- What a merge does with each column that refers to a client. A table that is added later adds its row here, in its
-- own migration; a test compares this with the foreign keys.
create table client_reference (
    table_name text not null,
    column_name text not null,
    -- 'moves' to the kept record; 'computed' anew from what moved; 'own': names both records and stays
    handling text not null,
    primary key (table_name, column_name),
    constraint client_reference_handling check (handling in ('moves', 'computed', 'own'))
);
revoke insert, update, delete on client_reference from threshold_app;
insert into client_reference (table_name, column_name, handling) values
    ('client', 'merged_into', 'moves'),
    ('client_alias', 'client_id', 'moves'),
    ('roi', 'client_id', 'moves'),
    ('enrollment', 'client_id', 'moves'),
    ('note', 'client_id', 'moves'),
    ('client_contact_detail', 'client_id', 'moves'),
    ('list_entry', 'head_client_id', 'computed'),
    ('duplicate_pair', 'client_a', 'own'),
    ('duplicate_pair', 'client_b', 'own'),
    ('client_merge', 'kept_id', 'own'),
    ('client_merge', 'other_id', 'own');

-- The columns that move, with the key of their table.
create view moving_reference as
select reference.table_name, reference.column_name, attribute.attname::text as key_name,
    exists (
        select from pg_attribute
        where attrelid = reference.table_name::regclass and attname = 'enrollment_id' and not attisdropped)
        and reference.table_name <> 'enrollment' as of_enrollment,
    coalesce((
        select string_agg(format('not exists (select from %1$I other where other.%2$I = $2%3$s)',
            reference.table_name, reference.column_name, (
                select string_agg(format(' and other.%1$I = one.%1$I', attname), '')
                from pg_attribute
                where attrelid = indrelid and attnum = any(indkey::smallint[]) and attname <> reference.column_name)),
            ' and ')
        from pg_index
        where indrelid = reference.table_name::regclass and indisunique and indpred is null and indexprs is null
            and (select attnum from pg_attribute
                where attrelid = indrelid and attname = reference.column_name) = any(indkey::smallint[])), 'true')
        as no_twin
from client_reference reference
join pg_index on indrelid = reference.table_name::regclass and indisprimary
join pg_attribute attribute on attrelid = indrelid and attnum = indkey[0]
where handling = 'moves'
order by reference.table_name, reference.column_name;
comment on view moving_reference is
    'columns that a merge moves, the primary key of their table, whether its rows may belong to an enrollment, and the '
    'condition that the kept record ($2) has not the same row (one) already, as unique keys have it';

-- Moves all rows of one record to another and writes them down. Returns how many.
create function move_client(which uuid, from_client uuid, to_client uuid) returns integer language plpgsql as $$
declare
    reference record;
    moved integer;
    total integer := 0;
begin
    perform set_config('threshold.moving', 'on', true);
    for reference in select * from moving_reference loop
        execute format(
            'with moved as (update %1$I one set %2$I = $2 where %2$I = $1 and %4$s returning %3$I as id) '
            'insert into client_merge_row (client_merge_id, table_name, row_id, column_name) '
            'select $3, %1$L, id, %2$L from moved',
            reference.table_name, reference.column_name, reference.key_name, reference.no_twin)
        using from_client, to_client, which;
        get diagnostics moved = row_count;
        total := total + moved;
    end loop;
    perform set_config('threshold.moving', '', true);
    return total;
end
$$;
comment on function move_client(uuid, uuid, uuid) is
    'moves all rows of a client to another one, for a merge, and writes each into client_merge_row; what the other has '
    'already, such as the same phone number, stays where it is';

-- Moves them back, and with each enrollment what was recorded on it since. Rows that are gone stay gone.
create function move_client_back(which uuid, from_client uuid, to_client uuid) returns integer language plpgsql as $$
declare
    reference record;
    moved integer;
    total integer := 0;
begin
    perform set_config('threshold.moving', 'on', true);
    for reference in select * from moving_reference loop
        execute format(
            'update %1$I set %2$I = $2 where %2$I = $1 and %3$I in ('
            'select row_id from client_merge_row '
            'where client_merge_id = $3 and table_name = %1$L and column_name = %2$L)',
            reference.table_name, reference.column_name, reference.key_name)
        using from_client, to_client, which;
        get diagnostics moved = row_count;
        total := total + moved;
        if reference.of_enrollment then
            execute format(
                'update %1$I set %2$I = $2 where %2$I = $1 and enrollment_id in ('
                'select row_id from client_merge_row where client_merge_id = $3 and table_name = ''enrollment'')',
                reference.table_name, reference.column_name)
            using from_client, to_client, which;
            get diagnostics moved = row_count;
            total := total + moved;
        end if;
    end loop;
    perform set_config('threshold.moving', '', true);
    return total;
end
$$;
comment on function move_client_back(uuid, uuid, uuid) is
    'moves back what a merge moved, and what was recorded since on the enrollments among it';

-- How many rows of each kind would move with a client.
create function rows_of_client(which uuid) returns table (table_name text, count bigint) language plpgsql stable as $$
declare
    reference record;
begin
    for reference in select * from moving_reference loop
        return query execute format(
            'select %1$L::text, count(*) from %1$I where %2$I = $1', reference.table_name, reference.column_name)
        using which;
    end loop;
end
$$;
comment on function rows_of_client(uuid) is 'how many rows of each table a merge would move with a client';

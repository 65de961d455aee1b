-- Conventions that every later migration relies on.
--
-- Names: tables are singular; a primary key is <table>_id, so that joins can say USING.
-- Times end in _at (instants), dates in _on (days of the Continuum of Care's own calendar).
-- Coded HUD answers are integers with HUD's numbers; their labels live in the program, generated
-- from one list. A number that HUD does not know is kept as it came.
-- Every constraint has a name, since the program turns names into sentences beside a field.

-- Similarity of name tokens (the vocabulary of client search).
create extension if not exists pg_trgm;

-- Two roles: the owner of this database migrates, threshold_app serves. threshold_app may not
-- change the schema, and may only add to the audit.
do $$
begin
    if not exists (select from pg_roles where rolname = 'threshold_app') then
        raise exception 'role threshold_app is missing: create it before migrating (docs/OPERATIONS.md)';
    end if;
end
$$;

grant usage on schema public to threshold_app;
alter default privileges in schema public grant select, insert, update, delete on tables to threshold_app;
alter default privileges in schema public grant usage, select on sequences to threshold_app;

-- Every version of every row that must be answerable for later: what was true on a day is read from
-- the dates inside the rows, what was known at an instant from recorded_at here.
create table history (
    history_id bigint generated always as identity primary key,
    -- the table whose row this is a version of
    entity text not null,
    -- its primary key
    entity_id uuid not null,
    -- its version column at that moment
    version integer not null,
    -- I inserted, U updated, D deleted (the body is then the last one)
    operation "char" not null,
    -- when Threshold came to know it
    recorded_at timestamptz not null default clock_timestamp(),
    -- the user who acted; null for imports and jobs
    recorded_by uuid,
    -- since when the sending system says it knew (HMIS DateUpdated): a claim, kept beside our receipt
    claimed_at timestamptz,
    -- the whole row without nulls; SSN only as ciphertext, as in the table itself
    body jsonb not null
);
create index history_entity on history (entity, entity_id, history_id);
create index history_recorded on history (recorded_at);
-- Append-only for the program.
revoke update, delete on history from threshold_app;

-- Writes the version of a row into history. Argument: the name of the primary key column.
create function record_history() returns trigger language plpgsql as $$
declare
    body jsonb := jsonb_strip_nulls(to_jsonb(case when tg_op = 'DELETE' then old else new end));
begin
    insert into history (entity, entity_id, version, operation, recorded_by, claimed_at, body)
    values (
        tg_table_name,
        (body ->> tg_argv[0])::uuid,
        coalesce((body ->> 'version')::integer, 1),
        left(tg_op, 1)::"char",
        nullif(current_setting('threshold.actor', true), '')::uuid,
        (body ->> 'source_updated_at')::timestamptz,
        body
    );
    return null;
end
$$;

-- Gives an updated row its next version, and says who did it and when. The optimistic check of the
-- program is `where version = <the one that was read>`.
create function next_version() returns trigger language plpgsql as $$
begin
    new.version := old.version + 1;
    new.recorded_at := clock_timestamp();
    new.recorded_by := nullif(current_setting('threshold.actor', true), '')::uuid;
    return new;
end
$$;

-- Puts both triggers on a table: versioned('client', 'client_id').
create procedure versioned(table_name text, key_column text) language plpgsql as $$
begin
    execute format(
        'create trigger %1$s_next_version before update on %1$I for each row execute function next_version()',
        table_name);
    execute format(
        'create trigger %1$s_history after insert or update or delete on %1$I for each row execute function record_history(%2$L)',
        table_name, key_column);
end
$$;

-- One row: what this installation is.
create table installation (
    installation_id boolean primary key default true,
    name text not null default 'Threshold',
    -- the helpdesk of the implementation: stands in Settings, in every refusal and on error pages
    helpdesk_name text not null default 'HMIS helpdesk',
    helpdesk_email text not null default 'helpdesk@threshold.example',
    helpdesk_phone text,
    -- loaded with synthetic people; such a database is served on loopback addresses only
    demo boolean not null default false,
    constraint installation_one_row check (installation_id)
);
insert into installation default values;
revoke insert, delete on installation from threshold_app;

-- Texts that are posted and accepted: user agreement, privacy notice. A new version is a new row.
create table posted_text (
    kind text not null,
    version integer not null,
    effective_on date not null,
    body text not null,
    primary key (kind, version),
    constraint posted_text_kind check (kind in ('user_agreement', 'privacy_notice'))
);

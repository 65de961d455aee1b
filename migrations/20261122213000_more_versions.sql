-- Versions of what was kept without: parts of projects, households, retired ids, answers of an assessment,
-- which project feeds which list, and accounts.

-- As before, with columns that are no part of a version, and with documents as they are: a null within a
-- policy says something else than a missing part, which takes its default.
create or replace function record_history() returns trigger language plpgsql as $$
declare
    whole jsonb := to_jsonb(case when tg_op = 'DELETE' then old else new end);
    body jsonb := jsonb_strip_nulls(whole);
begin
    if jsonb_typeof(whole -> 'body') = 'object' then
        body := body || jsonb_build_object('body', whole -> 'body');
    end if;
    for at in 1 .. tg_nargs - 1 loop
        body := body - tg_argv[at];
    end loop;
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
comment on function record_history() is
    'writes the version of a row into history; arguments: the primary key column, then columns that are left out';

-- Policies that were recorded without their nulls.
update history
set body = history.body || jsonb_build_object('body', policy.body)
from policy
where entity = 'policy' and entity_id = policy_id and history.version = policy.version and operation <> 'D';

-- A pair that history can name.
alter table list_project add column list_project_id uuid not null default gen_random_uuid();
alter table list_project add constraint list_project_id unique (list_project_id);
comment on column list_project.list_project_id is 'names the pair in history';

do $$
declare
    kept record;
begin
    for kept in
        select * from (values
            ('household', 'household_id'),
            ('list_project', 'list_project_id'),
            ('project_coc', 'project_coc_id'),
            ('funder', 'funder_id'),
            ('hmis_participation', 'hmis_participation_id'),
            ('ce_participation', 'ce_participation_id'),
            ('client_alias', 'client_alias_id'),
            ('assessment_question', 'assessment_question_id'),
            ('assessment_result', 'assessment_result_id')
        ) as kept (table_name, key_column)
    loop
        -- Rows that are there already count as recorded now: since when they were known was not kept.
        execute format(
            'alter table %I add column version integer not null default 1, '
            'add column if not exists recorded_at timestamptz not null default clock_timestamp(), '
            'add column if not exists recorded_by uuid '
            'default nullif(current_setting(''threshold.actor'', true), '''')::uuid',
            kept.table_name);
        execute format(
            'insert into history (entity, entity_id, version, operation, recorded_at, recorded_by, claimed_at, body) '
            'select %1$L, %2$I, version, ''I'', recorded_at, recorded_by, '
            '(to_jsonb(t) ->> ''source_updated_at'')::timestamptz, jsonb_strip_nulls(to_jsonb(t)) '
            'from %1$I t order by %2$I',
            kept.table_name, kept.key_column);
        execute format('call versioned(%L, %L)', kept.table_name, kept.key_column);
    end loop;
end
$$;

-- Accounts: everything but the password.
insert into history (entity, entity_id, version, operation, recorded_at, recorded_by, body)
select 'app_user', user_id, version, 'I', recorded_at, recorded_by, jsonb_strip_nulls(to_jsonb(app_user)) - 'password_hash'
from app_user
order by user_id;
create trigger app_user_history after insert or update or delete on app_user
    for each row execute function record_history('user_id', 'password_hash');
comment on column app_user.password_hash is
    'argon2id, PHC string; null until an administrator sets one; left out of history';

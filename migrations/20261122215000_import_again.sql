-- What a later import of a source needs: rows whose parent was healed, exits that moved to another stay,
-- rows that were deleted here, and rows that are older than what is known.

alter table import_row add column stale boolean not null default false;
alter table import_row add column gone_id uuid;
comment on column import_row.stale is
    'the typed row is of a newer DateUpdated than this one: kept as received, not typed';
comment on column import_row.gone_id is
    'the record, or the stay of the exit, that somebody deleted here: what comes of it again is a conflict';

-- Few rows are ever deleted; an import asks which of its ids were.
create index history_deleted on history (entity) where operation = 'D';

-- Keeps enrollment.exit_on, also of the stay that an exit was moved away from, and refuses an exit before
-- the entry for rows written here.
create or replace function exit_closes_enrollment() returns trigger language plpgsql as $$
declare
    entered date;
begin
    if tg_op = 'DELETE' then
        update enrollment set exit_on = null where enrollment_id = old.enrollment_id;
        return null;
    end if;
    if tg_op = 'UPDATE' and old.enrollment_id <> new.enrollment_id then
        update enrollment
        set exit_on = (select exit_date from exit where exit.enrollment_id = old.enrollment_id)
        where enrollment_id = old.enrollment_id;
    end if;
    update enrollment set exit_on = new.exit_date
    where enrollment_id = new.enrollment_id
    returning entry_date into entered;
    if new.written_here and new.exit_date < entered then
        raise exception 'exit before entry' using errcode = 'check_violation', constraint = 'exit_not_before_entry';
    end if;
    return null;
end
$$;
drop trigger exit_closes_enrollment on exit;
create trigger exit_closes_enrollment after insert or update of exit_date, enrollment_id or delete on exit
    for each row execute function exit_closes_enrollment();

-- Shape of another temporary table of an import; stays empty, as import_row does.
-- Stays that it writes or writes about, as they are before and after: these it locks, and the households
-- of their people it places anew.
create table import_stay (
    enrollment_id uuid not null
);
revoke insert, update, delete on import_stay from threshold_app;

-- A stay is looked at again also where its person or its project changed: then without a line.
alter table import_touched alter column line drop not null;

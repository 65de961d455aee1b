-- What an import works with, and what it remembers of the export that it read.

-- The period and the directive of Export.csv: a row that is absent from a full export of the same
-- period is reported, one of another period is not.
alter table import_run add column export_start_on date;
alter table import_run add column export_end_on date;
alter table import_run add column export_directive integer;

comment on column raw_row.file_number is
    'position in hmis_csv::FileKind::ALL, from 1: parents stand before their children';
comment on column raw_row.record_hash is
    'first 16 bytes of SHA-256 over the header and the record without ExportID, which every export changes';
comment on column raw_row.sealed is
    'rows of Client.csv and User.csv: the record, bound to a UUID that source, file and hmis_id give (store::import)';

-- The three tables below stay empty. They give their shape to the temporary tables of the same name
-- that an import fills and drops, so that its statements are checked when the program is built.

-- Rows as they are read, before anything is decided about them.
create table import_row (
    file_number smallint not null,
    line integer not null,
    hmis_id text not null,
    -- id of the typed row, should this one be the first of its hmis_id
    row_id uuid not null,
    record text,
    sealed bytea,
    record_hash bytea not null,
    -- DateDeleted is filled
    deleted boolean not null,
    -- from an organization that owns no identified client: kept, never typed
    withheld boolean not null,
    -- ids of other rows that it names
    organization_ref text,
    project_ref text,
    client_ref text,
    household_ref text,
    enrollment_ref text,
    assessment_ref text,
    author_ref text,
    -- readable values under the names of the typed table's columns
    data jsonb,
    -- what is wrong within the row
    findings jsonb,
    -- N new, C changed, U unchanged; null until compared
    state "char",
    -- to be written into its typed table
    typeable boolean not null default false
);

-- Stays that this import wrote, or whose exit it wrote: rules that look at several rows look at these.
create table import_touched (
    enrollment_id uuid not null,
    line integer not null
);

-- What is wrong with rows together.
create table import_problem (
    rule text not null,
    level text not null,
    file text not null,
    line integer,
    column_name text,
    subject_kind text,
    subject_id uuid,
    hmis_id text,
    detail text not null
);
revoke insert, update, delete on import_row, import_touched, import_problem from threshold_app;

-- What surrounds every act: audit, outbox, repeated submissions, drafts; and what imports leave behind.

-- Who read or did what. The program may add and read, never change or remove.
create table audit (
    audit_id bigint generated always as identity primary key,
    at timestamptz not null default clock_timestamp(),
    user_id uuid references app_user,
    -- in whose name: the workgroup and organization of the act
    workgroup text,
    organization_id uuid references organization,
    -- an act of domain::access::Act, or a system act such as 'import'
    act text not null,
    subject_kind text,
    subject_id uuid,
    -- why, where the act asks for a purpose
    purpose text,
    -- counts, ids and field names; never names, SSN, dates of birth, notes or search terms
    detail jsonb not null default '{}',
    -- values before and after, sealed (AES-256-GCM, bound to subject_id)
    sealed bytea
);
create index audit_subject on audit (subject_kind, subject_id, audit_id);
create index audit_user on audit (user_id, audit_id);
revoke update, delete on audit from threshold_app;

-- Changes that other screens must hear of, written in the same transaction as the change. One task
-- sends the NOTIFY and marks the row.
create table outbox (
    outbox_id bigint generated always as identity primary key,
    topic text not null,
    payload jsonb not null,
    created_at timestamptz not null default clock_timestamp(),
    sent_at timestamptz
);
create index outbox_unsent on outbox (outbox_id) where sent_at is null;

-- An act sent twice has one effect: the answer of the first is given again.
create table idempotency (
    user_id uuid not null references app_user,
    -- made by the device
    key uuid not null,
    act text not null,
    -- SHA-256 of what was asked; another question under the same key is refused
    request_hash bytea not null,
    answer jsonb not null,
    created_at timestamptz not null default clock_timestamp(),
    primary key (user_id, key)
);

-- What a user has typed and not yet saved: theirs alone, sealed, and gone after saving or expiry.
create table draft (
    draft_id uuid primary key,
    user_id uuid not null references app_user,
    kind text not null,
    -- what it is about: an enrollment, a client; null where there is none yet
    subject_id uuid,
    -- AES-256-GCM over the form as it was sent, bound to draft_id
    sealed bytea not null,
    created_at timestamptz not null,
    expires_at timestamptz not null
);
create index draft_user on draft (user_id, kind, subject_id);
create index draft_expiry on draft (expires_at);

-- One run of an import.
create table import_run (
    import_id uuid primary key,
    source_id smallint references data_source,
    file_name text not null,
    file_sha256 bytea not null,
    export_id text,
    export_date timestamptz,
    csv_version text,
    hash_status integer,
    started_at timestamptz not null,
    finished_at timestamptz,
    -- rows read, added, changed, unchanged, conflicts and findings by file
    counts jsonb not null default '{}',
    user_id uuid references app_user
);

-- The columns of a file as they came, so that its rows can be given back the same.
create table import_file (
    import_id uuid not null references import_run,
    file text not null,
    -- one CSV record
    header text not null,
    row_count integer not null,
    primary key (import_id, file)
);

-- Every row of all 24 files as received. Rows of Client.csv are sealed.
create table raw_row (
    raw_row_id bigint generated always as identity primary key,
    source_id smallint not null references data_source,
    -- position of the file in HMIS CSV's own order
    file_number smallint not null,
    import_id uuid not null references import_run,
    line integer not null,
    -- the value of the file's key column
    hmis_id text not null,
    -- one CSV record; null where sealed
    record text,
    sealed bytea,
    -- first 16 bytes of SHA-256 over the record: the same row again is recognised by it
    record_hash bytea not null,
    -- a later import brought another version of the row
    superseded_by uuid references import_run,
    constraint raw_row_kept check ((record is null) <> (sealed is null))
);
create index raw_row_current on raw_row (source_id, file_number, hmis_id) where superseded_by is null;

-- What was wrong with a row, or with rows together.
create table finding (
    finding_id bigint generated always as identity primary key,
    import_id uuid not null references import_run,
    source_id smallint not null references data_source,
    file text not null,
    line integer,
    column_name text,
    -- HUD Eva's name of the check where it has one
    rule text not null,
    level text not null,
    -- the household, client or enrollment it is about, for the repair queue
    subject_kind text,
    subject_id uuid,
    hmis_id text,
    -- a sentence without personal data
    detail text not null,
    resolved_at timestamptz,
    constraint finding_level check (level in ('high_priority', 'error', 'warning'))
);
create index finding_import on finding (import_id, rule);
create index finding_subject on finding (subject_kind, subject_id) where subject_id is not null;

-- A later import says otherwise than what was written here: a person decides.
create table import_conflict (
    import_conflict_id uuid primary key,
    import_id uuid not null references import_run,
    source_id smallint not null references data_source,
    file text not null,
    hmis_id text not null,
    subject_kind text not null,
    subject_id uuid not null,
    detail text not null,
    created_at timestamptz not null default clock_timestamp(),
    decided_at timestamptz,
    decided_by uuid references app_user,
    decision text,
    constraint import_conflict_decision check (decision in ('kept_ours', 'took_theirs'))
);
create index import_conflict_open on import_conflict (subject_kind, subject_id) where decided_at is null;

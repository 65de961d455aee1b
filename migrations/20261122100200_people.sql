-- Accounts, what they may do, and their sessions.

create table app_user (
    user_id uuid primary key,
    -- unique without regard to case
    email text not null,
    display_name text not null,
    -- where the person works, in words; not what they may act for
    employer text,
    -- argon2id, PHC string; null until an administrator sets one
    password_hash text,
    -- set by an administrator: the user chooses their own at the next sign-in
    must_change_password boolean not null default false,
    password_set_at timestamptz,
    -- version of the user agreement that was accepted
    agreement_version integer,
    agreement_accepted_at timestamptz,
    disabled_at timestamptz,
    -- shown with its password on the sign-in page of a demo installation
    demo_note text,
    version integer not null default 1,
    recorded_at timestamptz not null default clock_timestamp(),
    recorded_by uuid
);
create unique index app_user_email on app_user (lower(email));
-- History of accounts is kept without the password.
create trigger app_user_next_version before update on app_user
    for each row execute function next_version();

-- A right: this user, in this workgroup, for this organization, in this time.
create table user_grant (
    user_grant_id uuid primary key,
    user_id uuid not null references app_user,
    workgroup text not null,
    organization_id uuid not null references organization,
    from_on date not null,
    until_on date,
    version integer not null default 1,
    recorded_at timestamptz not null default clock_timestamp(),
    recorded_by uuid,
    constraint user_grant_workgroup check (workgroup in (
        'hmis_user', 'shelter_staff', 'shelter_reservation', 'ce_assessor', 'priority_list_manager',
        'administrator')),
    constraint user_grant_dates check (until_on is null or until_on >= from_on)
);
create index user_grant_user on user_grant (user_id);
create index user_grant_organization on user_grant (organization_id, workgroup);
create unique index user_grant_one_open on user_grant (user_id, workgroup, organization_id)
    where until_on is null;
call versioned('user_grant', 'user_grant_id');

-- One live session per user. The browser holds a random token, the table only its SHA-256.
create table session (
    session_id uuid primary key,
    token_hash bytea not null,
    user_id uuid not null references app_user,
    started_at timestamptz not null,
    last_seen_at timestamptz not null,
    -- absolute end
    expires_at timestamptz not null,
    ended_at timestamptz,
    end_reason text,
    -- what the user chose in Settings
    workgroup text,
    organization_id uuid references organization,
    location_id uuid references location,
    constraint session_token unique (token_hash),
    constraint session_end_reason check (end_reason in ('signed_out', 'taken_over', 'expired', 'revoked'))
);
create unique index session_one_live on session (user_id) where ended_at is null;

-- Attempts to sign in, to slow down guessing by account and by address. Swept after a day.
create table sign_in_attempt (
    sign_in_attempt_id bigint generated always as identity primary key,
    -- keyed hash of the typed e-mail address
    account_hash bytea not null,
    address text not null,
    attempted_at timestamptz not null,
    succeeded boolean not null
);
create index sign_in_attempt_account on sign_in_attempt (account_hash, attempted_at);
create index sign_in_attempt_address on sign_in_attempt (address, attempted_at);

-- A user asks to act for an organization: the Priority List Manager endorses, an administrator grants.
create table access_request (
    access_request_id uuid primary key,
    user_id uuid not null references app_user,
    workgroup text not null,
    organization_id uuid not null references organization,
    -- why, in the user's words; the form says to name no client
    reason text,
    state text not null default 'asked',
    asked_at timestamptz not null,
    endorsed_by uuid references app_user,
    endorsed_at timestamptz,
    decided_by uuid references app_user,
    decided_at timestamptz,
    decline_reason text,
    version integer not null default 1,
    recorded_at timestamptz not null default clock_timestamp(),
    recorded_by uuid,
    constraint access_request_state check (state in ('asked', 'endorsed', 'granted', 'declined', 'withdrawn'))
);
create index access_request_organization on access_request (organization_id, state);
create unique index access_request_one_open on access_request (user_id, organization_id, workgroup)
    where state in ('asked', 'endorsed');
call versioned('access_request', 'access_request_id');

-- What a user should know of: an outcome, an exit, a request to decide. No personal data in it.
create table notification (
    notification_id uuid primary key,
    user_id uuid not null references app_user,
    kind text not null,
    subject_kind text not null,
    subject_id uuid not null,
    created_at timestamptz not null,
    read_at timestamptz
);
create index notification_unread on notification (user_id, created_at desc) where read_at is null;

-- Who may not exit a household suggests it: the same answers, decided over by the Priority List Manager.

create table exit_suggestion (
    exit_suggestion_id uuid primary key,
    -- the enrollment whose exit page it was
    enrollment_id uuid not null references enrollment,
    household_id uuid not null references household,
    -- the Coordinated Entry organization whose manager decides
    organization_id uuid not null references organization,
    -- domain::exit::Command as it was sent: what an exit's own columns would hold
    command jsonb not null,
    state text not null default 'waiting',
    suggested_at timestamptz not null,
    suggested_by uuid not null references app_user,
    decided_at timestamptz,
    decided_by uuid references app_user,
    -- the exit that came of it
    act_id uuid references exit_act,
    -- why it was declined, for the one who suggested it
    reason text,
    constraint exit_suggestion_state check (state in ('waiting', 'approved', 'amended', 'declined', 'overtaken')),
    constraint exit_suggestion_decided check ((state = 'waiting') = (decided_at is null)),
    constraint exit_suggestion_act check ((state in ('approved', 'amended')) = (act_id is not null)),
    constraint exit_suggestion_reason check ((state = 'declined') = (reason is not null))
);
-- One at a time waits for a household.
create unique index exit_suggestion_waiting on exit_suggestion (household_id) where state = 'waiting';
create index exit_suggestion_organization on exit_suggestion (organization_id) where state = 'waiting';
create index exit_suggestion_by on exit_suggestion (suggested_by, suggested_at desc);
-- Suggestions are decided, not forgotten.
revoke delete on exit_suggestion from threshold_app;

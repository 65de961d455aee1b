-- What facts propose for households on the list, found by a job; and the work that takes several at once.

create table proposal (
    proposal_id uuid primary key,
    household_id uuid not null references household,
    -- the member whose exit page it leads to: the head, or who stands in for them
    enrollment_id uuid not null references enrollment,
    list_authority_id uuid not null references list_authority,
    -- the Coordinated Entry organization whose manager decides
    organization_id uuid not null references organization,
    -- domain::proposal::Kind
    kind text not null,
    -- domain::proposal::Proposal, as far as the Coordinated Entry organization may see the facts
    basis jsonb not null,
    -- the day of those facts, by which the queue is ordered
    facts_on date,
    state text not null default 'waiting',
    found_at timestamptz not null,
    decided_at timestamptz,
    decided_by uuid references app_user,
    -- the exit that came of it
    act_id uuid references exit_act,
    -- what was done instead, or why nothing
    reason text,
    constraint proposal_kind check (kind in (
        'deceased', 'moved_in', 'second_enrollment', 'no_contact', 'consent_ended', 'refusals')),
    constraint proposal_state check (state in ('waiting', 'taken', 'set_aside')),
    constraint proposal_decided check ((state = 'waiting') = (decided_at is null)),
    constraint proposal_act check ((state = 'taken') = (act_id is not null)),
    constraint proposal_reason check ((state = 'set_aside') = (reason is not null))
);
comment on table proposal is
    'what facts propose: waiting rows come and go with the facts, decided ones stay and are not proposed again';
create unique index proposal_waiting on proposal (household_id, kind) where state = 'waiting';
create index proposal_household on proposal (household_id, kind);
create index proposal_queue on proposal (organization_id, kind, facts_on, proposal_id) where state = 'waiting';
-- An exit forgets what was typed over suggestions of its household, also decided ones.
create index exit_suggestion_household on exit_suggestion (household_id);

-- Whether proposals were looked for since the entry was placed last; placing it anew takes that back.
alter table list_entry add column examined boolean not null default false;
create index list_entry_not_examined on list_entry (household_id) where not examined;

-- Several proposals that one person takes at once: each is an exit of its own.
create table exit_batch (
    exit_batch_id uuid primary key,
    user_id uuid not null references app_user,
    started_at timestamptz not null
);
create index exit_batch_user on exit_batch (user_id, started_at desc);

create table exit_batch_item (
    -- the idempotency key of its exit
    item_id uuid primary key,
    exit_batch_id uuid not null references exit_batch,
    -- in the order in which they are worked off
    position smallint not null,
    -- its row may be gone with its facts: no reference, which would lock the item while the proposal is taken back
    proposal_id uuid not null,
    enrollment_id uuid not null references enrollment,
    -- domain::exit::Command, as it was shown and confirmed
    command jsonb not null,
    -- digest of the plan that was shown
    shown text not null,
    state text not null default 'waiting',
    act_id uuid references exit_act,
    -- why it was not saved: a word of store::proposal::Failure
    failure text,
    constraint exit_batch_item_state check (state in ('waiting', 'saved', 'failed')),
    constraint exit_batch_item_saved check ((state = 'saved') = (act_id is not null)),
    constraint exit_batch_item_failed check ((state = 'failed') = (failure is not null)),
    constraint exit_batch_item_position unique (exit_batch_id, position)
);
create index exit_batch_item_waiting on exit_batch_item (exit_batch_id, position) where state = 'waiting';
create index exit_batch_item_proposal on exit_batch_item (proposal_id) where state = 'waiting';
revoke delete on exit_batch, exit_batch_item from threshold_app;

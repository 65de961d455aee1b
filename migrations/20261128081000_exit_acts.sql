-- An exit is one act: what was done together is known together, so that it can be told and taken back together.

-- The index over exit.act_id leaves its name to the table.
alter index exit_act rename to exit_of_act;

create table exit_act (
    -- the same as exit.act_id of its exits
    act_id uuid primary key,
    -- the household whose page it was
    household_id uuid not null references household,
    -- the list that it left, or of which somebody left
    list_authority_id uuid not null references list_authority,
    -- nobody of the household stayed
    left_list boolean not null,
    -- warnings that were confirmed: [{"rule": "ExitLongAgo", "enrollment": "..."}], whom they were about
    confirmed jsonb not null default '[]',
    -- users who were told of it, and are told again when it is taken back
    told uuid[] not null default '{}',
    recorded_at timestamptz not null default clock_timestamp(),
    recorded_by uuid references app_user,
    -- taken back: when, and by whom
    undone_at timestamptz,
    undone_by uuid references app_user,
    constraint exit_act_undone check ((undone_at is null) = (undone_by is null))
);
create index exit_act_household on exit_act (household_id, recorded_at desc);

-- Every row that an act wrote, with the columns that it changed. Undo puts back what stood before, and refuses
-- where something else stands there by now.
create table exit_act_change (
    act_id uuid not null references exit_act,
    -- in the order in which they were written
    position smallint not null,
    -- the table
    entity text not null,
    -- its primary key
    entity_id uuid not null,
    -- the stay that it belongs to, where it belongs to one
    enrollment_id uuid references enrollment,
    -- columns before and after; a row that the act inserted has nothing before
    before jsonb,
    after jsonb not null,
    primary key (act_id, position),
    constraint exit_act_change_entity check (entity in (
        'exit', 'enrollment', 'event', 'referral', 'case_assignment', 'current_living_situation', 'note'))
);
create index exit_act_change_enrollment on exit_act_change (enrollment_id);

-- Acts are not forgotten, and what they changed is not rewritten.
revoke delete on exit_act from threshold_app;
revoke update, delete on exit_act_change from threshold_app;

-- Exits that were recorded before acts had rows of their own.
insert into exit_act (act_id, household_id, list_authority_id, left_list, recorded_at, recorded_by)
select distinct on (exit.act_id) exit.act_id, household_id, list_of_enrollment(enrollment_id),
    not exists (select from enrollment member
        where member.household_id = enrollment.household_id and member.exit_on is null),
    exit.recorded_at, exit.recorded_by
from exit
join enrollment using (enrollment_id)
where exit.act_id is not null and list_of_enrollment(enrollment_id) is not null
order by exit.act_id, enrollment_id;

insert into exit_act_change (act_id, position, entity, entity_id, enrollment_id, after)
select exit.act_id, row_number() over (partition by exit.act_id order by exit.enrollment_id), 'exit', exit.exit_id,
    exit.enrollment_id,
    jsonb_build_object('exit_date', exit.exit_date, 'destination', exit.destination,
        'removal_reason', exit.removal_reason)
from exit
join exit_act using (act_id);

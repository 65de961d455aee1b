-- People, households, stays and what is recorded about them.
--
-- source_id + hmis_id: the row's id in HMIS CSV. What is written here has source 'threshold' and the
-- 32 hexadecimal digits of its UUID.
-- written_here: Threshold wrote or last changed the row. The invariants of the house hold for such
-- rows; imported breaches are stored as they came, with a finding.
-- author_id: the person of the sending system's User.csv; recorded_by: the user of this one.

-- An author of imported rows (User.csv). Never an account; may be linked to one.
create table hmis_author (
    author_id uuid primary key,
    source_id smallint not null references data_source,
    hmis_id text not null,
    first_name text,
    last_name text,
    email text,
    -- the account that an administrator says is the same person
    user_id uuid references app_user,
    record_hash bytea,
    constraint hmis_author_hmis_id unique (source_id, hmis_id)
);

-- 3.01 to 3.07 and 4.21: one row a person.
create table client (
    client_id uuid primary key,
    source_id smallint not null references data_source,
    hmis_id text not null,
    first_name text,
    middle_name text,
    last_name text,
    name_suffix text,
    name_data_quality integer not null default 99,
    -- AES-256-GCM: key id, nonce, ciphertext; bound to client_id
    ssn_sealed bytea,
    -- HMAC-SHA-256 of the nine digits, and of the last four; equal digits give equal values
    ssn_hash bytea,
    ssn_last4_hash bytea,
    ssn_data_quality integer not null default 99,
    dob date,
    dob_data_quality integer not null default 99,
    sex integer,
    -- 3.04, one column each as HUD has them: 1 yes, 0 no
    am_ind_ak_native integer,
    asian integer,
    black_af_american integer,
    hispanic_latinao integer,
    mid_east_n_african integer,
    native_hi_pacific integer,
    white integer,
    race_none integer,
    additional_race_ethnicity text,
    veteran_status integer not null default 99,
    -- who made the record; while it is restricted only that organization sees more than identity
    owning_organization_id uuid references organization,
    -- the client's choice: all organizations, or the creating organization only (Do Not Share)
    sharing text not null default 'owner_only',
    -- hidden altogether, by an administrator
    protected boolean not null default false,
    -- names and SSN came hashed from the sending system
    hashed boolean not null default false,
    -- of the vocabulary (name_token) and of dates: see docs/DATA.md, "Finding a client"
    search_keys integer[] not null default '{}',
    author_id uuid references hmis_author,
    source_created_at timestamptz,
    source_updated_at timestamptz,
    record_hash bytea,
    written_here boolean not null default true,
    version integer not null default 1,
    recorded_at timestamptz not null default clock_timestamp(),
    recorded_by uuid,
    constraint client_hmis_id unique (source_id, hmis_id),
    constraint client_sharing check (sharing in ('all', 'owner_only'))
);
create index client_dob on client (dob);
create index client_ssn on client (ssn_hash) where ssn_hash is not null;
create index client_ssn_last4 on client (ssn_last4_hash) where ssn_last4_hash is not null;
create index client_search_keys on client using gin (search_keys) with (fastupdate = off);
call versioned('client', 'client_id');

-- The vocabulary: every distinct token of anybody's name, folded (lower case, no accents). Typed words
-- are compared with this table, never with people.
create table name_token (
    token_id integer generated always as identity primary key,
    token text not null,
    -- how many people carry it, refreshed by import and by a job; weighs rare names higher
    people integer not null default 0,
    constraint name_token_token unique (token)
);
create index name_token_similar on name_token using gin (token gin_trgm_ops);

-- Other ids and names a person is known by: ids of merged records keep working, nicknames are found.
create table client_alias (
    client_alias_id uuid primary key,
    client_id uuid not null references client,
    -- a retired id, in its source
    source_id smallint references data_source,
    hmis_id text,
    -- or another name
    name text,
    recorded_at timestamptz not null default clock_timestamp(),
    recorded_by uuid,
    constraint client_alias_id_or_name check ((hmis_id is null) <> (name is null))
);
create index client_alias_client on client_alias (client_id);
create index client_alias_hmis_id on client_alias (hmis_id) where hmis_id is not null;

-- Release of information: the client's answer, with its dates.
create table roi (
    roi_id uuid primary key,
    client_id uuid not null references client,
    -- 'all' organizations or the 'owner_only'
    scope text not null,
    how_given text not null,
    starts_on date not null,
    ends_on date,
    withdrawn_on date,
    version integer not null default 1,
    recorded_at timestamptz not null default clock_timestamp(),
    recorded_by uuid,
    constraint roi_scope check (scope in ('all', 'owner_only')),
    constraint roi_how_given check (how_given in ('written', 'verbal', 'electronic', 'imported')),
    constraint roi_dates check (ends_on is null or ends_on >= starts_on)
);
create index roi_client on roi (client_id, starts_on desc);
call versioned('roi', 'roi_id');

-- HouseholdID: one stay of people together in one project.
create table household (
    household_id uuid primary key,
    source_id smallint not null references data_source,
    hmis_id text not null,
    project_id uuid not null references project,
    constraint household_hmis_id unique (source_id, hmis_id, project_id)
);

-- One person's stay in one project, with all columns of HMIS CSV's Enrollment under HUD's names.
create table enrollment (
    enrollment_id uuid primary key,
    source_id smallint not null references data_source,
    hmis_id text not null,
    client_id uuid not null references client,
    project_id uuid not null references project,
    household_id uuid not null references household,
    entry_date date not null,
    relationship_to_hoh integer,
    enrollment_coc text,
    living_situation integer,
    rental_subsidy_type integer,
    length_of_stay integer,
    los_under_threshold integer,
    previous_street_essh integer,
    date_to_street_essh date,
    times_homeless_past_three_years integer,
    months_homeless_past_three_years integer,
    disabling_condition integer,
    date_of_engagement date,
    move_in_date date,
    date_of_path_status date,
    client_enrolled_in_path integer,
    reason_not_enrolled integer,
    percent_ami integer,
    referral_source integer,
    count_outreach_referral_approaches integer,
    date_of_bcp_status date,
    eligible_for_rhy integer,
    reason_no_services integer,
    runaway_youth integer,
    former_ward_child_welfare integer,
    child_welfare_years integer,
    child_welfare_months integer,
    former_ward_juvenile_justice integer,
    juvenile_justice_years integer,
    juvenile_justice_months integer,
    unemployment_fam integer,
    mental_health_disorder_fam integer,
    physical_disability_fam integer,
    alcohol_drug_use_disorder_fam integer,
    insufficient_income integer,
    incarcerated_parent integer,
    vamc_station text,
    target_screen_reqd integer,
    time_to_housing_loss integer,
    annual_percent_ami integer,
    literal_homeless_history integer,
    client_leaseholder integer,
    hoh_leaseholder integer,
    subsidy_at_risk integer,
    eviction_history integer,
    criminal_record integer,
    incarcerated_adult integer,
    prison_discharge integer,
    sex_offender integer,
    disabled_hoh integer,
    current_pregnant integer,
    single_parent integer,
    dependent_under6 integer,
    hh5_plus integer,
    coc_prioritized integer,
    hp_screening_score integer,
    threshold_score integer,
    mental_health_consultation integer,
    -- the intake was begun and not finished: such a stay cannot be exited
    intake_unfinished boolean not null default false,
    -- equals exit.exit_date of this stay, null while it is open; kept by the trigger on exit
    exit_on date,
    author_id uuid references hmis_author,
    source_created_at timestamptz,
    source_updated_at timestamptz,
    record_hash bytea,
    written_here boolean not null default true,
    version integer not null default 1,
    recorded_at timestamptz not null default clock_timestamp(),
    recorded_by uuid,
    constraint enrollment_hmis_id unique (source_id, hmis_id)
);
create index enrollment_client on enrollment (client_id);
create index enrollment_household on enrollment (household_id);
create index enrollment_project_open on enrollment (project_id) where exit_on is null;
-- At most one open stay of a person in a project, among the rows written here.
create unique index enrollment_one_open on enrollment (client_id, project_id)
    where exit_on is null and written_here;
-- At most one head of household, among the rows written here.
create unique index enrollment_one_head on enrollment (household_id)
    where relationship_to_hoh = 1 and written_here;
call versioned('enrollment', 'enrollment_id');

-- 3.11 and 3.12: how a stay ended. No row while it is open; undoing an exit deletes the row, and
-- history keeps it.
create table exit (
    exit_id uuid primary key,
    enrollment_id uuid not null references enrollment,
    source_id smallint not null references data_source,
    hmis_id text not null,
    exit_date date not null,
    destination integer,
    destination_subsidy_type integer,
    other_destination text,
    housing_assessment integer,
    subsidy_information integer,
    project_completion_status integer,
    early_exit_reason integer,
    exchange_for_sex integer,
    exchange_for_sex_past_three_months integer,
    count_of_exchange_for_sex integer,
    asked_or_forced_to_exchange_for_sex integer,
    asked_or_forced_to_exchange_for_sex_past_three_months integer,
    workplace_violence_threats integer,
    workplace_promise_difference integer,
    coerced_to_continue_work integer,
    labor_exploit_past_three_months integer,
    counseling_received integer,
    individual_counseling integer,
    family_counseling integer,
    group_counseling integer,
    session_count_at_exit integer,
    post_exit_counseling_plan integer,
    sessions_in_plan integer,
    destination_safe_client integer,
    destination_safe_worker integer,
    pos_adult_connections integer,
    pos_peer_connections integer,
    pos_community_connections integer,
    aftercare_date date,
    aftercare_provided integer,
    email_social_media integer,
    telephone integer,
    in_person_individual integer,
    in_person_group integer,
    cm_exit_reason integer,
    -- the CoC's own reason for leaving the list: code and outflow class of the policy in force
    removal_reason text,
    removal_class text,
    note text,
    -- exits saved together in one act carry one id: undo takes them back together
    act_id uuid,
    author_id uuid references hmis_author,
    source_created_at timestamptz,
    source_updated_at timestamptz,
    record_hash bytea,
    written_here boolean not null default true,
    version integer not null default 1,
    recorded_at timestamptz not null default clock_timestamp(),
    recorded_by uuid,
    constraint exit_hmis_id unique (source_id, hmis_id),
    constraint exit_enrollment unique (enrollment_id),
    constraint exit_subsidy check (
        not written_here or (destination = 435) = (destination_subsidy_type is not null)),
    constraint exit_other_destination check (
        not written_here or (destination = 17) = (other_destination is not null)),
    constraint exit_destination_given check (not written_here or destination is not null),
    constraint exit_removal_class check (removal_class in (
        'housed', 'inactive', 'no_longer_eligible', 'joined', 'transferred', 'deceased', 'other', 'correction'))
);
create index exit_act on exit (act_id);
create index exit_date on exit (exit_date);
call versioned('exit', 'exit_id');

-- Keeps enrollment.exit_on, and refuses an exit before the entry for rows written here.
create function exit_closes_enrollment() returns trigger language plpgsql as $$
declare
    entered date;
begin
    if tg_op = 'DELETE' then
        update enrollment set exit_on = null where enrollment_id = old.enrollment_id;
        return null;
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
create trigger exit_closes_enrollment after insert or update of exit_date or delete on exit
    for each row execute function exit_closes_enrollment();

-- 4.12 Current Living Situation: a dated contact.
create table current_living_situation (
    current_living_situation_id uuid primary key,
    enrollment_id uuid not null references enrollment,
    source_id smallint not null references data_source,
    hmis_id text not null,
    information_date date not null,
    current_living_situation integer,
    clssubsidy_type integer,
    verified_by text,
    leave_situation14_days integer,
    subsequent_residence integer,
    resources_to_obtain integer,
    lease_own60_day integer,
    moved_two_or_more integer,
    location_details text,
    author_id uuid references hmis_author,
    source_created_at timestamptz,
    source_updated_at timestamptz,
    record_hash bytea,
    written_here boolean not null default true,
    version integer not null default 1,
    recorded_at timestamptz not null default clock_timestamp(),
    recorded_by uuid,
    constraint current_living_situation_hmis_id unique (source_id, hmis_id)
);
create index current_living_situation_enrollment on current_living_situation (enrollment_id, information_date desc);
call versioned('current_living_situation', 'current_living_situation_id');

-- 4.19 Coordinated Entry assessment.
create table assessment (
    assessment_id uuid primary key,
    enrollment_id uuid not null references enrollment,
    source_id smallint not null references data_source,
    hmis_id text not null,
    assessment_date date not null,
    assessment_location text,
    assessment_type integer,
    assessment_level integer,
    prioritization_status integer,
    -- the local score that ranks, where the form gives one
    score numeric,
    author_id uuid references hmis_author,
    source_created_at timestamptz,
    source_updated_at timestamptz,
    record_hash bytea,
    written_here boolean not null default true,
    version integer not null default 1,
    recorded_at timestamptz not null default clock_timestamp(),
    recorded_by uuid,
    constraint assessment_hmis_id unique (source_id, hmis_id)
);
create index assessment_enrollment on assessment (enrollment_id, assessment_date desc);
call versioned('assessment', 'assessment_id');

-- Local questions and answers of an assessment.
create table assessment_question (
    assessment_question_id uuid primary key,
    assessment_id uuid not null references assessment,
    source_id smallint not null references data_source,
    hmis_id text not null,
    assessment_question_group text,
    assessment_question_order integer,
    assessment_question text,
    assessment_answer text,
    source_updated_at timestamptz,
    record_hash bytea,
    constraint assessment_question_hmis_id unique (source_id, hmis_id)
);
create index assessment_question_assessment on assessment_question (assessment_id);

-- Local results (scores) of an assessment.
create table assessment_result (
    assessment_result_id uuid primary key,
    assessment_id uuid not null references assessment,
    source_id smallint not null references data_source,
    hmis_id text not null,
    assessment_result_type text,
    assessment_result text,
    source_updated_at timestamptz,
    record_hash bytea,
    constraint assessment_result_hmis_id unique (source_id, hmis_id)
);
create index assessment_result_assessment on assessment_result (assessment_id);

-- A home on offer by a project.
create table vacancy (
    vacancy_id uuid primary key,
    project_id uuid not null references project,
    units integer not null default 1,
    available_on date not null,
    expires_on date,
    withdrawn_at timestamptz,
    version integer not null default 1,
    recorded_at timestamptz not null default clock_timestamp(),
    recorded_by uuid,
    constraint vacancy_units check (units > 0)
);
create index vacancy_project on vacancy (project_id);
call versioned('vacancy', 'vacancy_id');

-- 4.20 Coordinated Entry event: access events, and referrals (types 10-15, 17, 18).
create table event (
    event_id uuid primary key,
    enrollment_id uuid not null references enrollment,
    source_id smallint not null references data_source,
    hmis_id text not null,
    event_date date not null,
    event integer not null,
    prob_sol_div_rrresult integer,
    referral_case_manage_after integer,
    location_crisis_or_phhousing text,
    referral_result integer,
    result_date date,
    author_id uuid references hmis_author,
    source_created_at timestamptz,
    source_updated_at timestamptz,
    record_hash bytea,
    written_here boolean not null default true,
    version integer not null default 1,
    recorded_at timestamptz not null default clock_timestamp(),
    recorded_by uuid,
    constraint event_hmis_id unique (source_id, hmis_id),
    constraint event_result_only_for_referrals check (
        not written_here or referral_result is null or event in (10, 11, 12, 13, 14, 15, 17, 18)),
    constraint event_result_date check (
        not written_here or (result_date is null) = (referral_result is null))
);
create index event_enrollment on event (enrollment_id, event_date desc);
call versioned('event', 'event_id');

-- The life cycle of a housing referral: one row beside its event.
create table referral (
    referral_id uuid primary key references event (event_id),
    -- the project referred to; HUD's LocationCrisisOrPHHousing is only its text form
    project_id uuid references project,
    vacancy_id uuid references vacancy,
    state text not null default 'offered',
    acknowledged_on date,
    not_housed_reason text,
    version integer not null default 1,
    recorded_at timestamptz not null default clock_timestamp(),
    recorded_by uuid,
    constraint referral_state check (state in (
        'offered', 'acknowledged', 'in_process', 'accepted', 'client_declined', 'provider_declined',
        'returned', 'expired', 'cancelled'))
);
create index referral_project on referral (project_id);
-- One active referral for a unit on offer.
create unique index referral_one_active on referral (vacancy_id)
    where vacancy_id is not null and state in ('offered', 'acknowledged', 'in_process', 'accepted');
call versioned('referral', 'referral_id');

-- A note about a client. Never about other people by name.
create table note (
    note_id uuid primary key,
    client_id uuid not null references client,
    enrollment_id uuid references enrollment,
    noted_on date not null,
    body text not null,
    version integer not null default 1,
    recorded_at timestamptz not null default clock_timestamp(),
    recorded_by uuid
);
create index note_client on note (client_id, noted_on desc);
call versioned('note', 'note_id');

-- Who works with a household.
create table case_assignment (
    case_assignment_id uuid primary key,
    household_id uuid not null references household,
    user_id uuid not null references app_user,
    role text not null default 'assessor',
    from_on date not null,
    until_on date,
    version integer not null default 1,
    recorded_at timestamptz not null default clock_timestamp(),
    recorded_by uuid,
    constraint case_assignment_role check (role in ('assessor', 'navigator', 'case_manager'))
);
create index case_assignment_household on case_assignment (household_id);
create index case_assignment_user on case_assignment (user_id) where until_on is null;
call versioned('case_assignment', 'case_assignment_id');

-- A household that stands on a list without identity: no name, no birth date, no id, no note.
create table deidentified_entry (
    deidentified_entry_id uuid primary key,
    list_authority_id uuid not null references list_authority,
    -- "NW-0417", shown in place of a name
    label text not null,
    household_size integer not null,
    household_type text not null,
    age_band text,
    score numeric,
    entered_on date not null,
    last_contact_on date,
    left_on date,
    removal_reason text,
    removal_class text,
    version integer not null default 1,
    recorded_at timestamptz not null default clock_timestamp(),
    recorded_by uuid,
    constraint deidentified_entry_label unique (list_authority_id, label),
    constraint deidentified_entry_size check (household_size > 0),
    constraint deidentified_entry_dates check (left_on is null or left_on >= entered_on)
);
call versioned('deidentified_entry', 'deidentified_entry_id');

-- The Priority List as it stands: a projection that domain::priority computes from the facts, written
-- in the same transaction as the fact and refreshed once a day, since days pass. Never edited; what a
-- past day looked like is folded from history through the same function.
create table list_entry (
    household_id uuid primary key references household,
    list_authority_id uuid not null references list_authority,
    project_id uuid not null references project,
    -- the head of household, or the member who stands in where an import names none or two
    head_client_id uuid not null references client,
    head_enrollment_id uuid not null references enrollment,
    -- members with an open stay
    size integer not null,
    minors integer not null,
    on_list_since date not null,
    score numeric,
    assessed_on date,
    last_contact_on date,
    referral_id uuid references event (event_id),
    -- a short word for the row: see domain::priority::ReferralStatus
    referral_status text not null,
    standing text not null,
    -- the sentence that explains it; never from a protected answer
    reason text not null,
    -- compared from left to right, smaller first
    sort_key bigint[] not null,
    -- the day for which it was computed
    computed_on date not null,
    constraint list_entry_standing check (standing in ('ranked', 'referral_pending', 'inactive', 'held_back'))
);
create index list_entry_order on list_entry (list_authority_id, sort_key, household_id);
create index list_entry_head on list_entry (head_client_id);
create index list_entry_computed on list_entry (computed_on);


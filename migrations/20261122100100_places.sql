-- Who runs what, where: sources, Continuums of Care, lists, organizations, projects.

-- Where rows come from. HMIS ids are unique per source and never matched across sources.
create table data_source (
    source_id smallint generated always as identity primary key,
    -- HMIS CSV Export.ImplementationID; 'threshold' for what is written here
    implementation_id text not null,
    name text not null,
    -- names and SSN of this source came hashed: they cannot be searched or shown
    hashed boolean not null default false,
    constraint data_source_implementation unique (implementation_id)
);
insert into data_source (implementation_id, name) values ('threshold', 'Threshold');

-- A Continuum of Care as HUD numbers it.
create table coc (
    -- HUD's code, "MN-506"
    coc_code text primary key,
    name text not null,
    -- IANA zone in which this CoC's days end
    time_zone text not null default 'America/Chicago',
    constraint coc_code_shape check (coc_code ~ '^[A-Z]{2}-[0-9]{3}$')
);

-- Who keeps a Priority List: a CoC, a sub-region of one, or a tribal collaborative without a HUD code.
create table list_authority (
    list_authority_id uuid primary key,
    -- "Northwest": the list is called "Northwest Priority List"
    name text not null,
    kind text not null,
    -- the HUD code whose enrollments it lists; null for a collaborative without one
    coc_code text references coc,
    -- the authority that this one is a sub-region of
    parent_id uuid references list_authority,
    time_zone text not null default 'America/Chicago',
    version integer not null default 1,
    recorded_at timestamptz not null default clock_timestamp(),
    recorded_by uuid,
    constraint list_authority_kind check (kind in ('coc', 'sub_region', 'tribal')),
    constraint list_authority_name unique (name)
);
create index list_authority_coc on list_authority (coc_code);
call versioned('list_authority', 'list_authority_id');

create table county (
    -- FIPS state and county code, five digits
    county_id text primary key,
    name text not null,
    coc_code text references coc,
    constraint county_shape check (county_id ~ '^[0-9]{5}$')
);

-- The rules of a list authority, as one versioned document: who may exit, removal reasons, guidance,
-- limits. The shape of body is domain::policy::Policy. The one in force on a day is the latest
-- recorded among those with valid_from on or before that day.
create table policy (
    policy_id uuid primary key,
    list_authority_id uuid not null references list_authority,
    valid_from date not null,
    body jsonb not null,
    version integer not null default 1,
    recorded_at timestamptz not null default clock_timestamp(),
    recorded_by uuid
);
create index policy_in_force on policy (list_authority_id, valid_from desc, recorded_at desc);
call versioned('policy', 'policy_id');

-- 2.01 Organization.
create table organization (
    organization_id uuid primary key,
    source_id smallint not null references data_source,
    hmis_id text not null,
    name text not null,
    common_name text,
    -- HUD VictimServiceProvider = 1: owns no identified client
    victim_service_provider boolean not null default false,
    source_updated_at timestamptz,
    record_hash bytea,
    version integer not null default 1,
    recorded_at timestamptz not null default clock_timestamp(),
    recorded_by uuid,
    constraint organization_hmis_id unique (source_id, hmis_id)
);
call versioned('organization', 'organization_id');

-- Where an organization works; fills the Location of Settings when that is left blank.
create table location (
    location_id uuid primary key,
    organization_id uuid not null references organization,
    name text not null,
    -- the one that fills itself in
    main boolean not null default false,
    constraint location_name unique (organization_id, name)
);

-- 2.02 Project.
create table project (
    project_id uuid primary key,
    organization_id uuid not null references organization,
    source_id smallint not null references data_source,
    hmis_id text not null,
    name text not null,
    common_name text,
    operating_start_date date,
    operating_end_date date,
    continuum_project integer,
    -- 2.02.6: 14 is Coordinated Entry; the owner of a type-14 project is a CE organization
    project_type integer,
    housing_type integer,
    rrh_sub_type integer,
    residential_affiliation integer,
    target_population integer,
    source_updated_at timestamptz,
    record_hash bytea,
    version integer not null default 1,
    recorded_at timestamptz not null default clock_timestamp(),
    recorded_by uuid,
    constraint project_hmis_id unique (source_id, hmis_id)
);
create index project_organization on project (organization_id);
create index project_ce on project (project_id) where project_type = 14;
call versioned('project', 'project_id');

-- Which Coordinated Entry projects feed which list. A project that serves several CoCs feeds several
-- lists; EnrollmentCoC then decides.
create table list_project (
    list_authority_id uuid not null references list_authority,
    project_id uuid not null references project,
    primary key (list_authority_id, project_id)
);
create index list_project_project on list_project (project_id);

-- 2.03 Continuum of Care information of a project.
create table project_coc (
    project_coc_id uuid primary key,
    project_id uuid not null references project,
    source_id smallint not null references data_source,
    hmis_id text not null,
    -- as received; matches coc.coc_code where that is known
    coc_code text not null,
    geocode text,
    city text,
    state text,
    zip text,
    geography_type integer,
    source_updated_at timestamptz,
    record_hash bytea,
    constraint project_coc_hmis_id unique (source_id, hmis_id)
);
create index project_coc_project on project_coc (project_id);

-- 2.06 Funding source.
create table funder (
    funder_id uuid primary key,
    project_id uuid not null references project,
    source_id smallint not null references data_source,
    hmis_id text not null,
    funder integer,
    other_funder text,
    grant_identifier text,
    start_date date,
    end_date date,
    source_updated_at timestamptz,
    record_hash bytea,
    constraint funder_hmis_id unique (source_id, hmis_id)
);
create index funder_project on funder (project_id);

-- 2.08 HMIS participation.
create table hmis_participation (
    hmis_participation_id uuid primary key,
    project_id uuid not null references project,
    source_id smallint not null references data_source,
    hmis_id text not null,
    hmis_participation_type integer,
    start_date date,
    end_date date,
    source_updated_at timestamptz,
    record_hash bytea,
    constraint hmis_participation_hmis_id unique (source_id, hmis_id)
);
create index hmis_participation_project on hmis_participation (project_id);

-- 2.09 Coordinated Entry participation.
create table ce_participation (
    ce_participation_id uuid primary key,
    project_id uuid not null references project,
    source_id smallint not null references data_source,
    hmis_id text not null,
    access_point integer,
    prevention_assessment integer,
    crisis_assessment integer,
    housing_assessment integer,
    direct_services integer,
    receives_referrals integer,
    start_date date,
    end_date date,
    source_updated_at timestamptz,
    record_hash bytea,
    constraint ce_participation_hmis_id unique (source_id, hmis_id)
);
create index ce_participation_project on ce_participation (project_id);

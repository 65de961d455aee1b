-- The vocabulary of names is compared in memory (docs/decisions/0016): the table keeps it, and tells what joined.

-- Looked up by no statement any more.
drop index name_token_similar;
drop index name_token_sounds;
drop index name_token_unheard;
alter table name_token drop column sounds;

-- Servers ask at each search what joined since they looked: transactions commit in another order than they
-- begin, so that neither the number of a token nor a time would tell.
alter table name_token add column added_in xid8 not null default pg_current_xact_id();
comment on column name_token.added_in is
    'the transaction that added the token; those not below the oldest one under way at the last look are new';
create index name_token_added_in on name_token (added_in);

alter table installation add column names_version bigint not null default 0;
comment on column installation.names_version is
    'goes up whenever names were counted anew or spellings changed: servers then read all of them again';

-- One name as different people write it down. Data, not program: whoever knows a language better mends it,
-- and until somebody of the community has reviewed a group it says so.
create table name_spelling (
    name_spelling_id uuid primary key,
    -- whose names they are, in words: "Hmong"
    language text not null,
    -- folded as search folds: lower case, no accents, one word each
    names text[] not null,
    -- who of the community looked at it, in their own words, and when; both null until then
    reviewed_by text,
    reviewed_on date,
    version integer not null default 1,
    recorded_at timestamptz not null default clock_timestamp(),
    recorded_by uuid,
    constraint name_spelling_names check (cardinality(names) between 2 and 24),
    constraint name_spelling_reviewed check ((reviewed_by is null) = (reviewed_on is null))
);
call versioned('name_spelling', 'name_spelling_id');

insert into name_spelling (name_spelling_id, language, names)
select gen_random_uuid(), language, string_to_array(names, ' ')
from (values
    ('Hmong', 'chang cha tsab'),
    ('Hmong', 'cheng tsheej'),
    ('Hmong', 'chue tswb'),
    ('Hmong', 'fang faj'),
    ('Hmong', 'hang ham'),
    ('Hmong', 'her herr hawj'),
    ('Hmong', 'khang khab'),
    ('Hmong', 'kong koo'),
    ('Hmong', 'kue kwm'),
    ('Hmong', 'lee ly lis'),
    ('Hmong', 'lor lo lauj'),
    ('Hmong', 'moua mua muas'),
    ('Hmong', 'phang phab'),
    ('Hmong', 'thao thor thoj'),
    ('Hmong', 'vang vaj'),
    ('Hmong', 'vue vu vwj'),
    ('Hmong', 'xiong xyooj'),
    ('Hmong', 'yang yaj'),
    ('Hmong', 'kou kub'),
    ('Hmong', 'mai maiv'),
    ('Hmong', 'pao pov'),
    ('Hmong', 'tou tub'),
    ('Hmong', 'xeng xeeb'),
    ('Somali', 'abdi cabdi'),
    ('Somali', 'abdirahman cabdiraxmaan abdurahman abdurrahman'),
    ('Somali', 'abdullahi cabdullaahi abdulahi abdillahi'),
    ('Somali', 'abukar abuukar'),
    ('Somali', 'adan aden aadan'),
    ('Somali', 'ahmed axmed ahmad'),
    ('Somali', 'aisha caasha aysha asha'),
    ('Somali', 'ali cali aly'),
    ('Somali', 'amina aamina amino aamino'),
    ('Somali', 'ayan ayaan'),
    ('Somali', 'fartun fartuun'),
    ('Somali', 'fatima faduma fadumo faadumo fatuma'),
    ('Somali', 'farah faarax'),
    ('Somali', 'halima xaliimo halimo xalimo'),
    ('Somali', 'hamdi xamdi'),
    ('Somali', 'hassan xasan hasan'),
    ('Somali', 'hawa xaawo hawo'),
    ('Somali', 'hodan hodaan'),
    ('Somali', 'hussein xuseen husein hussain'),
    ('Somali', 'ibrahim ibraahim ebrahim'),
    ('Somali', 'ismail ismaaciil ismael'),
    ('Somali', 'jama jaamac'),
    ('Somali', 'khadija khadiijo khadijo'),
    ('Somali', 'khadra khadro'),
    ('Somali', 'mariam maryan maryam maryama'),
    ('Somali', 'mohamed mohammed muhammad maxamed mahamed'),
    ('Somali', 'mohamud mohamoud maxamuud'),
    ('Somali', 'nur nuur noor'),
    ('Somali', 'omar cumar umar'),
    ('Somali', 'osman cusmaan usman'),
    ('Somali', 'said saciid saeed'),
    ('Somali', 'warsame warsamee'),
    ('Somali', 'yasin yaasiin yassin'),
    ('Somali', 'yusuf yuusuf yousuf'),
    ('Somali', 'zahra sahra saahra zara'),
    ('Karen', 'htoo too htu'),
    ('Karen', 'hser ser'),
    ('Karen', 'paw pau'),
    ('Karen', 'moo mu'),
    ('Karen', 'eh ehh'),
    ('Karen', 'wah wa'),
    ('Anishinaabe and Dakota', 'migizi migiizi'),
    ('Anishinaabe and Dakota', 'makwa mukwa'),
    ('Anishinaabe and Dakota', 'waabigwan wabigwan'),
    ('Anishinaabe and Dakota', 'waase wase'),
    ('Anishinaabe and Dakota', 'winona winuna wenonah'),
    ('Anishinaabe and Dakota', 'mahpiya makhpiya'),
    ('Spanish', 'gonzalez gonzales'),
    ('Spanish', 'rodriguez rodrigues'),
    ('Spanish', 'hernandez hernandes'),
    ('Spanish', 'fernandez fernandes'),
    ('Spanish', 'jimenez gimenez ximenez'),
    ('Spanish', 'chavez chaves'),
    ('Spanish', 'cortez cortes'),
    ('Spanish', 'velasquez velazquez'),
    ('Spanish', 'vasquez vazquez'),
    ('Spanish', 'yesenia jessenia llesenia'),
    ('Spanish', 'xochitl sochil'),
    ('English', 'sean shawn shaun'),
    ('English', 'jeffrey geoffrey jeffery'),
    ('English', 'katherine catherine kathryn katharine'),
    ('English', 'kristin christine kristen')
) as list (language, names);

-- How people are reached, and the cards by which they are known.

-- A phone number, an email address, or a place or person through whom somebody is found.
create table client_contact_detail (
    client_contact_detail_id uuid primary key,
    client_id uuid not null references client,
    -- 'phone', 'email', 'other'
    kind text not null,
    -- as it is shown
    value text not null,
    -- the last ten digits of a phone number, by which it is found
    digits text,
    -- when or how to use it; never about other people by name
    note text,
    -- the one to try first
    preferred boolean not null default false,
    version integer not null default 1,
    recorded_at timestamptz not null default clock_timestamp(),
    recorded_by uuid default nullif(current_setting('threshold.actor', true), '')::uuid,
    constraint client_contact_detail_kind check (kind in ('phone', 'email', 'other')),
    constraint client_contact_detail_digits check (
        (kind = 'phone') = (digits is not null) and digits ~ '^[0-9]{10}$'),
    -- the same detail is kept once
    constraint client_contact_detail_once unique (client_id, kind, value)
);
-- Ten digits, and the seven that somebody remembers.
create index client_contact_detail_digits on client_contact_detail (digits) where digits is not null;
create index client_contact_detail_seven on client_contact_detail (right(digits, 7)) where digits is not null;
call versioned('client_contact_detail', 'client_contact_detail_id');

-- What an alias is. A scan card's number stands in hmis_id without a source, in small letters without spaces and
-- hyphens: it is found by the index of retired ids, and one number names one person.
alter table client_alias add column kind text;
comment on column client_alias.kind is
    'retired_id: the id of a merged record; name: another name; card: the number of a scan card, in hmis_id';

-- Rows of before, without a new version of each.
alter table client_alias disable trigger user;
update client_alias set kind = case when name is null then 'retired_id' else 'name' end;
alter table client_alias enable trigger user;

-- Whoever says nothing writes a retired id or a name.
create function client_alias_kind() returns trigger language plpgsql as $$
begin
    new.kind := coalesce(new.kind, case when new.name is null then 'retired_id' else 'name' end);
    return new;
end
$$;
create trigger client_alias_kind before insert on client_alias
    for each row execute function client_alias_kind();

alter table client_alias alter column kind set not null;
alter table client_alias add constraint client_alias_kind check (
    kind in ('retired_id', 'name', 'card')
    and (kind = 'name') = (name is not null)
    and (kind <> 'card' or source_id is null));

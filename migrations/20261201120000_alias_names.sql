-- Other names of people who were found: few have one, and the rest of the table is retired ids and cards.
create index client_alias_names on client_alias (client_id) where name is not null;

-- An export that is older than what is known: kept as received, and it replaces nothing.

alter table import_row add column late boolean not null default false;
comment on column import_row.late is
    'a row of a later export stands for this id: kept as received, superseded from the start, not typed';

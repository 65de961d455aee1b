-- Whoever acts is recorded on new rows without being named in every insert: the transaction knows.
do $$
declare
    versioned record;
begin
    for versioned in
        select c.table_name
        from information_schema.columns c
        join information_schema.tables t using (table_schema, table_name)
        where c.table_schema = 'public' and c.column_name = 'recorded_by' and t.table_type = 'BASE TABLE'
            and c.table_name <> 'history'
    loop
        execute format(
            'alter table %I alter column recorded_by set default nullif(current_setting(''threshold.actor'', true), '''')::uuid',
            versioned.table_name);
    end loop;
end
$$;

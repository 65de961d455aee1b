-- Columns whose names ran two words of HUD's into one: the words apart, as hmis_csv::spec::snake_case
-- names every column. What they hold stays what the tables say of it.

create temporary table renamed (
    table_name text not null,
    old_name text not null,
    new_name text not null
);
insert into renamed (table_name, old_name, new_name) values
    ('enrollment', 'previous_street_essh', 'previous_street_es_sh'),
    ('enrollment', 'date_to_street_essh', 'date_to_street_es_sh'),
    ('enrollment', 'dependent_under6', 'dependent_under_6'),
    ('enrollment', 'hh5_plus', 'hh_5_plus'),
    ('current_living_situation', 'clssubsidy_type', 'cls_subsidy_type'),
    ('current_living_situation', 'leave_situation14_days', 'leave_situation_14_days'),
    ('current_living_situation', 'lease_own60_day', 'lease_own_60_day'),
    ('event', 'prob_sol_div_rrresult', 'prob_sol_div_rr_result'),
    ('event', 'location_crisis_or_phhousing', 'location_crisis_or_ph_housing');

do $$
declare
    one record;
begin
    for one in select * from renamed loop
        execute format('alter table %I rename column %I to %I', one.table_name, one.old_name, one.new_name);
    end loop;
end
$$;

-- Versions that were recorded under the old names.
update history
set body = (
    select jsonb_object_agg(coalesce(renamed.new_name, field.key), field.value)
    from jsonb_each(history.body) as field (key, value)
    left join renamed on renamed.table_name = history.entity and renamed.old_name = field.key)
where exists (
    select from renamed where renamed.table_name = history.entity and history.body ? renamed.old_name);

drop table renamed;

-- 17 is stored as 17, not as 17.0000000000000000.
update list_entry set score = trim_scale(score) where score is not null;

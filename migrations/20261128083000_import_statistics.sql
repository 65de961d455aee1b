-- What the planner needs to know while an import runs.

-- An import writes thousands of rows of a source and joins them in the same transaction. The statistics are
-- from before: of a source that is new they say "no rows", and each join over it is planned as a loop over
-- all of its rows. Only the owner of a table may bring its statistics up to date, so this is the one thing
-- that threshold_app does in the owner's name. The columns are those by which an import joins and filters.
create function analyze_imported(step text) returns void language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
    case step
        when 'rows' then
            analyze raw_row (source_id, file_number, import_id, hmis_id, superseded_by);
        when 'places' then
            analyze hmis_author (source_id, hmis_id), organization (source_id, hmis_id),
                project (source_id, hmis_id, organization_id, project_type),
                project_coc (source_id, hmis_id, project_id);
        when 'people' then
            analyze client (source_id, hmis_id);
        when 'households' then
            analyze household (source_id, hmis_id, project_id);
        when 'stays' then
            analyze enrollment (source_id, hmis_id, client_id, project_id, household_id, entry_date, exit_on);
        when 'exits' then
            analyze exit (source_id, hmis_id, enrollment_id, written_here), enrollment (exit_on);
        when 'assessments' then
            analyze assessment (source_id, hmis_id, enrollment_id);
        when 'records' then
            analyze current_living_situation (source_id, hmis_id, enrollment_id),
                assessment_question (source_id, hmis_id, assessment_id),
                assessment_result (source_id, hmis_id, assessment_id),
                event (source_id, hmis_id, enrollment_id);
    end case;
end
$$;
comment on function analyze_imported(text) is
    'brings the statistics of tables up to date that a step of an import filled';
revoke execute on function analyze_imported(text) from public;
grant execute on function analyze_imported(text) to threshold_app;

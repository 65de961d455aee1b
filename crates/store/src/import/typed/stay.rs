//! People, their stays and how those ended.

use super::super::source::Planner;
use super::super::stage::number;
use crate::{Result, Tx};
use hmis_csv::FileKind;

/// Writes them, parents first; returns how many.
pub(super) async fn write(tx: &mut Tx, source: i16, planner: Planner) -> Result<u64> {
    let mut written = clients(tx, source).await?;
    planner.wrote(tx, "people").await?;
    households(tx, source).await?;
    planner.wrote(tx, "households").await?;
    written += enrollments(tx, source).await?;
    planner.wrote(tx, "stays").await?;
    owners(tx, source).await?;
    // An exit that moved leaves its place to the next one: again until nothing moves.
    loop {
        let moved = exits(tx, source).await?;
        if moved == 0 {
            break;
        }
        written += moved;
    }
    planner.wrote(tx, "exits").await?;
    Ok(written)
}

/// 3.01 to 3.07. A new person belongs to the organization of their earliest stay.
async fn clients(tx: &mut Tx, source: i16) -> Result<u64> {
    let written = sqlx::query!(
        r#"
        with owner as (
            -- the organization of the person's earliest stay
            select distinct on (s.client_ref) s.client_ref, p.organization_id
            from import_row s
            join project p on p.source_id = $1 and p.hmis_id = s.project_ref
            where s.file_number = $3 and not s.withheld and not s.deleted and (s.data ->> 'entry_date') is not null
            order by s.client_ref, s.data ->> 'entry_date', s.hmis_id
        )
        insert into client
            (client_id, source_id, hmis_id, owning_organization_id, hashed, ssn_sealed, ssn_hash, ssn_last4_hash,
             first_name, middle_name, last_name, name_suffix, name_data_quality, ssn_data_quality, dob,
             dob_data_quality, sex, am_ind_ak_native, asian, black_af_american, hispanic_latinao, mid_east_n_african,
             native_hi_pacific, white, race_none, additional_race_ethnicity, veteran_status, source_created_at,
             source_updated_at, author_id, record_hash, written_here)
        select r.row_id, $1, r.hmis_id, owner.organization_id, coalesce(v.hashed, false), v.ssn_sealed, v.ssn_hash,
            v.ssn_last4_hash, v.first_name, v.middle_name, v.last_name, v.name_suffix, coalesce(v.name_data_quality,
            99), coalesce(v.ssn_data_quality, 99), v.dob, coalesce(v.dob_data_quality, 99), v.sex, v.am_ind_ak_native,
            v.asian, v.black_af_american, v.hispanic_latinao, v.mid_east_n_african, v.native_hi_pacific, v.white,
            v.race_none, v.additional_race_ethnicity, coalesce(v.veteran_status, 99), v.source_created_at,
            v.source_updated_at, a.author_id, r.record_hash, false
        from import_row r
        cross join lateral jsonb_populate_record(null::client, r.data) v
        left join owner on owner.client_ref = r.hmis_id
        left join hmis_author a on a.source_id = $1 and a.hmis_id = r.author_ref
        where r.file_number = $2 and r.typeable
        on conflict (source_id, hmis_id) do update set
            hashed = excluded.hashed,
            ssn_sealed = excluded.ssn_sealed,
            ssn_hash = excluded.ssn_hash,
            ssn_last4_hash = excluded.ssn_last4_hash,
            first_name = excluded.first_name,
            middle_name = excluded.middle_name,
            last_name = excluded.last_name,
            name_suffix = excluded.name_suffix,
            name_data_quality = excluded.name_data_quality,
            ssn_data_quality = excluded.ssn_data_quality,
            dob = excluded.dob,
            dob_data_quality = excluded.dob_data_quality,
            sex = excluded.sex,
            am_ind_ak_native = excluded.am_ind_ak_native,
            asian = excluded.asian,
            black_af_american = excluded.black_af_american,
            hispanic_latinao = excluded.hispanic_latinao,
            mid_east_n_african = excluded.mid_east_n_african,
            native_hi_pacific = excluded.native_hi_pacific,
            white = excluded.white,
            race_none = excluded.race_none,
            additional_race_ethnicity = excluded.additional_race_ethnicity,
            veteran_status = excluded.veteran_status,
            source_created_at = excluded.source_created_at,
            source_updated_at = excluded.source_updated_at,
            author_id = excluded.author_id,
            record_hash = excluded.record_hash
        where not client.written_here and client.record_hash is distinct from excluded.record_hash
        "#,
        source,
        number(FileKind::Client),
        number(FileKind::Enrollment),
    )
    .execute(&mut **tx)
    .await?;
    Ok(written.rows_affected())
}

/// A HouseholdID within a project; a stay without one is a household of its own.
async fn households(tx: &mut Tx, source: i16) -> Result<()> {
    sqlx::query!(
        r#"
        insert into household (household_id, source_id, hmis_id, project_id)
        select distinct on (named.hmis_id, p.project_id) r.row_id, $1, named.hmis_id, p.project_id
        from import_row r
        cross join lateral (select coalesce(r.household_ref, replace(r.row_id::text, '-', '')) as hmis_id) named
        join client c on c.source_id = $1 and c.hmis_id = r.client_ref
        join project p on p.source_id = $1 and p.hmis_id = r.project_ref
        left join enrollment known on known.source_id = $1 and known.hmis_id = r.hmis_id
        where r.file_number = $2 and r.typeable and (r.data ->> 'entry_date') is not null
            and (known.enrollment_id is null or r.household_ref is not null and not known.written_here)
        order by named.hmis_id, p.project_id, r.line
        on conflict (source_id, hmis_id, project_id) do nothing
        "#,
        source,
        number(FileKind::Enrollment),
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// 3.10 to 3.917. A stay without client, project or readable entry date is kept raw only.
async fn enrollments(tx: &mut Tx, source: i16) -> Result<u64> {
    let written = sqlx::query!(
        r#"
        insert into enrollment
            (enrollment_id, source_id, hmis_id, client_id, project_id, household_id, entry_date, relationship_to_hoh,
             enrollment_coc, living_situation, rental_subsidy_type, length_of_stay, los_under_threshold,
             previous_street_es_sh, date_to_street_es_sh, times_homeless_past_three_years,
             months_homeless_past_three_years, disabling_condition, date_of_engagement, move_in_date,
             date_of_path_status, client_enrolled_in_path, reason_not_enrolled, percent_ami, referral_source,
             count_outreach_referral_approaches, date_of_bcp_status, eligible_for_rhy, reason_no_services,
             runaway_youth, former_ward_child_welfare, child_welfare_years, child_welfare_months,
             former_ward_juvenile_justice, juvenile_justice_years, juvenile_justice_months, unemployment_fam,
             mental_health_disorder_fam, physical_disability_fam, alcohol_drug_use_disorder_fam, insufficient_income,
             incarcerated_parent, vamc_station, target_screen_reqd, time_to_housing_loss, annual_percent_ami,
             literal_homeless_history, client_leaseholder, hoh_leaseholder, subsidy_at_risk, eviction_history,
             criminal_record, incarcerated_adult, prison_discharge, sex_offender, disabled_hoh, current_pregnant,
             single_parent, dependent_under_6, hh_5_plus, coc_prioritized, hp_screening_score, threshold_score,
             mental_health_consultation, source_created_at, source_updated_at, author_id, record_hash, written_here)
        select r.row_id, $1, r.hmis_id, coalesce(c.merged_into, c.client_id), p.project_id,
            coalesce(h.household_id, known.household_id),
            v.entry_date, v.relationship_to_hoh, v.enrollment_coc, v.living_situation, v.rental_subsidy_type,
            v.length_of_stay, v.los_under_threshold, v.previous_street_es_sh, v.date_to_street_es_sh,
            v.times_homeless_past_three_years, v.months_homeless_past_three_years, v.disabling_condition,
            v.date_of_engagement, v.move_in_date, v.date_of_path_status, v.client_enrolled_in_path,
            v.reason_not_enrolled, v.percent_ami, v.referral_source, v.count_outreach_referral_approaches,
            v.date_of_bcp_status, v.eligible_for_rhy, v.reason_no_services, v.runaway_youth,
            v.former_ward_child_welfare, v.child_welfare_years, v.child_welfare_months,
            v.former_ward_juvenile_justice, v.juvenile_justice_years, v.juvenile_justice_months, v.unemployment_fam,
            v.mental_health_disorder_fam, v.physical_disability_fam, v.alcohol_drug_use_disorder_fam,
            v.insufficient_income, v.incarcerated_parent, v.vamc_station, v.target_screen_reqd,
            v.time_to_housing_loss, v.annual_percent_ami, v.literal_homeless_history, v.client_leaseholder,
            v.hoh_leaseholder, v.subsidy_at_risk, v.eviction_history, v.criminal_record, v.incarcerated_adult,
            v.prison_discharge, v.sex_offender, v.disabled_hoh, v.current_pregnant, v.single_parent,
            v.dependent_under_6, v.hh_5_plus, v.coc_prioritized, v.hp_screening_score, v.threshold_score,
            v.mental_health_consultation, v.source_created_at, v.source_updated_at, a.author_id, r.record_hash, false
        from import_row r
        cross join lateral jsonb_populate_record(null::enrollment, r.data) v
        join client c on c.source_id = $1 and c.hmis_id = r.client_ref
        join project p on p.source_id = $1 and p.hmis_id = r.project_ref
        left join enrollment known on known.source_id = $1 and known.hmis_id = r.hmis_id
        left join household h on h.source_id = $1 and h.project_id = p.project_id
            and h.hmis_id = coalesce(r.household_ref, replace(r.row_id::text, '-', ''))
        left join hmis_author a on a.source_id = $1 and a.hmis_id = r.author_ref
        where r.file_number = $2 and r.typeable and v.entry_date is not null
            and coalesce(h.household_id, known.household_id) is not null
        on conflict (source_id, hmis_id) do update set
            client_id = excluded.client_id,
            project_id = excluded.project_id,
            household_id = excluded.household_id,
            entry_date = excluded.entry_date,
            relationship_to_hoh = excluded.relationship_to_hoh,
            enrollment_coc = excluded.enrollment_coc,
            living_situation = excluded.living_situation,
            rental_subsidy_type = excluded.rental_subsidy_type,
            length_of_stay = excluded.length_of_stay,
            los_under_threshold = excluded.los_under_threshold,
            previous_street_es_sh = excluded.previous_street_es_sh,
            date_to_street_es_sh = excluded.date_to_street_es_sh,
            times_homeless_past_three_years = excluded.times_homeless_past_three_years,
            months_homeless_past_three_years = excluded.months_homeless_past_three_years,
            disabling_condition = excluded.disabling_condition,
            date_of_engagement = excluded.date_of_engagement,
            move_in_date = excluded.move_in_date,
            date_of_path_status = excluded.date_of_path_status,
            client_enrolled_in_path = excluded.client_enrolled_in_path,
            reason_not_enrolled = excluded.reason_not_enrolled,
            percent_ami = excluded.percent_ami,
            referral_source = excluded.referral_source,
            count_outreach_referral_approaches = excluded.count_outreach_referral_approaches,
            date_of_bcp_status = excluded.date_of_bcp_status,
            eligible_for_rhy = excluded.eligible_for_rhy,
            reason_no_services = excluded.reason_no_services,
            runaway_youth = excluded.runaway_youth,
            former_ward_child_welfare = excluded.former_ward_child_welfare,
            child_welfare_years = excluded.child_welfare_years,
            child_welfare_months = excluded.child_welfare_months,
            former_ward_juvenile_justice = excluded.former_ward_juvenile_justice,
            juvenile_justice_years = excluded.juvenile_justice_years,
            juvenile_justice_months = excluded.juvenile_justice_months,
            unemployment_fam = excluded.unemployment_fam,
            mental_health_disorder_fam = excluded.mental_health_disorder_fam,
            physical_disability_fam = excluded.physical_disability_fam,
            alcohol_drug_use_disorder_fam = excluded.alcohol_drug_use_disorder_fam,
            insufficient_income = excluded.insufficient_income,
            incarcerated_parent = excluded.incarcerated_parent,
            vamc_station = excluded.vamc_station,
            target_screen_reqd = excluded.target_screen_reqd,
            time_to_housing_loss = excluded.time_to_housing_loss,
            annual_percent_ami = excluded.annual_percent_ami,
            literal_homeless_history = excluded.literal_homeless_history,
            client_leaseholder = excluded.client_leaseholder,
            hoh_leaseholder = excluded.hoh_leaseholder,
            subsidy_at_risk = excluded.subsidy_at_risk,
            eviction_history = excluded.eviction_history,
            criminal_record = excluded.criminal_record,
            incarcerated_adult = excluded.incarcerated_adult,
            prison_discharge = excluded.prison_discharge,
            sex_offender = excluded.sex_offender,
            disabled_hoh = excluded.disabled_hoh,
            current_pregnant = excluded.current_pregnant,
            single_parent = excluded.single_parent,
            dependent_under_6 = excluded.dependent_under_6,
            hh_5_plus = excluded.hh_5_plus,
            coc_prioritized = excluded.coc_prioritized,
            hp_screening_score = excluded.hp_screening_score,
            threshold_score = excluded.threshold_score,
            mental_health_consultation = excluded.mental_health_consultation,
            source_created_at = excluded.source_created_at,
            source_updated_at = excluded.source_updated_at,
            author_id = excluded.author_id,
            record_hash = excluded.record_hash
        where not enrollment.written_here and enrollment.record_hash is distinct from excluded.record_hash
        "#,
        source,
        number(FileKind::Enrollment),
    )
    .execute(&mut **tx)
    .await?;
    Ok(written.rows_affected())
}

/// A person whose first stay came later than the person.
async fn owners(tx: &mut Tx, source: i16) -> Result<()> {
    sqlx::query!(
        r#"
        update client
        set owning_organization_id = first.organization_id
        from (
            select distinct on (e.client_id) e.client_id, p.organization_id
            from enrollment e
            join project p using (project_id)
            join import_row r on r.file_number = $2 and r.typeable and r.hmis_id = e.hmis_id
            where e.source_id = $1
            order by e.client_id, e.entry_date, e.enrollment_id) first
        where client.client_id = first.client_id and client.owning_organization_id is null
        "#,
        source,
        number(FileKind::Enrollment),
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// 3.11 and 3.12. One exit a stay: another one, from here or from there, stays as it is. Returns how many
/// were written.
async fn exits(tx: &mut Tx, source: i16) -> Result<u64> {
    let written = sqlx::query!(
        r#"
        insert into exit
            (exit_id, source_id, hmis_id, enrollment_id, exit_date, destination, destination_subsidy_type,
             other_destination, housing_assessment, subsidy_information, project_completion_status, early_exit_reason,
             exchange_for_sex, exchange_for_sex_past_three_months, count_of_exchange_for_sex,
             asked_or_forced_to_exchange_for_sex, asked_or_forced_to_exchange_for_sex_past_three_months,
             workplace_violence_threats, workplace_promise_difference, coerced_to_continue_work,
             labor_exploit_past_three_months, counseling_received, individual_counseling, family_counseling,
             group_counseling, session_count_at_exit, post_exit_counseling_plan, sessions_in_plan,
             destination_safe_client, destination_safe_worker, pos_adult_connections, pos_peer_connections,
             pos_community_connections, aftercare_date, aftercare_provided, email_social_media, telephone,
             in_person_individual, in_person_group, cm_exit_reason, source_created_at, source_updated_at, author_id,
             record_hash, written_here)
        select distinct on (e.enrollment_id) r.row_id, $1, r.hmis_id, e.enrollment_id, v.exit_date, v.destination, v.destination_subsidy_type,
            v.other_destination, v.housing_assessment, v.subsidy_information, v.project_completion_status,
            v.early_exit_reason, v.exchange_for_sex, v.exchange_for_sex_past_three_months,
            v.count_of_exchange_for_sex, v.asked_or_forced_to_exchange_for_sex,
            v.asked_or_forced_to_exchange_for_sex_past_three_months, v.workplace_violence_threats,
            v.workplace_promise_difference, v.coerced_to_continue_work, v.labor_exploit_past_three_months,
            v.counseling_received, v.individual_counseling, v.family_counseling, v.group_counseling,
            v.session_count_at_exit, v.post_exit_counseling_plan, v.sessions_in_plan, v.destination_safe_client,
            v.destination_safe_worker, v.pos_adult_connections, v.pos_peer_connections, v.pos_community_connections,
            v.aftercare_date, v.aftercare_provided, v.email_social_media, v.telephone, v.in_person_individual,
            v.in_person_group, v.cm_exit_reason, v.source_created_at, v.source_updated_at, a.author_id, r.record_hash,
            false
        from import_row r
        cross join lateral jsonb_populate_record(null::exit, r.data) v
        join enrollment e on e.source_id = $1 and e.hmis_id = r.enrollment_ref
        left join hmis_author a on a.source_id = $1 and a.hmis_id = r.author_ref
        where r.file_number = $2 and r.typeable and v.exit_date is not null
            and not exists (
                select from exit other
                where other.enrollment_id = e.enrollment_id and (other.source_id, other.hmis_id) <> ($1, r.hmis_id))
        order by e.enrollment_id, r.line
        on conflict (source_id, hmis_id) do update set
            enrollment_id = excluded.enrollment_id,
            exit_date = excluded.exit_date,
            destination = excluded.destination,
            destination_subsidy_type = excluded.destination_subsidy_type,
            other_destination = excluded.other_destination,
            housing_assessment = excluded.housing_assessment,
            subsidy_information = excluded.subsidy_information,
            project_completion_status = excluded.project_completion_status,
            early_exit_reason = excluded.early_exit_reason,
            exchange_for_sex = excluded.exchange_for_sex,
            exchange_for_sex_past_three_months = excluded.exchange_for_sex_past_three_months,
            count_of_exchange_for_sex = excluded.count_of_exchange_for_sex,
            asked_or_forced_to_exchange_for_sex = excluded.asked_or_forced_to_exchange_for_sex,
            asked_or_forced_to_exchange_for_sex_past_three_months = excluded.asked_or_forced_to_exchange_for_sex_past_three_months,
            workplace_violence_threats = excluded.workplace_violence_threats,
            workplace_promise_difference = excluded.workplace_promise_difference,
            coerced_to_continue_work = excluded.coerced_to_continue_work,
            labor_exploit_past_three_months = excluded.labor_exploit_past_three_months,
            counseling_received = excluded.counseling_received,
            individual_counseling = excluded.individual_counseling,
            family_counseling = excluded.family_counseling,
            group_counseling = excluded.group_counseling,
            session_count_at_exit = excluded.session_count_at_exit,
            post_exit_counseling_plan = excluded.post_exit_counseling_plan,
            sessions_in_plan = excluded.sessions_in_plan,
            destination_safe_client = excluded.destination_safe_client,
            destination_safe_worker = excluded.destination_safe_worker,
            pos_adult_connections = excluded.pos_adult_connections,
            pos_peer_connections = excluded.pos_peer_connections,
            pos_community_connections = excluded.pos_community_connections,
            aftercare_date = excluded.aftercare_date,
            aftercare_provided = excluded.aftercare_provided,
            email_social_media = excluded.email_social_media,
            telephone = excluded.telephone,
            in_person_individual = excluded.in_person_individual,
            in_person_group = excluded.in_person_group,
            cm_exit_reason = excluded.cm_exit_reason,
            source_created_at = excluded.source_created_at,
            source_updated_at = excluded.source_updated_at,
            author_id = excluded.author_id,
            record_hash = excluded.record_hash
        where not exit.written_here and exit.record_hash is distinct from excluded.record_hash
        "#,
        source,
        number(FileKind::Exit),
    )
    .execute(&mut **tx)
    .await?;
    Ok(written.rows_affected())
}

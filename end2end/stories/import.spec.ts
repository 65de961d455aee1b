// From an HMIS CSV export to a household off the list: the operator's two commands, then a new user's first day.
import { writeFileSync } from 'node:fs';
import { daysAgo } from '../fixtures/days.ts';
import { answerExit, saveExit } from '../fixtures/exit.ts';
import { hmisExport } from '../fixtures/export.ts';
import { expect, test } from '../fixtures/test.ts';
import { threshold } from '../fixtures/threshold.ts';

// Each project imports a Continuum of Care of its own, since all share one database.
const places: Record<string, { coc: string; last: string }> = {
  desktop: { coc: 'XX-501', last: 'Brackwater' },
  tablet: { coc: 'XX-502', last: 'Glasswort' },
  nojs: { coc: 'XX-503', last: 'Tamarindo' },
};

/** One Coordinated Entry project, and a parent with a child on its list for 60 days. */
function exported(key: string, coc: string, last: string): Buffer {
  const updated = { DateCreated: '2026-01-05 09:00:00', DateUpdated: '2026-01-05 09:00:00', UserID: 'u1' };
  const person = (id: string, first: string, born: string) => ({
    PersonalID: id, FirstName: first, LastName: last, NameDataQuality: '1', SSNDataQuality: '99',
    DOB: born, DOBDataQuality: '1', Sex: '0', White: '1', VeteranStatus: '0', ...updated,
  });
  const stay = (id: string, client: string, relationship: string) => ({
    EnrollmentID: id, PersonalID: client, ProjectID: 'p1', EntryDate: daysAgo(60), HouseholdID: 'h1',
    RelationshipToHoH: relationship, EnrollmentCoC: coc, LivingSituation: '116', ...updated,
  });
  return hmisExport({
    Export: [{
      ExportID: `e2e-${key}`, SourceType: '1', SourceID: coc, SourceName: `Story on ${key}`,
      ExportDate: `${daysAgo(1)} 08:00:00`, ExportStartDate: daysAgo(400), ExportEndDate: daysAgo(1),
      SoftwareName: 'Threshold', SoftwareVersion: '1', CSVVersion: '2026 v1.0', ExportPeriodType: '3',
      ExportDirective: '2', HashStatus: '1', ImplementationID: `e2e-${key}`,
    }],
    User: [{ UserID: 'u1', UserFirstName: 'Imke', UserLastName: 'Aldous' }],
    Organization: [{
      OrganizationID: 'o1', OrganizationName: organization(key), VictimServiceProvider: '0', ...updated,
    }],
    Project: [{
      ProjectID: 'p1', OrganizationID: 'o1', ProjectName: `Fernhollow Coordinated Entry ${key}`,
      OperatingStartDate: '2020-01-01', ContinuumProject: '1', ProjectType: '14', ...updated,
    }],
    ProjectCoC: [{ ProjectCoCID: 'pc1', ProjectID: 'p1', CoCCode: coc, Geocode: '270000', ...updated }],
    Client: [person('c1', 'Ottoline', '1988-04-17'), person('c2', 'Percival', '2019-08-02')],
    Enrollment: [stay('e1', 'c1', '1'), stay('e2', 'c2', '2')],
  });
}

function organization(key: string): string {
  return `Fernhollow Housing ${key}`;
}

test('an imported household is found, exited, and off its list', async ({
  page, db, hydrated, axe, javaScriptEnabled,
}, testInfo) => {
  const scripted = javaScriptEnabled !== false;
  const key = testInfo.project.name;
  const { coc, last } = places[key];
  const name = `Ottoline ${last}`;

  // The operator: an import, and an account for all that the imported list needs.
  const file = testInfo.outputPath('export.zip');
  writeFileSync(file, exported(key, coc, last));
  expect(threshold('import', file)).toContain('Imported from');
  const email = `imke.${key}@agency.example`;
  const made = threshold(
    'user', 'add', '--email', email, '--name', 'Imke Aldous',
    '--workgroup', 'priority-list-manager', '--all-ce-organizations',
  );
  expect(made).toContain(`Priority List Manager for ${organization(key)}`);
  const oneTime = /shown this once: (\S+)/.exec(made)?.[1] ?? '';

  // The user: a password of their own, the agreement, and for whom they act.
  await page.goto('/sign-in');
  await hydrated(page);
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password').fill(oneTime);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Choose a new password');
  await hydrated(page);
  await page.getByLabel('Current password').fill(oneTime);
  await page.getByLabel('New password', { exact: true }).fill('wintergreen-kettle-7');
  await page.getByLabel('New password again').fill('wintergreen-kettle-7');
  await axe(page);
  await page.getByRole('button', { name: 'Save the password' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('User agreement');
  await hydrated(page);
  await axe(page);
  await page.getByRole('button', { name: 'I have read this and accept it' }).click();
  await expect(page.getByRole('button', { name: 'Settings' })).toBeVisible();

  await page.goto('/clients');
  await hydrated(page);
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByLabel('Workgroup').selectOption('Priority List Managers');
  await page.getByLabel('Organization', { exact: true }).selectOption(organization(key));
  await page.getByRole('button', { name: 'Apply' }).click();
  await expect(page.locator('#acting-as')).toHaveText(`Priority List Manager for ${organization(key)}`);

  // The household stands on the list of the imported Continuum of Care.
  const [list] = db(`select list_authority_id as id from list_authority where name = :'coc'`, { coc });
  await page.goto(`/priority-list?list=${list.id}`);
  await hydrated(page);
  await expect(page.getByRole('link', { name, exact: true })).toBeVisible();

  // Found by name, exited from the enrollment's menu.
  await page.goto('/clients');
  await hydrated(page);
  const box = page.getByLabel('Find a client');
  await box.fill(`${last} Ottoline`);
  await page.getByRole('button', { name: 'Search clients' }).click();
  await expect(page).toHaveURL(/\/clients\?search=[0-9a-f-]{36}$/);
  const [client] = db(`select client_id as id from client where first_name = 'Ottoline' and last_name = :'last'`,
    { last });
  await page.locator(`a[href="/clients/${client.id}"]`).first().click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(last);
  await hydrated(page);
  await page.getByRole('button', { name: /^Actions for .*Coordinated Entry/ }).click();
  await page.getByRole('link', { name: 'Exit the Enrollment' }).filter({ visible: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Exit from ${organization(key)}`);
  await hydrated(page);
  await answerExit(page);
  await saveExit(page, scripted);
  await expect(page.getByText(`The household is off the ${coc} Priority List.`)).toBeVisible();
  const act = page.url().split('/').at(-1) ?? '';

  // The tables, the list and the audit tell it.
  const exits = db(`
    select x.destination, x.exit_date::text as exit_on, u.email
    from exit x join app_user u on u.user_id = x.recorded_by where x.act_id = :'act'`, { act });
  expect(exits).toEqual(Array(2).fill({ destination: 435, exit_on: daysAgo(1), email }));
  await page.goto(`/priority-list?list=${list.id}`);
  await hydrated(page);
  await expect(page.getByRole('heading', { level: 1 })).toContainText(coc);
  await expect(page.getByRole('link', { name, exact: true })).toHaveCount(0);
  const audited = db(`
    select workgroup, o.name as organization from audit join organization o using (organization_id)
    where act = 'exit' and detail ->> 'act' = :'act'`, { act });
  expect(audited).toEqual(Array(2).fill({
    workgroup: 'priority_list_manager', organization: organization(key),
  }));
});

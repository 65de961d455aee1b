// Exit the Enrollment: from the list, through the form, off the list, on another screen too.
import type { Locator, Page } from '@playwright/test';
import { daysAgo } from '../fixtures/days.ts';
import { answerExit, saveExit } from '../fixtures/exit.ts';
import { expect, signIn, test, type Account, password } from '../fixtures/test.ts';

const dana: Account = { email: 'dana.lindqvist@demo.example', password };
const maria: Account = { email: 'maria.okafor@demo.example', password };
const sam: Account = { email: 'sam.berg@demo.example', password };
const noor: Account = { email: 'noor.hassan@demo.example', password };

// Each project exits a household of its own, since all share one database.
const households: Record<string, { head: string; last: string; people: number }> = {
  desktop: { head: 'Rosa Martinez', last: 'Martinez', people: 4 },
  tablet: { head: 'Pa Houa Vang', last: 'Vang', people: 5 },
  nojs: { head: 'Fadumo Warsame', last: 'Warsame', people: 3 },
};

function entry(page: Page, head: string): Locator {
  return page.getByRole('row').filter({ has: page.getByRole('link', { name: head, exact: true }) });
}

test('a household leaves the list in one save, on every open screen', async ({
  page, db, hydrated, axe, secondScreen, javaScriptEnabled,
}, testInfo) => {
  const scripted = javaScriptEnabled !== false;
  const { head, last, people } = households[testInfo.project.name];

  // A second person looks at the list.
  const other = await secondScreen();
  await signIn(other, maria);
  await other.goto('/priority-list');
  await expect(entry(other, head)).toBeVisible();
  if (scripted) {
    await hydrated(other);
    await expect(other.locator('html[data-live="on"]')).toBeAttached();
  }

  await signIn(page, dana);
  await page.goto('/priority-list');
  await hydrated(page);
  await expect(page).toHaveTitle('Priority List · Threshold');
  await axe(page);
  await entry(page, head).getByRole('button', { name: `Actions for ${head}` }).click();
  await page.getByRole('link', { name: 'Exit the Enrollment' }).filter({ visible: true }).click();

  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    'Exit from Northwest CoC Coordinated Entry',
  );
  if (scripted) {
    // The heading comes with the server's answer, and takes focus as on every page.
    await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  }
  await hydrated(page);
  const table = page.getByRole('table', { name: 'Who leaves' });
  await expect(table.getByRole('checkbox')).toHaveCount(people);
  for (const box of await table.getByRole('checkbox').all()) {
    await expect(box).toBeChecked();
  }

  // Nothing answered: every error at once, beside its field and in the summary; nothing is lost.
  await page.getByLabel('Exit date', { exact: true }).fill('13/45/2026');
  await page.getByRole('button', { name: 'Save exit' }).click();
  await expect(page.getByRole('alert').getByRole('link')).not.toHaveCount(0);
  await expect(page.getByLabel('Exit date', { exact: true })).toHaveValue('13/45/2026');
  await expect(page.getByLabel('Exit date', { exact: true })).toHaveAttribute('aria-invalid', 'true');
  await axe(page);

  await answerExit(page);
  const region = page.getByRole('region', { name: 'What will happen' });
  if (scripted) {
    await expect(region).toContainText(`${people} people leave the Northwest Priority List`);
  }
  await saveExit(page, scripted, () => (
    expect(region).toContainText(`${people} people leave the Northwest Priority List`)
  ));
  await expect(page.getByText('The household is off the Northwest Priority List.')).toBeVisible();
  expect(page.url()).not.toContain(last);
  await axe(page);

  // The tables tell it.
  const exits = db(`
    select x.destination, x.destination_subsidy_type, x.exit_date::text as exit_on, u.email
    from exit x join enrollment e using (enrollment_id) join project p using (project_id)
    join app_user u on u.user_id = x.recorded_by
    where p.project_type = 14 and x.act_id = :'act'`,
  { act: page.url().split('/').at(-1) ?? '' });
  expect(exits).toHaveLength(people);
  for (const exit of exits) {
    expect(exit).toMatchObject({
      destination: 435, destination_subsidy_type: 439, exit_on: daysAgo(1), email: dana.email,
    });
  }
  const audited = db(`
    select 1 from audit where act = 'exit' and detail ->> 'act' = :'act'`,
  { act: page.url().split('/').at(-1) ?? '' });
  expect(audited).toHaveLength(people);

  // The other screen loses the household by itself; without scripts, when it is loaded again.
  if (!scripted) {
    await other.reload();
  }
  await expect(entry(other, head)).toHaveCount(0);
  if (scripted) {
    await expect(other.getByText('1 household left the list since you opened it.')).toBeVisible();
  }
});

test('a head of household may not leave while others stay', async ({ page, hydrated }) => {
  await signIn(page, dana);
  await page.goto('/priority-list');
  await hydrated(page);
  const first = page.getByRole('row').filter({ hasText: /[2-9] people/ }).first();
  await first.getByRole('button', { name: /^Actions for/ }).click();
  await page.getByRole('link', { name: 'Exit the Enrollment' }).filter({ visible: true }).click();
  await expect(page.getByRole('table', { name: 'Who leaves' })).toBeVisible();
  await hydrated(page);
  await page.getByRole('table', { name: 'Who leaves' }).getByRole('checkbox').last().uncheck();
  await answerExit(page);
  await page.getByRole('button', { name: 'Save exit' }).click();
  await expect(page.getByRole('alert')).toContainText('head of household');
});

test('who does not hold the organization is told why, and may ask', async ({ page, db, hydrated, axe }) => {
  const [row] = db(`
    select e.head_enrollment_id as id from list_entry e join list_authority using (list_authority_id)
    join client c on c.client_id = e.head_client_id
    where name = 'Northwest' and c.sharing = 'all' and not c.protected order by household_id limit 1`);
  await signIn(page, noor);
  await page.goto(`/enrollments/${row.id}/exit`);
  await hydrated(page);
  await expect(page.getByText('You may not be authorized').first()).toBeVisible();
  await expect(page.getByText('Dana Lindqvist')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Save exit' })).toHaveCount(0);
  await axe(page);
  await page.getByRole('link', { name: 'Ask for access' }).first().click();
  await expect(page).toHaveURL(/\/access-requests\/new\?organization=/);
});

/** The exit page of a household that no other story exits. */
const untouched = `
  select e.head_enrollment_id as id, e.size from list_entry e join list_authority using (list_authority_id)
  join client c on c.client_id = e.head_client_id
  where name = 'Northwest' and e.size > 2 and c.last_name not in ('Martinez', 'Vang', 'Warsame')
    and not exists (
      select from enrollment n join client m using (client_id)
      where n.household_id = e.household_id
        and (m.protected or n.intake_unfinished or n.exit_on is not null
          or n.entry_date > current_date - 30))
  order by household_id desc limit 1`;

/** What other stories typed there and did not save. */
const drafts = `delete from draft where kind = 'exit'`;

test('what is typed before the page is alive stays', async ({
  page, db, change, hydrated, javaScriptEnabled,
}) => {
  test.skip(javaScriptEnabled === false, 'there is nothing to wait for without scripts');
  const [row] = db(untouched);
  change(drafts);
  await signIn(page, dana);
  let arrive = () => {};
  const arrived = new Promise<void>((resolve) => { arrive = resolve; });
  await page.route(/\.wasm$/, async (route) => {
    await arrived;
    await route.continue();
  });
  await page.goto(`/enrollments/${row.id}/exit`);
  await page.getByLabel('Exit date', { exact: true }).fill('yesterday');
  await page.getByLabel('Destination', { exact: true })
    .selectOption({ label: 'Rental by client, no ongoing housing subsidy' });
  await page.getByLabel('Reason for leaving the list')
    .selectOption({ label: 'Housed through a Coordinated Entry referral' });
  await page.getByLabel('Note').fill('Keys were handed over.');
  const boxes = page.getByRole('table', { name: 'Who leaves' }).getByRole('checkbox');
  await boxes.last().uncheck();
  arrive();
  await hydrated(page);

  await expect(page.getByLabel('Exit date', { exact: true })).toHaveValue('yesterday');
  await expect(page.getByLabel('Note')).toHaveValue('Keys were handed over.');
  await expect(page.getByLabel('Destination', { exact: true })).toHaveValue('410');
  await expect(boxes.last()).not.toBeChecked();
  await boxes.last().check();
  await expect(page.getByRole('region', { name: 'What will happen' }))
    .toContainText(`${row.size} people leave the Northwest Priority List`);
});

test.describe('with a session that is over', () => {
  test.use({ expected: /status of 401/ });

  test('what is sent after the session ended is sent again by its user', async ({
    page, db, change, hydrated, secondScreen,
  }) => {
    const [row] = db(untouched);
    change(drafts);
    await signIn(page, dana);
    await page.goto(`/enrollments/${row.id}/exit`);
    await hydrated(page);
    await answerExit(page);
    await page.getByLabel('Note').fill('Keys were handed over.');
    // The same user signs in elsewhere.
    await signIn(await secondScreen(), dana);
    await page.getByRole('button', { name: 'Save exit' }).click();
    await expect(page).toHaveURL(/\/sign-in\?back=%2Fheld%2F[0-9a-f-]{36}$/);
    await page.getByLabel('Email').fill(dana.email);
    await page.getByLabel('Password').fill(password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('What you typed is still here');
    await page.getByRole('button', { name: 'Send it again' }).click();
    await expect(page).toHaveURL(/\/exit\/confirm\?draft=[0-9a-f-]{36}$/);
    await expect(page.getByRole('region', { name: 'What will happen' }))
      .toContainText(`${row.size} people leave the Northwest Priority List`);
    const exits = db(`select 1 from exit where enrollment_id = :'id'`, { id: String(row.id) });
    expect(exits).toHaveLength(0);
  });
});

test('an act whose organization is granted but not selected goes on, and says so', async ({
  page, db, hydrated, axe, javaScriptEnabled,
}) => {
  const northwest = 'Northwest CoC Coordinated Entry';
  const chosen = 'HMIS User for Birch Ridge Community Action';
  const [single] = db(`
    select e.head_enrollment_id as id from list_entry e join list_authority using (list_authority_id)
    join client c on c.client_id = e.head_client_id
    where name = 'Northwest' and e.size = 1 and not c.protected and c.sharing = 'all'
      and c.last_name not in ('Whitefeather', 'Bergstrom', 'Halvorsen') and e.on_list_since < current_date - 10
      and (select count(*) from enrollment o join project using (project_id)
        where o.client_id = c.client_id and o.exit_on is null and project_type = 14) = 1
    order by household_id desc limit 1`);
  await signIn(page, sam);
  await page.goto('/clients');
  await hydrated(page);
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByLabel('Workgroup').selectOption('HMIS Users');
  await page.getByLabel('Organization', { exact: true }).selectOption('Birch Ridge Community Action');
  await page.getByRole('button', { name: 'Apply' }).click();
  await expect(page.locator('#acting-as')).toHaveText(chosen);

  await page.goto(`/enrollments/${single.id}/exit`);
  await hydrated(page);
  await expect(page.getByText(new RegExp(`you act as HMIS User.*${northwest}`, 'i'))).toBeVisible();
  await axe(page);
  await answerExit(page);
  await saveExit(page, javaScriptEnabled !== false);

  await expect(page.locator('#acting-as')).toHaveText(chosen);
  const audited = db(`
    select workgroup, o.name as organization from audit join organization o using (organization_id)
    where act = 'exit' and detail ->> 'act' = :'act'`,
  { act: page.url().split('/').at(-1) ?? '' });
  expect(audited).toEqual([{ workgroup: 'hmis_user', organization: northwest }]);
});

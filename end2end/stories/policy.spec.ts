// A list's policy is edited by those who keep it: told before, in force at once, kept with history.
import type { Page } from '@playwright/test';
import { expect, signIn, test, type Account, password } from '../fixtures/test.ts';

function demo(name: string): Account {
  return { email: `${name}@demo.example`, password };
}

type Db = (query: string, values?: Record<string, string>) => Record<string, unknown>[];

/** The list authority's id. */
function list(db: Db, name: string): string {
  return String(db(`select list_authority_id as id from list_authority where name = :'name'`, { name })[0].id);
}

/** What is in force, as the table holds it. */
function inForce(db: Db, name: string): Record<string, unknown> {
  const [row] = db(`select policy_in_force(:'id', current_date) as body`, { id: list(db, name) });
  return row.body as Record<string, unknown>;
}

/** Looks at what will change, and saves it. */
async function save(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'See what will change' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('What will change');
  await page.getByRole('button', { name: 'Save policy' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Policy saved' })).toBeVisible();
}

test('a manager changes guidance and reasons, and the exit page follows', async ({
  page, db, hydrated, axe,
}, testInfo) => {
  // Words of this project's run, since all share one database.
  const reason = `Moved in with friends for good (${testInfo.project.name})`;
  const paragraph = `Call twice before noon (${testInfo.project.name}).`;
  const [household] = db(`
    select e.head_enrollment_id as id from list_entry e join list_authority using (list_authority_id)
    join client c on c.client_id = e.head_client_id
    where name = 'Northwest' and c.sharing = 'all' and not c.protected order by household_id limit 1`);

  await signIn(page, demo('dana.lindqvist'));
  await page.getByRole('link', { name: 'Policies' }).click();
  // There is one list to edit: it opens by itself.
  await expect(page).toHaveURL(/\/policies\/[0-9a-f-]{36}$/);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Policy of the Northwest Priority List');
  await hydrated(page);
  await axe(page);

  const details = page.getByLabel(/^Details/);
  const before = await details.inputValue();
  await details.fill(`${before}\n\n${paragraph}`);
  const row = page.getByRole('row').filter({ has: page.getByPlaceholder('A new reason') }).first();
  await row.getByLabel(/^Order of/).fill('15');
  await row.getByLabel(/^Reason:/).fill(reason);
  await row.getByLabel(/counts as$/).selectOption('Housed');
  await page.getByRole('button', { name: 'See what will change' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('What will change');
  expect(page.url()).not.toContain('Moved');
  const plan = page.getByRole('region', { name: 'In the policy, from today' });
  await expect(plan).toContainText(`New reason “${reason}”: counts as Housed.`);
  await expect(plan).toContainText('Guidance has ');
  await expect(plan).toContainText('No household’s standing changes.');
  await hydrated(page);
  await axe(page);
  await page.getByRole('button', { name: 'Save policy' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Policy saved' })).toBeVisible();

  await page.goto(`/enrollments/${household.id}/exit`);
  await expect(page.getByLabel('Reason for leaving the list').getByRole('option', { name: reason }))
    .toBeAttached();
  await expect(page.getByText(paragraph)).toBeAttached();

  await page.getByRole('link', { name: 'Policies' }).click();
  await page.getByRole('link', { name: 'History' }).click();
  const latest = page.getByRole('list', { name: 'Versions' }).getByRole('listitem').first();
  await expect(latest.getByRole('heading')).toHaveText('Dana Lindqvist');
  await expect(latest).toContainText(`New reason “${reason}”`);
  await hydrated(page);
  await axe(page);

  // As it was, but for the code of a reason that nobody is offered any more.
  await page.getByRole('link', { name: 'Policy of the Northwest Priority List' }).click();
  await expect(page.getByLabel(/^Details/)).toHaveValue(`${before}\n\n${paragraph}`);
  await hydrated(page);
  await page.getByLabel(/^Details/).fill(before);
  await page.getByLabel(`${reason} is offered`).uncheck();
  await save(page);
  const reasons = inForce(db, 'Northwest').removal_reasons as { label: string; retired: boolean }[];
  expect(reasons.find(({ label }) => label === reason)).toMatchObject({ retired: true });
});

test('what cannot be saved is said beside its field, and nothing typed is lost', async ({
  page, db, hydrated, axe,
}) => {
  await signIn(page, demo('dana.lindqvist'));
  await page.goto(`/policies/${list(db, 'Northwest')}`);
  await hydrated(page);
  await page.getByLabel('Inactive after days without contact').fill('ten');
  await page.getByLabel('Summary').fill('');
  await page.getByLabel('Title of link 1').fill('How we exit');
  await page.getByLabel('Address of link 1').fill('example.org/exits');
  await page.getByRole('button', { name: 'See what will change' }).click();

  const summary = page.getByRole('alert');
  await expect(summary.getByRole('link')).toHaveCount(3);
  await expect(summary).toBeFocused();
  await expect(page).toHaveURL(/\?draft=[0-9a-f-]{36}$/);
  await expect(page.getByLabel('Inactive after days without contact')).toHaveValue('ten');
  await expect(page.getByLabel('Inactive after days without contact'))
    .toHaveAccessibleDescription(/Enter a number from 30 to 365/);
  await expect(page.getByLabel('Title of link 1')).toHaveValue('How we exit');
  await hydrated(page);
  await axe(page);
  await summary.getByRole('link', { name: /Say in one or two sentences/ }).click();
  await expect(page.getByLabel('Summary')).toBeFocused();
});

test('effects on households are told before, and a second manager is told of the first', async ({
  page, db, hydrated, secondScreen,
}) => {
  await signIn(page, demo('dana.lindqvist'));
  const path = `/policies/${list(db, 'Northwest')}`;
  await page.goto(path);
  const second = await secondScreen();
  await signIn(second, demo('two.coc'));
  // Twyla manages two lists.
  await second.getByRole('link', { name: 'Policies' }).click();
  await second.getByRole('link', { name: 'Northwest Priority List' }).click();
  await expect(second.getByRole('heading', { level: 1 })).toHaveText('Policy of the Northwest Priority List');

  await hydrated(page);
  await page.getByLabel(/^Assessor is reminded/).fill('20');
  await page.getByLabel('Inactive after days without contact').fill('30');
  await page.getByRole('button', { name: 'See what will change' }).click();
  await expect(page.getByText(/^\d+ households?: Inactive instead of Ranked\.$/)).toBeVisible();
  await page.getByRole('link', { name: 'Back to the form' }).click();
  await expect(page.getByLabel('Inactive after days without contact')).toHaveValue('30');
  await page.getByLabel('Inactive after days without contact').fill('90');
  await save(page);

  await hydrated(second);
  await second.getByLabel('Referral is acknowledged within working days').fill('9');
  await second.getByRole('button', { name: 'See what will change' }).click();
  const told = second.getByRole('alert');
  await expect(told).toContainText('the policy changed while you were typing');
  await expect(told).toContainText('Dana Lindqvist saved another version');
  await expect(told).toContainText('reminded after 20 days');
  await expect(second.getByLabel('Referral is acknowledged within working days')).toHaveValue('9');
  expect(inForce(db, 'Northwest')).toMatchObject({ nudge_after_days: 20, acknowledge_within_days: 3 });

  await page.getByLabel(/^Assessor is reminded/).fill('60');
  await save(page);
  expect(inForce(db, 'Northwest')).toMatchObject({ nudge_after_days: 60, inactive_after_days: 90 });
});

test('an administrator edits every list, others none', async ({
  page, db, hydrated, axe, secondScreen,
}) => {
  const id = list(db, 'West Central');
  await signIn(page, demo('ada.nygaard'));
  await page.getByRole('link', { name: 'Policies' }).click();
  await hydrated(page);
  await expect(page.getByRole('table', { name: 'Policies' }).getByRole('row')).not.toHaveCount(1);
  await axe(page);
  for (const days of ['5', '3']) {
    await page.goto(`/policies/${id}`);
    await page.getByLabel('Referral is acknowledged within working days').fill(days);
    await save(page);
    expect(inForce(db, 'West Central')).toMatchObject({ acknowledge_within_days: Number(days) });
  }
  expect(db(`
    select 1 from audit join app_user using (user_id)
    where act = 'policy_saved' and subject_id = :'id' and workgroup = 'administrator'`, { id }).length)
    .toBeGreaterThanOrEqual(2);

  const second = await secondScreen();
  await signIn(second, demo('sam.berg'));
  await expect(second.getByRole('link', { name: 'Policies' })).toHaveCount(0);
  for (const path of ['', '/history', '/changes']) {
    const answer = await second.request.get(`/policies/${id}${path}`);
    expect(answer.status(), path).toBe(404);
    expect(await answer.text()).not.toContain('West Central');
  }
  const sent = await second.request.post('/api/policies/check', {
    headers: { accept: 'text/html', 'sec-fetch-site': 'same-origin' },
    form: { 'form[list]': id, 'form[summary]': 'Mine now.' },
  });
  expect(sent.url()).toContain('/problem/404');
});

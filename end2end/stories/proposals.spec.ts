// What facts propose waits for the manager: several are looked at and saved together, one is set aside, one amended.
import type { Page } from '@playwright/test';
import { confirmation, saveExit } from '../fixtures/exit.ts';
import { expect, signIn, test, type Account, type Row, password } from '../fixtures/test.ts';

const dana: Account = { email: 'dana.lindqvist@demo.example', password };

/** Households of Northwest that no other story is about and no proposal is made for. */
const untouched = `
  select e.head_enrollment_id as id, e.household_id as household,
    c.first_name || ' ' || c.last_name as head
  from list_entry e join list_authority using (list_authority_id)
  join client c on c.client_id = e.head_client_id
  where name = 'Northwest' and c.last_name not in ('Martinez', 'Vang', 'Warsame')
    and e.on_list_since < current_date - 30
    and not exists (select from proposal p where p.household_id = e.household_id)
    and not exists (select from exit_act a where a.household_id = e.household_id)
    and not exists (
      select from enrollment n join client m using (client_id) join project o using (project_id)
      where n.household_id = e.household_id
        and (m.protected or n.intake_unfinished or n.exit_on is not null or n.entry_date > current_date - 30
          or exists (select from enrollment h join project q using (project_id)
            where h.client_id = n.client_id and q.project_type <> 14)))
  order by household_id offset 3`;

/** Another agency houses the head, who shares: it enrolled them, and they moved in five days ago. */
const housed = `
  update client set sharing = 'all'
  where client_id = (select client_id from enrollment where enrollment_id = :'id');
  with home as (
    insert into household (household_id, source_id, hmis_id, project_id)
    select gen_random_uuid(), p.source_id, replace(gen_random_uuid()::text, '-', ''), p.project_id
    from project p join organization o using (organization_id)
    where p.project_type = 13 and not o.victim_service_provider and p.operating_end_date is null
    order by p.project_id limit 1
    returning household_id, source_id, project_id)
  insert into enrollment (enrollment_id, source_id, hmis_id, client_id, project_id, household_id, entry_date,
    move_in_date, relationship_to_hoh)
  select gen_random_uuid(), home.source_id, replace(gen_random_uuid()::text, '-', ''), e.client_id,
    home.project_id, home.household_id, current_date - 12, current_date - 5, 1
  from home, enrollment e where e.enrollment_id = :'id';
  update list_entry set examined = false where head_enrollment_id = :'id';
  insert into outbox (topic, payload)
  select 'list', jsonb_build_object('kind', 'list', 'list', list_authority_id, 'households', '[]'::jsonb)
  from list_entry where head_enrollment_id = :'id'`;

function row(page: Page, household: Row) {
  return page.getByRole('row').filter({ hasText: `${household.head}` }).filter({ hasText: 'Moved in at' });
}

/** Opens the queue when the job has looked at what changed. */
async function queue(page: Page, households: Row[], hydrated: (page: Page) => Promise<void>) {
  await expect(async () => {
    await page.goto('/work-queue?kind=moved_in');
    for (const household of households) {
      await expect(row(page, household)).toBeVisible({ timeout: 500 });
    }
  }).toPass({ timeout: 20_000 });
  await hydrated(page);
}

const exits = (household: Row) => `
  select x.exit_date::text as day, x.destination, x.act_id as act from exit x join enrollment e using (enrollment_id)
  where e.household_id = '${household.household}'`;

test('several proposed exits are looked at together, saved one by one, and undone alone', async ({
  page, db, change, hydrated, axe,
}) => {
  const [one, two] = db(untouched);
  change(housed, { id: String(one.id) });
  change(housed, { id: String(two.id) });
  await signIn(page, dana);
  await queue(page, [one, two], hydrated);
  await axe(page);

  // Nothing ticked is nothing to look at.
  await page.getByRole('button', { name: 'Look at the selected ones' }).click();
  await expect(page.getByText('Tick the households that you want to look at')).toBeVisible();
  await page.goto('/work-queue?kind=moved_in');
  await hydrated(page);
  for (const household of [one, two]) {
    await row(page, household).getByRole('checkbox', { name: `Select ${household.head}` }).check();
  }
  await page.getByRole('button', { name: 'Look at the selected ones' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('What will happen: 2 exits');
  await hydrated(page);
  for (const household of [one, two]) {
    await expect(page.getByRole('listitem').filter({ hasText: `${household.head}, Northwest Priority List` }))
      .toContainText('Rental by client, with ongoing housing subsidy');
    expect(db(exits(household)), 'nothing happens before it is saved').toHaveLength(0);
  }
  await axe(page);
  const box = page.getByRole('checkbox', { name: 'I have looked at all of it: save all the same' });
  if (await box.isVisible()) {
    await box.check();
  }
  await page.getByRole('button', { name: 'Save 2 exits' }).click();
  await expect(page).toHaveURL(/\/work-queue\/taking\/[0-9a-f-]{36}$/);
  await expect(page.getByText('All 2 are saved.')).toBeVisible();
  await hydrated(page);
  await axe(page);
  for (const household of [one, two]) {
    const found = db(exits(household));
    expect(found.length).toBeGreaterThan(0);
    expect(found.every((exit) => exit.destination === 435)).toBe(true);
    expect(db(`select 1 from list_entry where household_id = '${household.household}'`)).toHaveLength(0);
    expect(db(`select state from proposal where household_id = '${household.household}'`))
      .toEqual([{ state: 'taken' }]);
  }

  await page.getByRole('link', { name: `Undo the exit of ${one.head}` }).click();
  await page.getByRole('button', { name: 'Undo exit' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Exit undone');
  expect(db(exits(one))).toHaveLength(0);
  expect(db(exits(two)).length).toBeGreaterThan(0);
  await page.goto('/work-queue');
  await page.getByRole('link', { name: 'What you took together last' }).click();
  const undone = page.getByRole('row').filter({ hasText: String(one.head) });
  await expect(undone).toContainText('Undone');
});

test('a proposal is set aside, with a reason, and stays away', async ({ page, db, change, hydrated, axe }) => {
  const [household] = db(untouched);
  change(housed, { id: String(household.id) });
  await signIn(page, dana);
  await queue(page, [household], hydrated);
  await row(page, household).getByRole('button', { name: `Actions for ${household.head}` }).click();
  await page.getByRole('link', { name: 'Set aside' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Set a proposal aside');
  await hydrated(page);
  await axe(page);
  await page.getByLabel('Why the household stays on the list').fill('Transfers to a larger unit next month.');
  await page.getByRole('button', { name: 'Set aside' }).click();
  await expect(page.getByText('Set aside: it comes back only when the facts change')).toBeVisible();
  await expect(row(page, household)).toHaveCount(0);
  const found = db(`select state, reason from proposal where household_id = '${household.household}'`);
  expect(found).toEqual([{ state: 'set_aside', reason: 'Transfers to a larger unit next month.' }]);
  // The job looks again, and proposes nothing on the same facts.
  change(`update list_entry set examined = false where household_id = :'id'`, { id: String(household.household) });
  change(`insert into outbox (topic, payload)
    select 'list', jsonb_build_object('kind', 'list', 'list', list_authority_id, 'households', '[]'::jsonb)
    from list_entry where household_id = :'id'`, { id: String(household.household) });
  await expect.poll(() => db(`select examined from list_entry where household_id = '${household.household}'`))
    .toEqual([{ examined: true }]);
  expect(db(`select state from proposal where household_id = '${household.household}'`))
    .toEqual([{ state: 'set_aside' }]);
});

test('a proposal is amended in the exit form', async ({
  page, db, change, hydrated, javaScriptEnabled,
}) => {
  const [household] = db(untouched);
  change(housed, { id: String(household.id) });
  await signIn(page, dana);
  await queue(page, [household], hydrated);
  await row(page, household).getByRole('button', { name: `Actions for ${household.head}` }).click();
  await page.getByRole('link', { name: 'Open the exit form' }).click();
  await hydrated(page);
  await expect(page.getByLabel('Destination', { exact: true })).toHaveValue('435');
  await page.getByLabel('Exit date', { exact: true }).fill('yesterday');
  await saveExit(page, javaScriptEnabled !== false);
  expect(await confirmation(page).count()).toBe(0);
  const found = db(`select state, act_id from proposal where household_id = '${household.household}'`);
  expect(found).toEqual([{ state: 'taken', act_id: db(exits(household))[0].act }]);
});

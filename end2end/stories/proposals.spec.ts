// What facts propose waits for the manager: several are looked at and saved together, one is set aside, one amended.
import type { Page } from '@playwright/test';
import { daysAgo } from '../fixtures/days.ts';
import { saveExit } from '../fixtures/exit.ts';
import type { Made } from '../fixtures/household.ts';
import { expect, signIn, test, type Account, password } from '../fixtures/test.ts';

const dana: Account = { email: 'dana.lindqvist@demo.example', password };

/** A project of another agency that houses with a subsidy. */
const HOUSING = `
  select project_id as project, p.name
  from project p join organization o using (organization_id)
  where p.project_type = 13 and not o.victim_service_provider and p.operating_end_date is null
  order by project_id limit 1`;

/** The job looks at the household again, as after every change that the product makes. */
const LOOK = `
  update list_entry set examined = false where household_id = :'id';
  insert into outbox (topic, payload)
  select 'list', jsonb_build_object('kind', 'list', 'list', list_authority_id, 'households', '[]'::jsonb)
  from list_entry where household_id = :'id'`;

/** A household of two, and the other agency has housed its head: it enrolled them, and they moved in a day later. */
const scene = test.extend<{ moved: (first: string) => Made }>({
  moved: async ({ db, change, household, housed }, use) => {
    await use((first) => {
      const made = household('Kestrelson', [{ first, relation: 1 }, { first: `${first}-Bo`, relation: 2 }]);
      housed(made.people[0].client, String(db(HOUSING)[0].project), 9);
      change(LOOK, { id: made.id });
      return made;
    });
  },
});

const nameOf = (made: Made) => made.people[0].name;

function row(page: Page, made: Made) {
  return page.getByRole('row').filter({ hasText: nameOf(made) }).filter({ hasText: 'Moved in at' });
}

/** Opens the queue when the job has looked at what changed. */
async function queue(page: Page, households: Made[], hydrated: (page: Page) => Promise<void>) {
  await expect(async () => {
    await page.goto('/work-queue?kind=moved_in');
    for (const household of households) {
      await expect(row(page, household)).toBeVisible({ timeout: 500 });
    }
  }).toPass({ timeout: 20_000 });
  await hydrated(page);
}

const EXITS = `
  select x.exit_date::text as day, x.destination, x.act_id as act
  from exit x join enrollment e using (enrollment_id) where e.household_id = :'id'`;
const STATE = `select state, reason, act_id as act from proposal where household_id = :'id'`;
const ENTRY = `select examined from list_entry where household_id = :'id'`;

scene('several proposed exits are looked at together, saved one by one, and undone alone', async ({
  page, db, moved, hydrated, axe,
}) => {
  const households = [moved('Ada'), moved('Cy')];
  const [one, two] = households;
  await signIn(page, dana);
  await queue(page, households, hydrated);
  await axe(page);

  // Nothing ticked is nothing to look at.
  await page.getByRole('button', { name: 'Look at the selected ones' }).click();
  await expect(page.getByText('Tick the households that you want to look at')).toBeVisible();
  await page.goto('/work-queue?kind=moved_in');
  await hydrated(page);
  for (const made of households) {
    await row(page, made).getByRole('checkbox', { name: `Select ${nameOf(made)}` }).check();
  }
  await page.getByRole('button', { name: 'Look at the selected ones' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('What will happen: 2 exits');
  await hydrated(page);
  for (const made of households) {
    await expect(page.getByRole('listitem').filter({ hasText: `${nameOf(made)}, Northwest Priority List` }))
      .toContainText('Rental by client, with ongoing housing subsidy');
    expect(db(EXITS, { id: made.id }), 'nothing happens before it is saved').toHaveLength(0);
  }
  await axe(page);
  await page.getByRole('button', { name: 'Save 2 exits' }).click();
  await expect(page).toHaveURL(/\/work-queue\/taking\/[0-9a-f-]{36}$/);
  await expect(page.getByText('All 2 are saved.')).toBeVisible();
  await hydrated(page);
  await axe(page);
  for (const made of households) {
    const exits = db(EXITS, { id: made.id });
    expect(exits.map((exit) => [exit.day, exit.destination])).toEqual(
      made.people.map(() => [daysAgo(8), 435]),
    );
    expect(db(ENTRY, { id: made.id })).toHaveLength(0);
    expect(db(STATE, { id: made.id })).toEqual([{ state: 'taken', reason: null, act: exits[0].act }]);
  }

  await page.getByRole('link', { name: `Undo the exit of ${nameOf(one)}` }).click();
  await page.getByRole('button', { name: 'Undo exit' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Exit undone');
  expect(db(EXITS, { id: one.id })).toHaveLength(0);
  expect(db(EXITS, { id: two.id })).toHaveLength(2);
  await page.goto('/work-queue');
  await page.getByRole('link', { name: 'What you took together last' }).click();
  const undone = page.getByRole('row').filter({ hasText: nameOf(one) });
  await expect(undone).toContainText('Undone');
});

scene('a proposal is set aside, with a reason, and stays away', async ({ page, db, change, moved, hydrated, axe }) => {
  const made = moved('Eske');
  await signIn(page, dana);
  await queue(page, [made], hydrated);
  await row(page, made).getByRole('button', { name: `Actions for ${nameOf(made)}` }).click();
  await page.getByRole('link', { name: 'Set aside' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Set a proposal aside');
  await hydrated(page);
  await axe(page);
  const reason = 'Transfers to a larger unit next month.';
  await page.getByLabel('Why the household stays on the list').fill(reason);
  await page.getByRole('button', { name: 'Set aside' }).click();
  await expect(page.getByText('Set aside: it comes back only when the facts change')).toBeVisible();
  await expect(row(page, made)).toHaveCount(0);
  expect(db(STATE, { id: made.id })).toEqual([{ state: 'set_aside', reason, act: null }]);
  // The job looks again, and proposes nothing on the same facts.
  change(LOOK, { id: made.id });
  await expect.poll(() => db(ENTRY, { id: made.id })).toEqual([{ examined: true }]);
  expect(db(STATE, { id: made.id })).toHaveLength(1);
});

scene('a proposal is amended in the exit form, by keyboard alone', async ({
  page, db, moved, hydrated, javaScriptEnabled,
}) => {
  const made = moved('Finja');
  await signIn(page, dana);
  await queue(page, [made], hydrated);
  await row(page, made).getByRole('button', { name: `Actions for ${nameOf(made)}` }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('link', { name: 'Open the exit form' })).toBeVisible();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/exit\?suggestion=/);
  await hydrated(page);
  await expect(page.getByLabel('Destination', { exact: true })).toHaveValue('435');
  await page.getByLabel('Exit date', { exact: true }).fill('yesterday');
  await saveExit(page, javaScriptEnabled !== false);
  const exits = db(EXITS, { id: made.id });
  expect(exits.map((exit) => exit.day)).toEqual([daysAgo(1), daysAgo(1)]);
  expect(db(STATE, { id: made.id })).toEqual([{ state: 'taken', reason: null, act: exits[0].act }]);
});

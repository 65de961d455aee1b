// Who may not exit a household suggests it: the manager approves, amends or declines, and the person is told.
import type { Page } from '@playwright/test';
import { answerExit, confirmWarnings, confirmation } from '../fixtures/exit.ts';
import { expect, signIn, test, type Account, password } from '../fixtures/test.ts';

const dana: Account = { email: 'dana.lindqvist@demo.example', password };
const ken: Account = { email: 'ken.thao@demo.example', password };

/** A household of Northwest that shelter staff work with from now on. */
const untouched = `
  select e.head_enrollment_id as id, e.household_id as household, e.size,
    c.first_name || ' ' || c.last_name as head
  from list_entry e join list_authority using (list_authority_id)
  join client c on c.client_id = e.head_client_id
  where name = 'Northwest' and e.size = 2 and c.last_name not in ('Martinez', 'Vang', 'Warsame')
    and not exists (
      select from enrollment n join client m using (client_id)
      where n.household_id = e.household_id
        and (m.protected or n.intake_unfinished or n.exit_on is not null
          or n.entry_date > current_date - 30))
  order by household_id desc limit 1`;

const assign = `
  insert into case_assignment (case_assignment_id, household_id, user_id, role, from_on)
  select gen_random_uuid(), :'household', user_id, 'navigator', current_date - 5
  from app_user where email = 'ken.thao@demo.example'`;

/** Fills in the exit page of a household and sends it as a suggestion. */
async function suggest(page: Page, id: unknown, scripted: boolean, hydrated: (page: Page) => Promise<void>) {
  await page.goto(`/enrollments/${id}/exit`);
  await hydrated(page);
  await expect(page.getByText('You suggest this exit')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Save exit' })).toHaveCount(0);
  await answerExit(page);
  if (scripted) {
    await confirmWarnings(page);
  }
  await page.getByRole('button', { name: 'Suggest exit' }).click();
  if (!scripted) {
    await expect(page).toHaveURL(/\/exit\/confirm\?draft=/);
    await confirmWarnings(page);
    await page.getByRole('button', { name: 'Suggest exit' }).click();
  }
  await expect(page.getByText('Your suggestion was sent to the Priority List Manager')).toBeVisible();
}

test('an exit is suggested, approved, and told', async ({
  page, db, change, hydrated, axe, secondScreen, javaScriptEnabled,
}) => {
  const scripted = javaScriptEnabled !== false;
  const [row] = db(untouched);
  change(assign, { household: String(row.household) });
  await signIn(page, ken);
  await suggest(page, row.id, scripted, hydrated);
  await axe(page);
  const exits = () => db(`
    select x.act_id, u.email from exit x join enrollment e using (enrollment_id)
    join app_user u on u.user_id = x.recorded_by where household_id = :'id'`,
  { id: String(row.household) });
  expect(exits(), 'nothing happens before somebody decides').toHaveLength(0);

  const other = await secondScreen();
  await signIn(other, dana);
  await other.goto('/work-queue');
  await hydrated(other);
  const card = other.getByRole('listitem').filter({
    has: other.getByRole('heading', { name: `${row.head}, Northwest Priority List` }),
  });
  await expect(card).toContainText('2 people leave the Northwest Priority List');
  await axe(other);
  if (await confirmation(card).isVisible()) {
    await confirmation(card).check();
  }
  await card.getByRole('button', { name: `Approve the exit of ${row.head}` }).click();
  await expect(other.getByRole('heading', { level: 1 })).toHaveText('Exit saved');
  const saved = exits();
  expect(saved.map((exit) => exit.email)).toEqual([dana.email, dana.email]);

  await page.goto('/work-queue');
  await expect(page.getByRole('listitem').filter({ hasText: 'Approved' }).first())
    .toContainText('Dana Lindqvist approved it.');
});

test('a suggestion is declined with a reason', async ({
  page, db, change, hydrated, secondScreen, javaScriptEnabled,
}) => {
  const [row] = db(untouched);
  change(assign, { household: String(row.household) });
  await signIn(page, ken);
  await suggest(page, row.id, javaScriptEnabled !== false, hydrated);

  const other = await secondScreen();
  await signIn(other, dana);
  await other.goto('/work-queue');
  await hydrated(other);
  const card = other.getByRole('listitem').filter({
    has: other.getByRole('heading', { name: `${row.head}, Northwest Priority List` }),
  });
  await card.getByText('Decline', { exact: false }).first().click();
  await card.getByLabel('Reason, shown to the person').fill('They are still at the shelter.');
  await card.getByRole('button', { name: `Decline the exit of ${row.head}` }).click();
  await expect(other.getByText('Declined: the person is told why')).toBeVisible();
  expect(db(`select 1 from list_entry where household_id = :'id'`, { id: String(row.household) }))
    .toHaveLength(1);

  await page.goto('/work-queue');
  await expect(page.getByRole('listitem').filter({ hasText: 'Declined' }).first())
    .toContainText('They are still at the shelter.');
});

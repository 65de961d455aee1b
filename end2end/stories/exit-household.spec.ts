// The exit at depth: a new head of household, warnings that are confirmed, undo, the sheet, a clear case in a few presses.
import type { Page } from '@playwright/test';
import { daysAgo } from '../fixtures/days.ts';
import { answerExit, confirmation, saveExit } from '../fixtures/exit.ts';
import { expect, signIn, test, type Account, password } from '../fixtures/test.ts';

const dana: Account = { email: 'dana.lindqvist@demo.example', password };

/** A household of Northwest with several people that no other story is about; `which` adds a condition. */
function household(which: string): string {
  return `
    select e.head_enrollment_id as id, e.household_id as household, e.size, c.client_id as client
    from list_entry e join list_authority using (list_authority_id)
    join client c on c.client_id = e.head_client_id
    where name = 'Northwest' and c.last_name not in ('Martinez', 'Vang', 'Warsame')
      and not exists (
        select from enrollment n join client m using (client_id)
        where n.household_id = e.household_id
          and (m.protected or n.intake_unfinished or n.exit_on is not null
            or n.entry_date > current_date - 30))
      and ${which}
    order by household_id limit 1`;
}

async function open(page: Page, id: unknown): Promise<void> {
  await page.goto(`/enrollments/${id}/exit`);
}

test('a head of household leaves, another member takes the place, and all of it is undone', async ({
  page, db, hydrated, axe, javaScriptEnabled,
}) => {
  const scripted = javaScriptEnabled !== false;
  const [row] = db(household('e.size > 2'));
  const relations = () => db(`
    select enrollment_id as id, relationship_to_hoh as relation, entry_date::text as entered,
      exit_on::text as left
    from enrollment where household_id = :'id' order by enrollment_id`, { id: String(row.household) });
  const before = relations();

  await signIn(page, dana);
  await open(page, row.id);
  await hydrated(page);
  const boxes = page.getByRole('table', { name: 'Who leaves' }).getByRole('checkbox');
  for (const box of (await boxes.all()).slice(1)) {
    await box.uncheck();
  }
  await answerExit(page);
  // Nobody is named yet: the question stands where the household does.
  await page.getByRole('button', { name: 'Save exit' }).click();
  await expect(page.getByRole('alert')).toContainText('name who becomes the head of household');
  const head = page.getByLabel('Head of household', { exact: true });
  await expect(head).toHaveAttribute('aria-invalid', 'true');
  await axe(page);
  const names = await head.locator('option').allTextContents();
  const next = names[2];
  await head.selectOption({ label: next });

  const region = page.getByRole('region', { name: 'What will happen' });
  const told = async () => {
    await expect(region).toContainText(`${next} is the head of household, from the household’s start on`);
    await expect(region).toContainText('on the Northwest Priority List');
  };
  if (scripted) {
    await told();
  }
  await saveExit(page, scripted, told);
  await expect(page.getByText('The household stays on the Northwest Priority List.')).toBeVisible();
  await expect(page.getByText(`${next} is the head of household.`)).toBeVisible();
  await axe(page);

  const after = relations();
  expect(after.map((one) => one.entered), 'entry dates never change').toEqual(before.map((one) => one.entered));
  expect(after.filter((one) => one.relation === 1), 'one head').toHaveLength(1);
  expect(after.filter((one) => one.left !== null).map((one) => one.left)).toEqual([daysAgo(1)]);
  const [place] = db(`select head_enrollment_id as head, size from list_entry where household_id = :'id'`, {
    id: String(row.household),
  });
  expect(place).toEqual({ head: after.find((one) => one.relation === 1)?.id, size: Number(row.size) - 1 });

  // Taken back: everything as it was.
  await page.getByRole('link', { name: 'Undo' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Undo an exit');
  await expect(region).toContainText('Relationships to the head of household are as before.');
  await axe(page);
  await page.getByRole('button', { name: 'Undo exit' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Exit undone');
  expect(relations()).toEqual(before);
  const audited = db(`select distinct act from audit where detail ->> 'act' = :'act' order by act`, {
    act: page.url().split('/').at(-1) ?? '',
  });
  expect(audited.map((line) => line.act)).toEqual(['exit', 'exit_undone', 'relationship_changed']);
});

test('what warns is listed by name and confirmed once', async ({
  page, db, hydrated, axe, javaScriptEnabled,
}) => {
  const scripted = javaScriptEnabled !== false;
  const [row] = db(household(`e.size = 2 and e.on_list_since < current_date - 60
    and not exists (select from event ev join enrollment n using (enrollment_id)
      where n.household_id = e.household_id)`));
  await signIn(page, dana);
  await open(page, row.id);
  await hydrated(page);
  const day = daysAgo(45);
  await page.getByLabel('Exit date', { exact: true }).fill(day);
  await page.getByLabel('Destination', { exact: true }).selectOption({ label: 'No exit interview completed' });
  await page.getByLabel('Reason for leaving the list').selectOption({ label: 'Could not be reached' });
  await page.getByRole('button', { name: 'Save exit' }).click();

  const group = page.getByRole('group', { name: 'Look at this before you save' });
  await expect(group).toContainText('45 days ago.');
  await expect(group).toContainText('counts as a missing destination for');
  const exits = () => db(`
    select x.act_id from exit x join enrollment using (enrollment_id) where household_id = :'id'`,
  { id: String(row.household) });
  if (scripted) {
    await expect(confirmation(page)).toBeFocused();
    await expect(group).toContainText('Confirm this, or change your answers.');
    await axe(page);
    // Another date is another warning: what was confirmed counts for nothing.
    await confirmation(page).check();
    await page.getByLabel('Exit date', { exact: true }).fill(daysAgo(46));
    await expect(confirmation(page)).not.toBeChecked();
    await page.getByLabel('Exit date', { exact: true }).fill(day);
  } else {
    await axe(page);
    await page.getByRole('button', { name: 'Save exit' }).click();
    await expect(page).toHaveURL(/\/exit\/confirm\?draft=/);
  }
  expect(exits()).toHaveLength(0);
  await confirmation(page).check();
  await page.getByRole('button', { name: 'Save exit' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Exit saved');
  expect(exits()).toHaveLength(2);
  const [act] = db(`select confirmed from exit_act where act_id = :'act'`, {
    act: page.url().split('/').at(-1) ?? '',
  });
  expect(JSON.stringify(act.confirmed)).toContain('ExitLongAgo');
  expect(JSON.stringify(act.confirmed)).toContain('DestinationUnknown');

  // What the client takes along.
  await page.getByRole('link', { name: 'Sheet for the client' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    'About your place on the Northwest Priority List',
  );
  for (const part of ['What was recorded', 'What it means', 'Whom to ask']) {
    await expect(page.getByRole('heading', { name: part })).toBeVisible();
  }
  await expect(page.getByText(/^Dana Lindqvist, .*\(Northwest CoC Coordinated Entry\)$/)).toBeVisible();
  await axe(page);
});

test('a death is recorded for that person alone', async ({ page, db, hydrated, javaScriptEnabled }) => {
  const scripted = javaScriptEnabled !== false;
  const [row] = db(household('e.size = 3'));
  await signIn(page, dana);
  await open(page, row.id);
  await hydrated(page);
  const boxes = page.getByRole('table', { name: 'Who leaves' }).getByRole('checkbox');
  await page.getByLabel('Exit date', { exact: true }).fill('yesterday');
  await page.getByLabel('Destination', { exact: true }).selectOption({ label: 'Deceased' });
  await page.getByRole('button', { name: 'Save exit' }).click();
  await expect(page.getByRole('alert').first()).toContainText('Deceased is recorded for one person at a time');
  await boxes.nth(0).uncheck();
  await boxes.nth(1).uncheck();
  await saveExit(page, scripted);
  await expect(page.getByText('The household stays on the Northwest Priority List.')).toBeVisible();
  const exits = db(`
    select destination, removal_class from exit join enrollment using (enrollment_id)
    where household_id = :'id'`, { id: String(row.household) });
  expect(exits).toEqual([{ destination: 24, removal_class: 'deceased' }]);
});

test('a clear case takes six presses at most', async ({ page, db, change, hydrated, javaScriptEnabled }) => {
  test.skip(javaScriptEnabled === false, 'without scripts a second page says what will happen');
  const [row] = db(household('e.size = 4'));
  // The provider enrolls the household, and it moves in; the head shares.
  change(`
    with shared as (
      update client set sharing = 'all' where client_id = :'client' returning client_id),
    home as (
      insert into household (household_id, source_id, hmis_id, project_id)
      select gen_random_uuid(), d.source_id, gen_random_uuid()::text, p.project_id
      from data_source d
      cross join lateral (
        select project_id from project where project_type = 3 order by project_id limit 1) p
      where implementation_id = 'threshold'
      returning household_id, source_id, project_id)
    insert into enrollment (enrollment_id, source_id, hmis_id, client_id, project_id, household_id, entry_date,
      relationship_to_hoh, move_in_date)
    select gen_random_uuid(), source_id, gen_random_uuid()::text, client_id, project_id, household_id,
      current_date - 3, 1, current_date - 2
    from home, shared`, { client: String(row.client) });

  await signIn(page, dana);
  await page.goto(`/clients/${row.client}`);
  await hydrated(page);
  let presses = 0;
  const press = async (act: Promise<void>) => {
    await act;
    presses += 1;
  };
  const own = page.getByRole('row').filter({ hasText: 'Northwest CoC Coordinated Entry' })
    .filter({ hasText: 'Open' });
  await press(own.getByRole('button', { name: /^Actions/ }).first().click());
  await press(page.getByRole('link', { name: 'Exit the Enrollment' }).filter({ visible: true }).click());
  await expect(page.getByText(/Filled in from the move-in date/)).toBeVisible();
  await expect(page.getByLabel('Destination', { exact: true })).toHaveValue('435');
  await expect(page.getByLabel('Rental subsidy type', { exact: true })).toHaveValue('439');
  await expect(page.getByLabel('Reason for leaving the list')).toHaveValue('housed_self');
  if (await confirmation(page).isVisible()) {
    await press(confirmation(page).check());
  }
  await press(page.getByRole('button', { name: 'Save exit' }).click());
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Exit saved');
  expect(presses).toBeLessThanOrEqual(6);
  expect(db(`select 1 from list_entry where household_id = :'id'`, { id: String(row.household) }))
    .toHaveLength(0);
});

test('by keyboard alone', async ({ page, db, hydrated, javaScriptEnabled }, testInfo) => {
  test.skip(javaScriptEnabled === false || testInfo.project.name === 'tablet', 'a keyboard on a desk');
  const [row] = db(household('e.size = 1'));
  await signIn(page, dana);
  await open(page, row.id);
  await hydrated(page);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.getByLabel('Exit date', { exact: true }).focus();
  await page.keyboard.type('yesterday');
  const destination = page.getByLabel('Destination', { exact: true });
  while (!(await destination.evaluate((element) => element === document.activeElement))) {
    await page.keyboard.press('Tab');
  }
  await page.keyboard.type('Rental by client, no');
  const reason = page.getByLabel('Reason for leaving the list');
  while (!(await reason.evaluate((element) => element === document.activeElement))) {
    await page.keyboard.press('Tab');
  }
  await page.keyboard.type('Housed on');
  const save = page.getByRole('button', { name: 'Save exit' });
  for (let tabs = 0; tabs < 80; tabs += 1) {
    if (await confirmation(page).isVisible()
      && await confirmation(page).evaluate((element) => element === document.activeElement)) {
      await page.keyboard.press('Space');
    }
    if (await save.evaluate((element) => element === document.activeElement)) {
      break;
    }
    await page.keyboard.press('Tab');
  }
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Exit saved');
});

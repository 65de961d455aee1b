// What households bring to an exit: unclear heads, a referral, a second enrollment, contacts, members of their own mind.
import type { Locator, Page } from '@playwright/test';
import { daysAgo, daysAgoInWords } from '../fixtures/days.ts';
import { answerExit, confirmWarnings, saveExit } from '../fixtures/exit.ts';
import { expect, signIn, test, type Account, password } from '../fixtures/test.ts';

const dana: Account = { email: 'dana.lindqvist@demo.example', password };
const noor: Account = { email: 'noor.hassan@demo.example', password };

// What happens to a household does not depend on the screen; by touch, one story goes all the way.
const TOUCH = 'by touch alone';
test.beforeEach(({ hasTouch }, { title }) => {
  test.skip(hasTouch === true && title !== TOUCH, 'on a desk, with and without scripts');
  test.skip(hasTouch !== true && title === TOUCH, 'a tablet is touched');
});

const STAYS = `
  select first_name as first, relationship_to_hoh as relation, entry_date::text as entered,
    exit_on::text as left
  from enrollment join client using (client_id) where household_id = :'id' order by first_name`;

function plan(page: Page): Locator {
  return page.getByRole('region', { name: 'What will happen' });
}

/** The box of somebody in "Who leaves". */
function box(page: Page, name: string): Locator {
  return page.getByRole('checkbox', { name: `${name} leaves` });
}

const act = (page: Page) => page.url().split('/').at(-1) ?? '';

for (const { what, heads, says } of [
  { what: 'two heads', heads: [1, 1, 2], says: 'This household has 2 heads of household.' },
  { what: 'no head', heads: [undefined, 3, 2], says: 'This household has no head of household.' },
]) {
  test(`a household with ${what}, as an import left it, is put right in the same save`, async ({
    page, db, household, hydrated, axe, javaScriptEnabled,
  }) => {
    const scripted = javaScriptEnabled !== false;
    const names = ['Anneli', 'Birk', 'Cilla'];
    const made = household('Sundqvist', names.map((first, at) => ({ first, relation: heads[at] })));
    await signIn(page, dana);
    await page.goto(`/enrollments/${made.people[0].enrollment}/exit`);
    await hydrated(page);
    await answerExit(page);
    await page.getByRole('button', { name: 'Save exit' }).click();
    await expect(page.getByRole('alert').filter({ has: page.getByRole('link') })).toContainText(says);
    const head = page.getByLabel('Head of household', { exact: true });
    await expect(head).toHaveAttribute('aria-invalid', 'true');
    await axe(page);
    await head.selectOption({ label: 'Birk Sundqvist' });
    const told = () => expect(plan(page)).toContainText(
      `Birk Sundqvist is the head of household, from the household’s start on ${daysAgoInWords(20)}.`,
    );
    if (scripted) {
      await told();
    }
    await saveExit(page, scripted, told);
    await expect(page.getByText('The household is off the Northwest Priority List.')).toBeVisible();

    const stays = db(STAYS, { id: made.id });
    expect(stays.map((stay) => stay.first)).toEqual(names);
    expect(stays.map((stay) => stay.entered), 'entry dates never change').toEqual(
      names.map(() => daysAgo(20)),
    );
    expect(stays.map((stay) => stay.left)).toEqual(names.map(() => daysAgo(1)));
    expect(stays.filter((stay) => stay.relation === 1).map((stay) => stay.first)).toEqual(['Birk']);
    expect(db(`select 1 from list_entry where household_id = :'id'`, { id: made.id })).toHaveLength(0);
  });
}

/** A referral of a household's first member to a project of Noor's agency, offered 15 days ago. */
const REFER = `
  with made as (
    insert into event (event_id, enrollment_id, source_id, hmis_id, event_date, event)
    select gen_random_uuid(), enrollment_id, source_id, gen_random_uuid()::text, :'on', 13
    from enrollment where enrollment_id = :'enrollment'
    returning event_id)
  insert into referral (referral_id, project_id) select event_id, :'project' from made`;
const HOUSING = `
  select p.project_id as project, p.name, o.name as provider
  from project p join organization o using (organization_id) join user_grant g using (organization_id)
  join app_user u using (user_id)
  where u.email = 'noor.hassan@demo.example' and p.project_type in (3, 9, 10, 13)
  order by p.project_id limit 1`;
const RESULT = `
  select referral_result as result, result_date::text as on, state
  from event join referral on referral_id = event_id where enrollment_id = :'enrollment'`;

test('a referral that housed them is called successful on behalf of the provider, who is told', async ({
  page, db, change, household, housed, hydrated, axe, secondScreen, javaScriptEnabled,
}) => {
  const scripted = javaScriptEnabled !== false;
  const [home] = db(HOUSING);
  const project = String(home.project);
  const made = household('Lindgaard', [{ first: 'Edda', relation: 1 }, { first: 'Finn', relation: 2 }]);
  const { client, enrollment } = made.people[0];
  change(REFER, { enrollment, project, on: daysAgo(15) });
  housed(client, project, 9);

  await signIn(page, dana);
  await page.goto(`/enrollments/${enrollment}/exit`);
  await hydrated(page);
  // Filled in from the move-in: nothing has to be answered.
  await expect(page.getByText(/Filled in from the move-in date/)).toBeVisible();
  await expect(page.getByLabel('Referral that housed them').locator('option:checked'))
    .toContainText(String(home.name));
  const words = `The referral to ${home.name} is successful as of ${daysAgoInWords(9)}`;
  const told = () => expect(plan(page)).toContainText(
    `${words} on behalf of ${home.provider}, who is told.`,
  );
  if (scripted) {
    await told();
    await axe(page);
  }
  await saveExit(page, scripted, told);
  await expect(page.getByText(words)).toBeVisible();
  // The day on which the provider enrolled them, not the day of the exit.
  expect(db(RESULT, { enrollment })).toEqual([{ result: 1, on: daysAgo(9), state: 'accepted' }]);
  expect(db(STAYS, { id: made.id }).map((stay) => stay.left)).toEqual([daysAgo(8), daysAgo(8)]);

  const provider = await secondScreen();
  await signIn(provider, noor);
  await provider.goto('/notices');
  await expect(provider.getByText('its referral called successful on your behalf').first()).toBeVisible();
  expect(db(`
    select 1 from notification join app_user using (user_id)
    where kind = 'referral_resolved' and subject_id = :'act' and email = 'noor.hassan@demo.example'`,
  { act: act(page) })).toHaveLength(1);
});

test('a referral whose provider enrolled nobody stays as it is, and that is said', async ({
  page, db, change, household, hydrated, axe, javaScriptEnabled,
}) => {
  const scripted = javaScriptEnabled !== false;
  const [home] = db(HOUSING);
  const made = household('Lindgaard', [{ first: 'Greta', relation: 1 }]);
  const { enrollment } = made.people[0];
  change(REFER, { enrollment, project: String(home.project), on: daysAgo(15) });
  await signIn(page, dana);
  await page.goto(`/enrollments/${enrollment}/exit`);
  await hydrated(page);
  await answerExit(page);
  await expect(page.getByLabel('Referral that housed them')).toHaveCount(0);
  const told = async () => {
    await expect(page.getByRole('group', { name: 'Look at this before you save' }))
      .toContainText(String(home.name));
    await axe(page);
  };
  if (scripted) {
    await told();
  }
  await saveExit(page, scripted, told);
  expect(db(RESULT, { enrollment })).toEqual([{ result: null, on: null, state: 'offered' }]);
});

test('a second open Coordinated Entry enrollment is shown, and closed with the exit', async ({
  page, db, household, hydrated, axe, javaScriptEnabled,
}) => {
  const scripted = javaScriptEnabled !== false;
  const made = household('Mbeki', [{ first: 'Imani', relation: 1 }, { first: 'Jabari', relation: 2 }]);
  const { client, enrollment, name } = made.people[0];
  const second = household('Mbeki', [{ first: 'Imani', relation: 1, entered: 12, client }]);
  await signIn(page, dana);
  await page.goto(`/enrollments/${enrollment}/exit`);
  await hydrated(page);
  await answerExit(page);
  await page.getByRole('checkbox', {
    name: new RegExp(`^${name} is also enrolled in .+ since ${daysAgoInWords(12)}: close it too$`),
  }).check();
  const told = () => expect(plan(page)).toContainText(
    new RegExp(`${name}’s other enrollment in .+, open since ${daysAgoInWords(12)}, is closed too\\.`),
  );
  if (scripted) {
    await told();
    await axe(page);
  }
  await saveExit(page, scripted, told);
  await expect(page.getByRole('listitem').filter({ hasText: 'Other enrollment closed' })).toHaveCount(1);

  expect(db(STAYS, { id: made.id }).map((stay) => stay.left)).toEqual([daysAgo(1), daysAgo(1)]);
  expect(db(STAYS, { id: second.id }).map((stay) => stay.left)).toEqual([daysAgo(1)]);
  const acts = db(`
    select distinct act_id as act from exit join enrollment using (enrollment_id)
    where household_id in (:'one', :'two')`, { one: made.id, two: second.id });
  expect(acts, 'one act').toEqual([{ act: act(page) }]);
  expect(db(`select 1 from list_entry where household_id in (:'one', :'two')`, {
    one: made.id, two: second.id,
  }), 'neither is on the list').toHaveLength(0);
});

for (const { what, contact, says, rows } of [
  { what: 'on the exit date', contact: 1, says: 'A contact on', rows: { contacts: 1, notes: 0 } },
  { what: 'after it', contact: 0, says: 'was kept as a note', rows: { contacts: 0, notes: 1 } },
]) {
  test(`a contact ${what} is recorded with the exit`, async ({
    page, db, household, hydrated, javaScriptEnabled,
  }) => {
    const scripted = javaScriptEnabled !== false;
    const made = household('Ostrowski', [{ first: 'Kasia', relation: 1 }]);
    const { enrollment } = made.people[0];
    await signIn(page, dana);
    await page.goto(`/enrollments/${enrollment}/exit`);
    await hydrated(page);
    await answerExit(page);
    await page.getByLabel('A contact was made').check();
    await page.getByLabel('Date of contact').fill(daysAgo(contact));
    await page.getByLabel('Where they were staying').selectOption('101');
    const told = () => expect(plan(page)).toContainText(contact === 0
      ? `The contact on ${daysAgoInWords(0)} is kept as a note, since it was after the exit.`
      : `A contact on ${daysAgoInWords(1)} is recorded.`);
    if (scripted) {
      await told();
    }
    await saveExit(page, scripted, told);
    await expect(page.getByText(says)).toContainText(daysAgoInWords(contact));
    expect(db(`
      select
        (select count(*) from current_living_situation s
          where s.enrollment_id = e.enrollment_id and s.information_date = :'on'
            and s.current_living_situation = 101) as contacts,
        (select count(*) from note n where n.enrollment_id = e.enrollment_id and n.noted_on = :'on') as notes
      from enrollment e where enrollment_id = :'enrollment'`, { enrollment, on: daysAgo(contact) }))
      .toEqual([rows]);
  });
}

test('some leave, one of whom entered later, and nothing else of theirs is touched', async ({
  page, db, household, housed, hydrated, axe, javaScriptEnabled,
}) => {
  const scripted = javaScriptEnabled !== false;
  const made = household('Quispe', [
    { first: 'Alba', relation: 1, entered: 25 },
    { first: 'Bruno', relation: 3, entered: 25 },
    { first: 'Celia', relation: 2, entered: 25 },
    { first: 'Dario', relation: 2, entered: 5 },
  ]);
  // Bruno stands in another household of the list, with somebody else, and in a program.
  const [alba, bruno, celia, dario] = made.people;
  const other = household('Quispe', [
    { first: 'Elsa', relation: 1, entered: 18 },
    { first: 'Bruno', relation: 4, entered: 18, client: bruno.client },
  ]);
  const [home] = db(HOUSING);
  housed(bruno.client, String(home.project), 17);
  const elsewhere = () => db(`
    select enrollment_id as id, version, exit_on, relationship_to_hoh as relation
    from enrollment
    where household_id = :'other' or (client_id = :'bruno' and household_id <> :'own')
    order by enrollment_id`, { other: other.id, bruno: bruno.client, own: made.id });
  const before = elsewhere();
  expect(before).toHaveLength(3);

  await signIn(page, dana);
  await page.goto(`/enrollments/${alba.enrollment}/exit`);
  await hydrated(page);
  await answerExit(page);
  await box(page, alba.name).uncheck();
  await box(page, celia.name).uncheck();
  await page.getByLabel('Exit date', { exact: true }).fill(daysAgo(10));
  await page.getByRole('button', { name: 'Save exit' }).click();
  await expect(page.getByRole('alert').filter({ has: page.getByRole('link') })).toContainText(dario.name);
  await expect(box(page, celia.name)).not.toBeChecked();
  await axe(page);
  const own = page.getByLabel(`Exit date for ${dario.name}`);
  if (!(await own.isVisible())) {
    await page.getByText(`Change for ${dario.name}`).click();
  }
  await own.fill(daysAgo(2));
  const told = async () => {
    await expect(plan(page)).toContainText('2 people leave the household.');
    await expect(plan(page)).toContainText(`${dario.name} leaves on ${daysAgoInWords(2)}.`);
    await expect(plan(page)).toContainText(
      `${alba.name} and ${celia.name} stay on the Northwest Priority List.`,
    );
  };
  if (scripted) {
    await told();
  }
  await saveExit(page, scripted, told);
  await expect(page.getByText('The household stays on the Northwest Priority List.')).toBeVisible();

  expect(db(STAYS, { id: made.id })).toEqual([
    { first: 'Alba', relation: 1, entered: daysAgo(25), left: null },
    { first: 'Bruno', relation: 3, entered: daysAgo(25), left: daysAgo(10) },
    { first: 'Celia', relation: 2, entered: daysAgo(25), left: null },
    { first: 'Dario', relation: 2, entered: daysAgo(5), left: daysAgo(2) },
  ]);
  expect(elsewhere(), 'what is not of this household').toEqual(before);
  expect(db(`select size from list_entry where household_id = :'id'`, { id: made.id })).toEqual([{ size: 2 }]);
});

test(TOUCH, async ({ page, db, household, hydrated, axe }) => {
  const made = household('Tamminen', [{ first: 'Oona', relation: 1 }, { first: 'Paavo', relation: 2 }]);
  const [oona, paavo] = made.people;
  // What is touched is as large as a finger.
  const tap = async (what: Locator) => {
    const size = await what.evaluate((element) => {
      const label = element.closest('label') ?? element;
      const around = label.getBoundingClientRect();
      return { width: Math.round(around.width), height: Math.round(around.height) };
    });
    expect(Math.min(size.width, size.height), `size of ${what}`).toBeGreaterThanOrEqual(44);
    await what.tap();
  };
  await signIn(page, dana);
  await page.goto(`/clients/${oona.client}`);
  await hydrated(page);
  const own = page.getByRole('row').filter({ hasText: 'Northwest CoC Coordinated Entry' })
    .filter({ hasText: 'Open' });
  await tap(own.getByRole('button', { name: /^Actions/ }).first());
  await tap(page.getByRole('link', { name: 'Exit the Enrollment' }).filter({ visible: true }));
  await expect(page.getByRole('table', { name: 'Who leaves' })).toBeVisible();
  await hydrated(page);
  await tap(box(page, paavo.name));
  await expect(box(page, paavo.name)).not.toBeChecked();
  await tap(box(page, paavo.name));
  await expect(box(page, paavo.name)).toBeChecked();
  await tap(page.getByRole('group', { name: 'Suggested exit dates' }).getByRole('button').first());
  await expect(page.getByLabel('Exit date', { exact: true })).not.toHaveValue('');
  await page.getByLabel('Destination', { exact: true })
    .selectOption({ label: 'Rental by client, no ongoing housing subsidy' });
  await page.getByLabel('Reason for leaving the list')
    .selectOption({ label: 'Housed through a Coordinated Entry referral' });
  await axe(page);
  await confirmWarnings(page);
  await tap(page.getByRole('button', { name: 'Save exit' }));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Exit saved');
  expect(db(STAYS, { id: made.id }).filter((stay) => stay.left === null)).toHaveLength(0);
});

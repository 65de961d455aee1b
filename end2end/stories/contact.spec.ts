// A contact on the street: some taps, at once on the list, kept whatever goes wrong.
import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { addClient, birthday, organizationOf, unheardOf } from '../fixtures/client.ts';
import type { Made, Member } from '../fixtures/household.ts';
import { expect, signIn, test, type Account, type Row, password } from '../fixtures/test.ts';

const maria: Account = { email: 'maria.okafor@demo.example', password };
const dana: Account = { email: 'dana.lindqvist@demo.example', password };
const noor: Account = { email: 'noor.hassan@demo.example', password };

type Fixtures = {
  page: Page;
  db: (query: string, values: Record<string, string>) => Row[];
  household: (last: string, members: Member[]) => Made;
};

/** A person on Northwest's list, with the enrollment. */
async function onTheList({ page, db, household }: Fixtures): Promise<{ client: string; enrollment: string; last: string }> {
  const last = unheardOf();
  const client = await addClient(page, organizationOf(db, maria.email), {
    first: 'Imani', last, dob: birthday(),
  });
  const { enrollment } = household(last, [{ first: 'Imani', relation: 1, client }]).people[0];
  return { client, enrollment, last };
}

async function openForm(page: Page, client: string, hydrated: (page: Page) => Promise<void>): Promise<void> {
  await page.goto(`/clients/${client}`);
  await hydrated(page);
  await page.getByRole('link', { name: 'Record a contact' }).first().click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Record a contact');
}

test('a contact outdoors takes two taps, and the list knows at once', async ({
  page, db, household, hydrated, axe, secondScreen, javaScriptEnabled,
}) => {
  await signIn(page, maria);
  const { client, enrollment, last } = await onTheList({ page, db, household });
  const list = await secondScreen();
  await signIn(list, dana);
  await list.goto('/priority-list');
  await hydrated(list);

  await openForm(page, client, hydrated);
  await axe(page);
  await expect(page.getByLabel('Date of contact')).not.toHaveValue('');
  await expect(page.getByLabel('Verified by')).not.toHaveValue('');
  // Nobody who is outside is asked about leaving.
  await page.getByText('Outside, in a vehicle').click();
  await expect(page.getByLabel('Will they have to leave it within 14 days?')).toBeHidden();
  await page.getByRole('button', { name: 'Save contact' }).click();
  await expect(page.getByText('Contact recorded')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Timeline' })).toContainText('Place not meant for habitation');

  const rows = db(`
    select current_living_situation as situation, verified_by, leave_situation_14_days as leave
    from current_living_situation where enrollment_id = :'enrollment'`, { enrollment });
  expect(rows).toHaveLength(1);
  expect(rows[0]).toMatchObject({ situation: 116, leave: null });
  expect(String(rows[0].verified_by)).not.toBe('');
  const [entry] = db(`
    select last_contact_on = (now() at time zone 'America/Chicago')::date as today
    from list_entry join enrollment using (household_id) where enrollment_id = :'enrollment'`, { enrollment });
  expect(entry.today).toBe(true);
  if (javaScriptEnabled !== false) {
    await expect(list.getByRole('row').filter({ hasText: last })).toContainText('today');
  }
});

test('who stays with somebody is asked if they must leave, and wrong answers keep the rest', async ({
  page, db, household, hydrated, axe,
}) => {
  await signIn(page, maria);
  const { client, enrollment } = await onTheList({ page, db, household });
  await openForm(page, client, hydrated);
  await page.getByText('With friends', { exact: true }).click();
  const leave = page.getByLabel('Will they have to leave it within 14 days?');
  const next = page.getByLabel('Is there a place to go to next?');
  await expect(next).toBeHidden();
  await leave.selectOption({ label: 'Yes' });
  await next.selectOption({ label: 'No' });
  await page.getByLabel('Date of contact').fill('someday');
  await page.getByLabel('Location details').fill('Second floor, the blue door');
  await page.getByLabel('Note').fill('Asked for a phone charger.');
  await page.getByRole('button', { name: 'Save contact' }).click();

  await expect(page.getByRole('alert')).toContainText('Date of contact: Enter a date such as');
  expect(new URL(page.url()).search).toMatch(/^\?draft=[0-9a-f-]{36}$/);
  await expect(next).toHaveValue('0');
  await expect(page.getByLabel('Location details')).toHaveValue('Second floor, the blue door');
  await axe(page);
  await page.getByLabel('Date of contact').fill('today');
  await page.getByRole('button', { name: 'Save contact' }).click();
  await expect(page.getByText('Contact recorded')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Timeline' })).toContainText('Asked for a phone charger.');
  expect(db(`
    select current_living_situation as situation, leave_situation_14_days as leave, subsequent_residence as next,
      moved_two_or_more as moved, location_details as place
    from current_living_situation where enrollment_id = :'enrollment'`, { enrollment })).toEqual([
    { situation: 336, leave: 1, next: 0, moved: 99, place: 'Second floor, the blue door' },
  ]);
});

test('a subsidized rental needs its type', async ({ page, db, household, hydrated }) => {
  await signIn(page, maria);
  const { client, enrollment } = await onTheList({ page, db, household });
  await openForm(page, client, hydrated);
  const subsidy = page.getByLabel('Rental subsidy type');
  await expect(subsidy).toBeHidden();
  await page.getByText('Somewhere else', { exact: true }).click();
  await page.getByLabel('Which living situation')
    .selectOption({ label: 'Rental by client, with ongoing housing subsidy' });
  await page.getByRole('button', { name: 'Save contact' }).click();
  await expect(page.getByRole('alert')).toContainText('Choose the rental subsidy type.');
  await subsidy.selectOption({ label: 'Public housing unit' });
  await page.getByRole('button', { name: 'Save contact' }).click();
  await expect(page.getByText('Contact recorded')).toBeVisible();
  expect(db(`
    select cls_subsidy_type as subsidy from current_living_situation where enrollment_id = :'enrollment'`,
  { enrollment })).toEqual([{ subsidy: 434 }]);
});

test('a form sent twice is one contact, and one changed after it was saved records nothing', async ({
  page, db, household,
}) => {
  await signIn(page, maria);
  const { client, enrollment } = await onTheList({ page, db, household });
  const key = randomUUID();
  const send = async (place: string): Promise<string> => {
    const answer = await page.request.post('/api/contacts/record', {
      headers: { Accept: 'text/html' },
      form: {
        enrollment, 'form[key]': key, 'form[typed][on]': 'today', 'form[typed][situation]': '116',
        'form[typed][verified_by]': 'Outreach', 'form[typed][place]': place,
      },
      maxRedirects: 0,
    });
    expect(answer.status()).toBe(303);
    return answer.headers().location;
  };
  expect(await send('By the river')).toBe(`/clients/${client}?done=contact`);
  expect(await send('By the river')).toBe(`/clients/${client}?done=contact`);
  expect(await send('By the bridge')).toBe(`/clients/${client}?done=contact-before`);
  expect(db(`
    select location_details as place from current_living_situation where enrollment_id = :'enrollment'`,
  { enrollment })).toEqual([{ place: 'By the river' }]);
  await page.goto(`/clients/${client}?done=contact-before`);
  await expect(page.getByText('This contact was recorded before')).toBeVisible();
});

test('outreach leads from who is overdue to the contact and back', async ({
  page, db, household, change, hydrated, axe,
}) => {
  await signIn(page, maria);
  const { enrollment, last } = await onTheList({ page, db, household });
  change(`
    insert into case_assignment (case_assignment_id, household_id, user_id, from_on)
    select gen_random_uuid(), household_id, (select user_id from app_user where email = :'email'), entry_date
    from enrollment where enrollment_id = :'enrollment'`, { enrollment, email: maria.email });
  await page.goto('/');
  await hydrated(page);
  await page.getByRole('link', { name: 'Outreach', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Outreach');
  const mine = page.getByRole('region', { name: 'Assigned to you' }).getByRole('listitem').filter({ hasText: last });
  await expect(mine).toContainText('No contact since');
  await axe(page);
  await mine.getByRole('link', { name: 'Record a contact' }).click();
  await page.getByText('Emergency shelter', { exact: true }).click();
  await page.getByRole('button', { name: 'Save contact' }).click();
  await expect(page).toHaveURL(/\/outreach\?done=contact$/);
  await expect(page.getByText('Contact recorded')).toBeVisible();
  await expect(mine).toContainText('Last contact today');
  // Others of the organization are there too, most silent first.
  await expect(page.getByRole('region', { name: 'Of your organizations' }).getByRole('listitem').first())
    .toBeVisible();
});

test.describe('to strangers', () => {
  test.use({ expected: /status of 404/ });

  test('who does not hold the organization finds no such form', async ({ page, db, household, secondScreen }) => {
    await signIn(page, maria);
    const { client, enrollment } = await onTheList({ page, db, household });
    const stranger = await secondScreen();
    await signIn(stranger, noor);
    await stranger.goto(`/clients/${client}`);
    await expect(stranger.getByRole('link', { name: 'Record a contact' })).toHaveCount(0);
    const refused = await stranger.goto(`/enrollments/${enrollment}/contact`);
    expect(refused?.status()).toBe(404);
  });
});

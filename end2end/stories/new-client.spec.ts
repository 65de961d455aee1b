// Adding a client after a search: the form, who may be meant, and what is carried over to whom was meant.
import type { Locator, Page } from '@playwright/test';
import { birthday, unheardOf } from '../fixtures/client.ts';
import { expect, signIn, test, type Account, type Row, password } from '../fixtures/test.ts';

type Db = (query: string, values?: Record<string, string>) => Row[];

const maria: Account = { email: 'maria.okafor@demo.example', password };

/** Searches, and follows the offer below the results. */
async function searchAndAdd(page: Page, line: string, hydrated: (page: Page) => Promise<void>) {
  await page.goto('/clients');
  await hydrated(page);
  await page.getByLabel('Find a client').fill(line);
  await page.getByRole('button', { name: 'Search clients' }).click();
  await expect(page).toHaveURL(/\/clients\?search=[0-9a-f-]{36}$/);
  await page.getByRole('link', { name: 'Add a new client' }).click();
  await expect(page).toHaveURL(/\/clients\/new\?draft=[0-9a-f-]{36}$/);
  await expect(page.getByRole('heading', { level: 1, name: 'Add a client' })).toBeVisible();
  await hydrated(page);
}

/** Answers what is required beside the name. */
async function answer(page: Page, dob: string) {
  await page.getByLabel('Date of birth', { exact: true }).fill(dob);
  await page.getByLabel('How complete the SSN is').selectOption({ label: "Client doesn't know" });
  await page.getByLabel('White').check();
  await page.getByLabel('Veteran status').selectOption({ label: 'No' });
}

const save = (page: Page): Locator => page.getByRole('button', { name: 'Add the client' });

const named = (db: Db, last: string) => db(
  'select client_id as id, sharing, owning_organization_id as owner from client where last_name = :\'last\'',
  { last },
);

test('nobody is found, and a record is made once', async ({ page, db, hydrated, axe }) => {
  const [first, last, born] = [unheardOf(), unheardOf(), birthday()];
  await signIn(page, maria);
  await searchAndAdd(page, `${first.toLowerCase()} ${last} ${born}`, hydrated);
  expect(page.url()).not.toContain(last);
  await expect(page.getByLabel('First name')).toHaveValue(first);
  await expect(page.getByLabel('Last name')).toHaveValue(last);
  await expect(page.getByLabel('Date of birth', { exact: true })).toHaveValue(born);
  await axe(page);

  await answer(page, born);
  await page.getByLabel('Phone').fill('218 555 0142');
  await save(page).click();
  await expect(page).toHaveURL(/\/clients\/[0-9a-f-]{36}\?done=added$/);
  await expect(page.getByText('The record belongs to')).toBeVisible();
  await expect(page.getByRole('link', { name: '(218) 555-0142' })).toBeVisible();
  await expect(page).toHaveTitle('Client · Threshold');
  const made = named(db, last);
  expect(made).toHaveLength(1);
  expect(made[0].sharing).toBe('owner_only');
  await axe(page);
});

test('what is wrong stands beside its field, and nothing typed is lost', async ({ page, db, hydrated, axe }) => {
  const last = unheardOf();
  await signIn(page, maria);
  await searchAndAdd(page, last, hydrated);
  await page.getByLabel('First name').fill(unheardOf());
  await page.getByLabel('Last name').fill(last);
  await page.getByLabel('Date of birth', { exact: true }).fill('3/7/2035');
  await page.getByLabel('Social Security number').fill('457-55-5462');
  await page.getByLabel('How complete the SSN is').selectOption({ label: "Client doesn't know" });
  await page.getByLabel('Phone').fill('555-0142');
  await page.getByLabel('Asian or Asian American').check();
  await save(page).click();
  const summary = page.getByRole('alert').filter({ hasText: 'The client was not added yet' });
  await expect(summary).toBeVisible();
  await expect(summary).toBeFocused();
  await expect(summary.getByRole('link')).toHaveCount(4);
  await expect(page.getByText('This day is still to come. Correct the year.').last()).toBeVisible();
  await expect(page.getByLabel('Social Security number')).toHaveValue('457-55-5462');
  await expect(page.getByLabel('Asian or Asian American')).toBeChecked();
  await expect(page.getByLabel('Phone')).toHaveAttribute('aria-invalid', 'true');
  expect(page.url()).toMatch(/\/clients\/new\?draft=[0-9a-f-]{36}$/);
  expect(named(db, last)).toHaveLength(0);
  await axe(page);

  await page.getByLabel('Phone').fill('218-555-0142');
  await page.getByLabel('Social Security number').fill('');
  await page.getByLabel('Date of birth', { exact: true }).fill(birthday());
  await page.getByLabel('Veteran status').selectOption({ label: 'Yes' });
  await save(page).click();
  await expect(page).toHaveURL(/\?done=added$/);
  expect(named(db, last)).toHaveLength(1);
});

test('who may be meant is told, chosen, and gets what was typed', async ({
  page, db, hydrated, axe, javaScriptEnabled,
}) => {
  const scripted = javaScriptEnabled !== false;
  const [known] = db(`
    select c.client_id as id, first_name as first, last_name as last,
      to_char(dob, 'FMMM/FMDD/YYYY') as dob
    from client c
    where dob is not null and merged_into is null and not protected and not hashed and length(first_name) > 3 and length(last_name) > 3
      and first_name !~ '[^A-Za-z]' and last_name !~ '[^A-Za-z]'
      and not exists (select from client_contact_detail d where d.client_id = c.client_id)
      and not exists (select from organization o
        where o.organization_id = c.owning_organization_id and o.victim_service_provider)
    order by client_id limit 1`);
  const before = db('select count(*)::int as many from client')[0].many;
  const email = `${unheardOf().toLowerCase()}@mail.example`;
  await signIn(page, maria);
  await searchAndAdd(page, unheardOf(), hydrated);
  await page.getByLabel('First name').fill(String(known.first));
  await page.getByLabel('Last name').fill(String(known.last));
  await answer(page, String(known.dob));
  await page.getByLabel('Email').fill(email);
  if (scripted) {
    const beside = page.getByRole('region', { name: 'May be the same person' });
    await expect(beside.getByRole('listitem').first()).toContainText(String(known.last));
    await expect(beside.getByText(/same name/).first()).toBeVisible();
    await expect(beside.getByText(/birth date/).first()).toBeVisible();
    expect(page.url()).not.toContain(String(known.last));
    await axe(page);
  }
  await save(page).click();
  await expect(page).toHaveURL(/\/clients\/new\/similar\?draft=/);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Is it (one of these|this person)\?$/);
  await axe(page);
  await page.locator(`button[name="client"][value="${known.id}"]`).click();
  await expect(page).toHaveURL(/\/clients\/[0-9a-f-]{36}\/carry\?draft=/);
  await expect(page.getByRole('heading', { level: 1 })).toContainText(String(known.last));
  await expect(page.getByLabel(/^Email/)).toBeChecked();
  await axe(page);
  await page.getByRole('button', { name: 'Add to this client' }).click();
  await expect(page).toHaveURL(/\/clients\/[0-9a-f-]{36}\?done=carried$/);
  await expect(page.getByText('Added to this client')).toBeVisible();
  expect(db('select count(*)::int as many from client')[0].many).toBe(before);
  const [kept] = db('select client_id as id from client_contact_detail where value = :\'email\'', { email });
  expect(kept.id).toBe(known.id);
});

test('a form that is sent twice at once makes one record', async ({ page, db, hydrated }) => {
  const last = unheardOf();
  await signIn(page, maria);
  await searchAndAdd(page, `${unheardOf()} ${last}`, hydrated);
  await answer(page, birthday());
  const fields = await page.locator('form.new-client').evaluate((form) => (
    new URLSearchParams(Array.from(new FormData(form as HTMLFormElement), ([name, value]) => (
      [name, String(value)]))).toString()
  )).catch(() => null);
  test.skip(fields === null, 'the fields are read by a script');
  const send = () => page.request.post('/api/clients/new', {
    headers: { 'Accept': 'text/html', 'Content-Type': 'application/x-www-form-urlencoded' },
    data: fields ?? '',
    maxRedirects: 0,
  });
  const [one, two] = await Promise.all([send(), send()]);
  expect(one.status()).toBe(303);
  expect(one.headers().location).toMatch(/\?done=added$/);
  expect(two.headers().location).toBe(one.headers().location);
  expect(named(db, last)).toHaveLength(1);
});

test('the form is reached by a search alone', async ({ page, hydrated, axe }) => {
  await signIn(page, maria);
  await page.goto('/clients/new');
  await hydrated(page);
  await expect(page.getByRole('heading', { name: 'Search first' })).toBeVisible();
  await expect(save(page)).toHaveCount(0);
  await axe(page);
});

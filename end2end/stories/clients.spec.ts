// Finding a person and opening their page, with scripts and without.
import type { Locator, Page } from '@playwright/test';
import { expect, signIn, test, type Account, type Row, password } from '../fixtures/test.ts';

type Db = (query: string, values?: Record<string, string>) => Row[];

const maria: Account = {
  email: 'maria.okafor@demo.example',
  password,
};

/** Somebody with an open Coordinated Entry enrollment of an organization that the account holds. */
function somebody(db: Db, email: string): { id: string; first: string; last: string } {
  const [row] = db(`
    select client_id as id, first_name as first, last_name as last
    from client join enrollment using (client_id) join project using (project_id)
    join user_grant using (organization_id) join app_user using (user_id)
    where email = :'email' and project_type = 14 and exit_on is null and not protected
      and first_name is not null and last_name is not null
    order by client_id limit 1`, { email });
  return { id: String(row.id), first: String(row.first), last: String(row.last) };
}

function box(page: Page): Locator {
  return page.getByLabel('Find a client');
}

test('a name in any order leads to the page, and no address names anybody', async ({ page, db, hydrated, axe }) => {
  const person = somebody(db, maria.email);
  await signIn(page, maria);
  await page.goto('/clients');
  await hydrated(page);
  await box(page).fill(`${person.last} ${person.first}`);
  await page.getByRole('button', { name: 'Search clients' }).click();
  await expect(page).toHaveURL(/\/clients\?search=[0-9a-f-]{36}$/);
  await expect(page.getByRole('status').filter({ hasText: /match/ })).toBeVisible();
  await expect(page.getByText('same name').first()).toBeVisible();
  await expect(box(page)).toHaveValue(`${person.last} ${person.first}`);
  await axe(page);

  await page.locator(`a[href="/clients/${person.id}"]`).click();
  await hydrated(page);
  await expect(page.getByRole('heading', { level: 1 })).toContainText(person.last);
  await expect(page).toHaveTitle('Client · Threshold');
  await page.getByRole('button', { name: /^Actions for .*Coordinated Entry/ }).first().click();
  await expect(page.getByRole('link', { name: 'Exit the Enrollment' }).filter({ visible: true })).toBeVisible();
  await axe(page);
});

test('what was searched for and who was opened is in the audit, without the terms', async ({ page, db, hydrated }) => {
  const person = somebody(db, maria.email);
  await signIn(page, maria);
  await page.goto('/clients');
  await hydrated(page);
  await box(page).fill(person.last);
  await box(page).press('Enter');
  await expect(page).toHaveURL(/search=/);
  await expect(page.getByRole('region', { name: /match/ })).toBeVisible();
  await page.goto(`/clients/${person.id}`);
  const acts = db(`
    select act, detail::text as detail, subject_id
    from audit join app_user using (user_id)
    where email = :'email' and act in ('search_clients', 'open_client')
    order by audit_id desc limit 2`, { email: maria.email });
  expect(acts.map((row) => row.act)).toEqual(['open_client', 'search_clients']);
  expect(acts[0].subject_id).toBe(person.id);
  expect(String(acts[1].detail).toLowerCase()).not.toContain(person.last.toLowerCase());
});

test.describe('with scripts', () => {
  test.skip(({ javaScriptEnabled }) => javaScriptEnabled === false, 'suggestions need scripts');

  test('suggests while typing, by keyboard alone', async ({ page, db, hydrated, axe }) => {
    const person = somebody(db, maria.email);
    await signIn(page, maria);
    await page.goto('/programs');
    await hydrated(page);
    await page.keyboard.press('/');
    const combobox = page.getByRole('combobox', { name: 'Find a client' });
    await expect(combobox).toBeFocused();
    await expect(combobox).toHaveAttribute('aria-expanded', 'false');
    await page.keyboard.type(`${person.first} ${person.last}`);
    const options = page.getByRole('listbox', { name: 'People who match' }).getByRole('option');
    await expect(options.first()).toContainText(person.last);
    await expect(combobox).toHaveAttribute('aria-expanded', 'true');
    await axe(page);
    await page.keyboard.press('ArrowDown');
    await expect(options.first()).toHaveAttribute('aria-selected', 'true');
    await expect(combobox).toHaveAttribute('aria-activedescendant', (await options.first().getAttribute('id')) ?? '');
    // Closed without a choice, what was typed stays.
    await page.keyboard.press('Escape');
    await expect(combobox).toHaveAttribute('aria-expanded', 'false');
    await expect(combobox).toHaveValue(`${person.first} ${person.last}`);
    await page.keyboard.type(' ');
    await expect(options.first()).toContainText(person.last);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/clients\/[0-9a-f-]{36}$/);
    await expect(page.getByRole('heading', { level: 1 })).toContainText(person.last);
  });
});

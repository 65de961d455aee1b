// An administrator mends the spellings of a name with those whose names they are; search follows at once.
import { expect, signIn, test, password } from '../fixtures/test.ts';

const admin = { email: 'ada.nygaard@demo.example', password };

test('a group of spellings is added, refused, reviewed and removed', async ({ page, db, hydrated, axe }) => {
  await signIn(page, admin);
  await page.goto('/admin/users');
  await hydrated(page);
  await page.getByRole('link', { name: 'Spellings of names' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Spellings of names');
  await expect(page.getByRole('table', { name: 'Hmong' })).toContainText('Not yet');
  await axe(page);

  await page.getByLabel('Whose names they are').fill('Karen');
  await page.getByLabel('Spellings of one name').fill('Paw Wah, Pawah');
  await page.getByRole('button', { name: 'Add the group' }).click();
  await expect(page.getByText('“Paw Wah” is not one word of letters.')).toBeVisible();
  await expect(page.getByLabel('Spellings of one name')).toHaveValue('Paw Wah, Pawah');
  await axe(page);
  await page.getByLabel('Spellings of one name').fill('Kweezahpaw, Qwisapor');
  await page.getByRole('button', { name: 'Add the group' }).click();
  await expect(page.getByText('The group was saved')).toBeVisible();

  // Sent once more, it is told, and not there twice.
  await page.getByLabel('Whose names they are').fill('Karen');
  await page.getByLabel('Spellings of one name').fill('kweezahpaw, qwisapor');
  await page.getByRole('button', { name: 'Add the group' }).click();
  await expect(page.getByText('There is such a group in this language already.')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Kweezahpaw, Qwisapor' })).toHaveCount(1);
  await page.getByLabel('Whose names they are').fill(' ');
  await page.getByRole('button', { name: 'Add the group' }).click();
  await expect(page.getByText('Say whose names they are.')).toBeVisible();
  await axe(page);

  await page.getByRole('link', { name: 'Kweezahpaw, Qwisapor' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Kweezahpaw, Qwisapor');
  await hydrated(page);
  await expect(page.getByText('Not reviewed yet by anybody whose names they are.')).toBeVisible();
  await page.getByLabel('Reviewed by').fill('Karen Organization, St. Paul');
  await axe(page);
  await page.getByRole('button', { name: 'Save the group' }).click();
  const row = page.getByRole('row').filter({ hasText: 'Kweezahpaw, Qwisapor' });
  await expect(row).toContainText('Karen Organization, St. Paul');

  await page.getByRole('link', { name: 'Kweezahpaw, Qwisapor' }).click();
  await page.getByRole('button', { name: 'Remove the group' }).click();
  await expect(page.getByText('The group was removed')).toBeVisible();
  await expect(row).toHaveCount(0);
  const acts = db(`select act from audit where subject_kind = 'name_spelling' order by audit_id desc limit 3`);
  expect(acts.map((one) => one.act)).toEqual(['spelling_removed', 'spelling_changed', 'spelling_added']);
});

test('for everybody else the page is not there', async ({ page }) => {
  await signIn(page, { email: 'dana.lindqvist@demo.example', password });
  expect((await page.request.get('/admin/spellings')).status()).toBe(404);
});

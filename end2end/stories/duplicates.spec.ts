// Two records of one person: reported, compared, merged, found by either ID, and taken back.
import { randomUUID } from 'node:crypto';
import { expect, signIn, test, type Account, password } from '../fixtures/test.ts';

const sam: Account = { email: 'sam.berg@demo.example', password };
const ada: Account = { email: 'ada.nygaard@demo.example', password };

// What the browser says of the page that is not there for staff.
test.use({ expected: /status of 404/ });

test('a second record is reported, merged, found by its retired ID, and taken back', async ({
  page, db, household, hydrated, axe, secondScreen,
}) => {
  // Names that no other run of this story made.
  const mark = randomUUID().replace(/[^a-f]/g, '').slice(0, 6);
  const family = household(`Solberg${mark}`, [
    { first: 'Ingrid', relation: 1 }, { first: 'Nils', relation: 2 },
  ]);
  const alone = household(`Solbergh${mark}`, [{ first: 'Ingrid', relation: 1, entered: 5 }]);
  const [kept, other] = [family.people[0], alone.people[0]];
  const stays = () => db(
    "select client_id, exit_on is null as open from enrollment where enrollment_id in (:'a', :'b') order by entry_date",
    { a: kept.enrollment, b: other.enrollment },
  );

  await test.step('staff report the pair', async () => {
    await signIn(page, sam);
    await page.goto(`/clients/${kept.client}`);
    await hydrated(page);
    await page.getByRole('link', { name: 'Report a second record' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Report a second record' })).toBeVisible();
    await page.getByLabel('Find the other record').fill(other.client);
    await page.getByRole('button', { name: 'Find', exact: true }).click();
    const found = page.getByRole('group', { name: 'The other record of the same person' });
    await expect(found).toBeVisible();
    expect(page.url(), 'what was typed stands in no address').not.toContain(other.client);
    await page.getByRole('button', { name: 'Report this pair' }).click();
    await expect(page.getByText('Choose the other record.')).toBeVisible();
    await page.getByRole('radio', { name: other.name }).check();
    await page.getByLabel('How you know').fill('She showed me both cards.');
    await axe(page);
    await page.getByRole('button', { name: 'Report this pair' }).click();
    await expect(page.getByText('Thank you, the pair was reported')).toBeVisible();
    const queue = await page.goto('/admin/duplicates');
    expect(queue?.status(), 'the queue is not there for staff').toBe(404);
  });

  const admin = await secondScreen();
  await test.step('an administrator compares both by keyboard', async () => {
    await signIn(admin, ada);
    await admin.goto('/admin/duplicates');
    await hydrated(admin);
    const row = admin.getByRole('row').filter({ hasText: kept.name });
    await expect(row.getByText('Reported', { exact: true })).toBeVisible();
    await axe(admin);
    await row.getByRole('link', { name: /^Compare/ }).focus();
    await admin.keyboard.press('Enter');
    await expect(admin.getByRole('heading', { level: 1, name: 'Are these one person?' })).toBeVisible();
    await expect(admin.getByText('She showed me both cards.')).toBeVisible();
    const name = admin.getByRole('row').filter({ has: admin.getByRole('rowheader', { name: /^Name/ }) });
    await expect(name.getByText('Differs')).toBeVisible();
    await axe(admin);
    await name.getByRole('radio', { name: kept.name, exact: false }).focus();
    await admin.keyboard.press('Space');
    // The record that stays is the one that was reported from, whichever stands first.
    const front = admin.locator(`input[name="kept"][value="${kept.client}"]`);
    await front.focus();
    await admin.keyboard.press('Space');
    await expect(front).toBeChecked();
    await admin.getByRole('button', { name: 'See what merging would do' }).focus();
    await admin.keyboard.press('Enter');
  });

  await test.step('the page says what will happen, and it happens', async () => {
    await expect(admin.getByRole('heading', { level: 1, name: 'What merging will do' })).toBeVisible();
    await expect(admin.getByText(/is exited on .* as a duplicate/)).toBeVisible();
    await axe(admin);
    await admin.getByLabel('Why they are one person').fill('Both cards were shown');
    await admin.getByRole('button', { name: 'Merge' }).click();
    await expect(admin.getByText('The records are one now')).toBeVisible();
    expect(stays()).toEqual([
      { client_id: kept.client, open: true }, { client_id: kept.client, open: false },
    ]);
  });

  await test.step('either ID finds the one record', async () => {
    await page.goto('/clients');
    await hydrated(page);
    await page.getByLabel('Find a client').fill(other.client);
    await page.getByRole('button', { name: 'Search clients' }).click();
    await expect(page.getByText('retired client ID')).toBeVisible();
    await page.goto(`/clients/${other.client}`);
    await expect(page.getByText('This ID was retired')).toBeVisible();
    await expect(page.getByRole('heading', { level: 1 })).toContainText(kept.name);
    expect(new URL(page.url()).pathname).toBe(`/clients/${kept.client}`);
  });

  await test.step('the merge is taken back', async () => {
    await expect(admin.getByRole('button', { name: 'Take the merge back' })).toBeVisible();
    await axe(admin);
    await admin.getByLabel('Why you take it back').fill('Two cousins');
    await admin.getByRole('button', { name: 'Take the merge back' }).click();
    await expect(admin.getByText('The merge was taken back')).toBeVisible();
    expect(stays()).toEqual([
      { client_id: kept.client, open: true }, { client_id: other.client, open: true },
    ]);
    await page.goto(`/clients/${other.client}`);
    await expect(page.getByRole('heading', { level: 1 })).toContainText(other.name);
  });
});

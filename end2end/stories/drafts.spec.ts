// What is typed on the exit page survives a reload, a lost connection, a crash and the end of the session; it is its
// user's alone, and gone after saving.
import type { Page } from '@playwright/test';
import { answerExit, saveExit } from '../fixtures/exit.ts';
import { expect, signIn, test, type Account, password } from '../fixtures/test.ts';

const dana: Account = { email: 'dana.lindqvist@demo.example', password };
const maria: Account = { email: 'maria.okafor@demo.example', password };

/** Households of Northwest, from the other end than those of other stories. */
const pages = `
  select e.head_enrollment_id as id from list_entry e join list_authority using (list_authority_id)
  join client c on c.client_id = e.head_client_id
  where name = 'Northwest' and e.size > 1 and c.last_name not in ('Martinez', 'Vang', 'Warsame')
    and not exists (
      select from enrollment n join client m using (client_id)
      where n.household_id = e.household_id
        and (m.protected or n.intake_unfinished or n.exit_on is not null
          or n.entry_date > current_date - 30))
  order by household_id`;

const kept = `
  select u.email from draft d join app_user u using (user_id)
  where d.kind = 'exit' and d.subject_id = :'id'`;

const note = 'Lantern orchard, keys handed over';

/** What lies on the device, names and texts. */
function onDevice(page: Page): Promise<string[][]> {
  return page.evaluate(() => Object.entries(localStorage).filter(([name]) => name.startsWith('threshold-draft.')));
}

/** Nothing that lies there says a word of what was typed, of whom, or by whom. */
async function expectSealed(page: Page, id: unknown): Promise<void> {
  const lying = JSON.stringify(await page.evaluate(() => ({ ...localStorage })));
  for (const word of ['Lantern', 'orchard', 'yesterday', 'lindqvist', String(id)]) {
    expect(lying.toLowerCase()).not.toContain(word.toLowerCase());
  }
}

const status = (page: Page) => page.locator('#draft-status');
const noteOf = (page: Page) => page.getByLabel('Note');

test('what is typed is there after a reload, until it is saved', async ({
  page, db, hydrated, axe, javaScriptEnabled,
}) => {
  test.skip(javaScriptEnabled === false, 'scripts keep what is typed');
  const id = String(db(pages)[0].id);
  await signIn(page, dana);
  await page.goto(`/enrollments/${id}/exit`);
  await hydrated(page);
  await page.getByLabel('Exit date', { exact: true }).fill('yesterday');
  await noteOf(page).fill(note);
  await page.getByRole('table', { name: 'Who leaves' }).getByRole('checkbox').last().uncheck();
  await expect(status(page)).toHaveText(/^Draft kept \d{1,2}:\d\d [AP]M$/);
  expect(await onDevice(page)).toEqual([]);
  expect(db(kept, { id })).toEqual([{ email: dana.email }]);
  await axe(page);

  await page.reload();
  await hydrated(page);
  await expect(page.getByText('Your draft is filled in')).toBeVisible();
  await expect(page.getByText('somebody changed this household')).toHaveCount(0);
  await expect(page.getByRole('alert')).toHaveCount(0);
  await expect(page.getByLabel('Exit date', { exact: true })).toHaveValue('yesterday');
  await expect(noteOf(page)).toHaveValue(note);
  const last = page.getByRole('table', { name: 'Who leaves' }).getByRole('checkbox').last();
  await expect(last).not.toBeChecked();
  await axe(page);

  // Before the server was given it.
  await last.check();
  await noteOf(page).fill(`${note} at noon`);
  await page.reload();
  await expect(noteOf(page)).toHaveValue(`${note} at noon`);
  await hydrated(page);
  await expect(last).toBeChecked();
  await expect(noteOf(page)).toHaveValue(`${note} at noon`);

  await answerExit(page);
  await saveExit(page, true);
  await expect.poll(() => onDevice(page)).toEqual([]);
  await expect.poll(() => db(kept, { id })).toEqual([]);
});

test('somebody starts over', async ({ page, db, hydrated, javaScriptEnabled }) => {
  const scripted = javaScriptEnabled !== false;
  const id = String(db(pages)[1].id);
  await signIn(page, dana);
  await page.goto(`/enrollments/${id}/exit`);
  await hydrated(page);
  await noteOf(page).fill(note);
  await page.getByLabel('Exit date', { exact: true }).fill('13/45/2026');
  if (scripted) {
    await expect(status(page)).toHaveText(/^Draft kept/);
  } else {
    // Without scripts it is kept when it is sent.
    await page.getByRole('button', { name: 'Save exit' }).click();
    await expect(page).toHaveURL(/\/exit\?draft=[0-9a-f-]{36}$/);
    await expect(page.getByRole('alert').getByRole('link')).not.toHaveCount(0);
  }
  await page.goto(`/enrollments/${id}/exit`);
  await hydrated(page);
  await expect(noteOf(page)).toHaveValue(note);
  await page.getByRole('button', { name: 'Start over' }).click();
  await expect(noteOf(page)).toHaveValue('');
  await hydrated(page);
  await expect(page.getByText('Your draft is filled in')).toHaveCount(0);
  await expect(noteOf(page)).toHaveValue('');
  expect(db(kept, { id })).toEqual([]);
});

test.describe('with a lost connection', () => {
  test.use({ expected: /ERR_INTERNET_DISCONNECTED|ERR_FAILED|ERR_NETWORK/ });
  test.skip(({ javaScriptEnabled }) => javaScriptEnabled === false, 'scripts keep what is typed');

  test('what is typed without a connection survives the crash of its page', async ({
    page, context, db, hydrated,
  }) => {
    const id = String(db(pages)[2].id);
    await signIn(page, dana);
    await page.goto(`/enrollments/${id}/exit`);
    await hydrated(page);
    await context.setOffline(true);
    await page.getByLabel('Exit date', { exact: true }).fill('yesterday');
    await noteOf(page).fill(note);
    await expect(status(page)).toHaveText('Kept on this device. It is sent when the connection is back.');
    expect(await onDevice(page)).toHaveLength(1);
    await expectSealed(page, id);
    expect(db(kept, { id })).toEqual([]);
    const crashed = page.waitForEvent('crash');
    const inspector = await context.newCDPSession(page);
    inspector.send('Page.crash').catch(() => {});
    await crashed;
    await page.close();

    await context.setOffline(false);
    const again = await context.newPage();
    await again.goto(`/enrollments/${id}/exit`);
    await expect(again.getByText('Your draft is filled in')).toBeVisible();
    await hydrated(again);
    await expect(noteOf(again)).toHaveValue(note);
    await expect(again.getByLabel('Exit date', { exact: true })).toHaveValue('yesterday');
    await expect.poll(() => onDevice(again)).toEqual([]);

    // An open page sends it by itself when the connection is back.
    await context.setOffline(true);
    await noteOf(again).fill(`${note} at noon`);
    await expect(status(again)).toHaveText(/^Kept on this device/);
    await context.setOffline(false);
    await expect(status(again)).toHaveText(/^Draft kept/);
    expect(await onDevice(again)).toEqual([]);
    await again.getByRole('button', { name: 'Start over' }).click();
    await expect(noteOf(again)).toHaveValue('');
  });

  test('a sign-out asks before it throws away what was not sent', async ({
    page, db, hydrated, axe,
  }) => {
    const id = String(db(pages)[3].id);
    await signIn(page, dana);
    await page.goto(`/enrollments/${id}/exit`);
    await hydrated(page);
    await page.route('**/api/exit/draft', (route) => route.abort());
    await noteOf(page).fill(note);
    await expect(status(page)).toHaveText(/^Kept on this device/);
    const signOut = async () => {
      await page.getByRole('button', { name: 'Settings' }).click();
      await page.getByRole('button', { name: 'Sign out', exact: true }).click();
    };
    await signOut();
    const dialog = page.getByRole('dialog', { name: 'Something you typed was not sent yet' });
    await expect(dialog).toBeVisible();
    await axe(page);
    await dialog.getByRole('button', { name: 'Stay signed in' }).click();
    await expect(dialog).toHaveCount(0);
    await expect(noteOf(page)).toHaveValue(note);
    expect(await onDevice(page)).toHaveLength(1);

    await page.goto('/clients');
    await hydrated(page);
    await signOut();
    await expect(dialog).toBeVisible();
    await dialog.getByRole('button', { name: 'Sign out and throw it away' }).click();
    await expect(page).toHaveURL(/\/sign-in$/);
    expect(await onDevice(page)).toEqual([]);
    expect(db(kept, { id })).toEqual([]);
  });
});

test.describe('with a session that is over', () => {
  test.use({ expected: /status of 40[13]/ });
  test.skip(({ javaScriptEnabled }) => javaScriptEnabled === false, 'scripts keep what is typed');

  test('what is typed after the session ended is for the same user, and for nobody else', async ({
    page, db, hydrated, secondScreen,
  }) => {
    const id = String(db(pages)[4].id);
    await signIn(page, dana);
    await page.goto(`/enrollments/${id}/exit`);
    await hydrated(page);
    await signIn(await secondScreen(), dana);
    await noteOf(page).fill(note);
    await expect(status(page)).toHaveText('Kept on this device. It is sent when you are signed in again.');
    await expectSealed(page, id);

    // Somebody else at the same device neither sees nor sends it.
    await signIn(page, maria);
    await page.goto(`/enrollments/${id}/exit`);
    await hydrated(page);
    await expect(noteOf(page)).toHaveValue('');
    await expect(page.getByText('Your draft is filled in')).toHaveCount(0);
    expect(await onDevice(page)).toHaveLength(1);
    await expectSealed(page, id);
    expect(db(kept, { id })).toEqual([]);
    await page.getByRole('button', { name: 'Settings' }).click();
    await page.getByRole('button', { name: 'Sign out', exact: true }).click();
    await expect(page).toHaveURL(/\/sign-in$/);

    await signIn(page, dana);
    await page.goto(`/enrollments/${id}/exit`);
    await expect(page.getByText('Your draft is filled in')).toBeVisible();
    await hydrated(page);
    await expect(noteOf(page)).toHaveValue(note);
    await expect.poll(() => onDevice(page)).toEqual([]);
    await page.getByRole('button', { name: 'Start over' }).click();
    await expect(noteOf(page)).toHaveValue('');
  });

  test('what is typed while the session is locked is sent after the unlock', async ({
    page, context, db, change, hydrated,
  }) => {
    const id = String(db(pages)[5].id);
    await signIn(page, dana);
    await page.goto(`/enrollments/${id}/exit`);
    await hydrated(page);
    change(`
      update session set last_seen_at = last_seen_at - interval '16 minutes'
      where user_id = (select user_id from app_user where email = :'email') and ended_at is null`,
    { email: dana.email });
    await noteOf(page).fill(note);
    await expect(status(page)).toHaveText('Kept on this device. It is sent when you are signed in again.');
    const other = await context.newPage();
    await other.goto('/unlock');
    await other.getByLabel('Password').fill(password);
    await other.getByRole('button', { name: 'Unlock' }).click();
    await expect(other.getByRole('button', { name: 'Settings' })).toBeVisible();
    await expect.poll(() => db(kept, { id })).toEqual([{ email: dana.email }]);
    await expect.poll(() => onDevice(page)).toEqual([]);
    await page.goto(`/enrollments/${id}/exit`);
    await hydrated(page);
    await expect(noteOf(page)).toHaveValue(note);
    await page.getByRole('button', { name: 'Start over' }).click();
    await expect(noteOf(page)).toHaveValue('');
  });
});

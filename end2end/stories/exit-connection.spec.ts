// Saving an exit over a bad connection: lost on the way there, lost on the way back, slow.
import type { Page } from '@playwright/test';
import { answerExit, confirmWarnings } from '../fixtures/exit.ts';
import type { Made } from '../fixtures/household.ts';
import { expect, signIn, test, type Account, password } from '../fixtures/test.ts';

const dana: Account = { email: 'dana.lindqvist@demo.example', password };
const SAVE = '**/api/exit/save';

// Scripts tell of it; without them it is the browser that does. One size of screen stands for both.
test.skip(
  ({ javaScriptEnabled, hasTouch }) => javaScriptEnabled === false || hasTouch === true,
  'what scripts do, once',
);

const save = (page: Page) => page.getByRole('button', { name: 'Save exit' });
const saved = (page: Page) => page.getByRole('heading', { level: 1, name: 'Exit saved' });

/** The exit page of a household, answered and with a note. */
async function answered(page: Page, made: Made, hydrated: (page: Page) => Promise<void>): Promise<void> {
  await signIn(page, dana);
  await page.goto(`/enrollments/${made.people[0].enrollment}/exit`);
  await hydrated(page);
  await answerExit(page);
  await page.getByLabel('Note').fill('Keys were handed over.');
  await confirmWarnings(page);
}

/** Everything typed is there, and the words say what happened. */
async function unreachable(page: Page): Promise<void> {
  const alert = page.getByRole('alert').filter({ hasText: 'The exit was not saved' });
  await expect(alert).toContainText('The server could not be reached. What you typed is still here; try again.');
  await expect(page.getByLabel('Exit date', { exact: true })).toHaveValue('yesterday');
  await expect(page.getByLabel('Destination', { exact: true })).toHaveValue('435');
  await expect(page.getByLabel('Note')).toHaveValue('Keys were handed over.');
}

const EXITS = `
  select act_id as act, note from exit join enrollment using (enrollment_id) where household_id = :'id'`;

test.describe('with a connection that breaks', () => {
  // The browser tells of it too.
  test.use({ expected: /Failed to load resource|ERR_INTERNET_DISCONNECTED|ERR_FAILED/ });

  test('who is offline is told, loses nothing, and saves once back', async ({
    page, context, db, household, hydrated, axe,
  }) => {
    const made = household('Achterberg', [{ first: 'Lena', relation: 1 }, { first: 'Milo', relation: 2 }]);
    await answered(page, made, hydrated);
    await context.setOffline(true);
    await save(page).click();
    await unreachable(page);
    await context.setOffline(false);
    await axe(page);
    expect(db(EXITS, { id: made.id })).toHaveLength(0);
    await save(page).click();
    await expect(saved(page)).toBeVisible();
    const act = page.url().split('/').at(-1);
    const one = { act, note: 'Keys were handed over.' };
    expect(db(EXITS, { id: made.id })).toEqual([one, one]);
  });

  test('whose answer is lost saves again, and it is the same exit', async ({
    page, db, household, hydrated,
  }) => {
    const made = household('Achterberg', [{ first: 'Nils', relation: 1 }, { first: 'Olga', relation: 2 }]);
    await answered(page, made, hydrated);
    await page.route(SAVE, async (route) => {
      await route.fetch();
      await route.abort('connectionreset');
    }, { times: 1 });
    await save(page).click();
    await unreachable(page);
    const exits = db(EXITS, { id: made.id });
    expect(exits, 'it reached the server').toHaveLength(2);
    await save(page).click();
    await expect(saved(page)).toBeVisible();
    expect(page.url()).toContain(String(exits[0].act));
    expect(db(EXITS, { id: made.id })).toEqual(exits);
  });
});

test('while it is being saved the page says so, and a second press does nothing', async ({
  page, db, household, hydrated, axe,
}) => {
  const made = household('Achterberg', [{ first: 'Pia', relation: 1 }]);
  await answered(page, made, hydrated);
  let arrive = () => {};
  const arrived = new Promise<void>((resolve) => { arrive = resolve; });
  let sent = 0;
  await page.route(SAVE, async (route) => {
    sent += 1;
    await arrived;
    await route.continue();
  });
  await save(page).click();
  await expect(save(page)).toHaveAttribute('aria-busy', 'true');
  const below = await save(page).evaluate((button) => (
    getComputedStyle(button.parentElement as Element, '::after').content));
  expect(below).toBe('"Being saved…"');
  await axe(page);
  await save(page).click();
  await page.getByLabel('Exit date', { exact: true }).press('Enter');
  expect(db(EXITS, { id: made.id })).toHaveLength(0);
  arrive();
  await expect(saved(page)).toBeVisible();
  expect(sent, 'requests').toBe(1);
  expect(db(EXITS, { id: made.id })).toHaveLength(1);
});

// What a screen reader is given on the key pages: roles, names and states, kept beside this file. Parts that other
// stories change, and words that change with the day, are left open there.
import type { Locator } from '@playwright/test';
import { answerExit, confirmWarnings } from '../fixtures/exit.ts';
import { expect, signIn, test, type Account, password } from '../fixtures/test.ts';

const dana: Account = { email: 'dana.lindqvist@demo.example', password };
const ken: Account = { email: 'ken.thao@demo.example', password };

// Roles and names do not depend on the width.
test.skip(({ hasTouch }) => hasTouch === true, 'on a desk, with and without scripts');

/** Every page is compared, also after one that differs. */
async function given(what: Locator, name: string): Promise<void> {
  await expect.soft(what).toMatchAriaSnapshot({ name: `${name}.aria.yml` });
}

test('the key pages give a screen reader what they show', async ({
  page, household, change, hydrated, secondScreen, javaScriptEnabled,
}) => {
  const scripted = javaScriptEnabled !== false;
  const made = household('Vesterholm', [{ first: 'Ylva', relation: 1 }, { first: 'Zeno', relation: 2 }]);
  const [ylva] = made.people;
  const main = page.getByRole('main');
  await signIn(page, dana);

  await test.step('Priority List', async () => {
    await page.goto('/priority-list');
    await hydrated(page);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await given(main, 'priority-list');
  });
  await test.step('Settings', async () => {
    await page.getByRole('button', { name: 'Settings' }).click();
    const settings = page.getByRole('dialog', { name: 'Settings' });
    await expect(settings).toBeVisible();
    await given(settings, 'settings');
    await settings.getByRole('button', { name: 'Close' }).click();
  });
  await test.step('client', async () => {
    await page.goto(`/clients/${ylva.client}`);
    await hydrated(page);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await given(main, 'client');
  });
  await test.step('exit', async () => {
    await page.goto(`/enrollments/${ylva.enrollment}/exit`);
    await hydrated(page);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await given(main, 'exit');
  });

  // Somebody at a shelter suggests what is looked at then.
  change(`
    insert into case_assignment (case_assignment_id, household_id, user_id, role, from_on)
    select gen_random_uuid(), :'id', user_id, 'navigator', current_date - 5
    from app_user where email = 'ken.thao@demo.example'`, { id: made.id });
  const other = await secondScreen();
  await signIn(other, ken);
  await other.goto(`/enrollments/${ylva.enrollment}/exit`);
  await hydrated(other);
  await answerExit(other);
  for (let presses = scripted ? 1 : 2; presses > 0; presses -= 1) {
    await confirmWarnings(other);
    await other.getByRole('button', { name: 'Suggest exit' }).click();
  }
  await expect(other.getByText('Your suggestion was sent')).toBeVisible();

  await test.step('work queue', async () => {
    await page.goto('/work-queue');
    await hydrated(page);
    const card = page.getByRole('listitem').filter({
      has: page.getByRole('heading', { name: 'Ylva Vesterholm, Northwest Priority List' }),
    });
    await expect(card).toBeVisible();
    await given(main, 'work-queue');
    await given(card, 'work-queue-card');
    await confirmWarnings(card);
    await card.getByRole('button', { name: 'Approve the exit of Ylva Vesterholm' }).click();
  });
  await test.step('what happened', async () => {
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Exit saved');
    await given(main, 'exit-saved');
  });
  await test.step('undo', async () => {
    await page.getByRole('link', { name: 'Undo' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Undo an exit');
    await given(main, 'undo');
  });
});

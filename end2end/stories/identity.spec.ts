// Who one is and for whom one acts: signing in, Settings, the program directory, asking for access.
import type { Page } from '@playwright/test';
import { expect, signIn, test, type Account, password } from '../fixtures/test.ts';

const NORTHWEST = 'Northwest CoC Coordinated Entry';

function demo(name: string): Account {
  return { email: `${name}@demo.example`, password };
}

async function openSettings(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Settings' }).click();
  await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible();
}

test('a wrong password is refused in words, and the address names nobody', async ({ page, hydrated, axe }) => {
  await page.goto('/sign-in');
  await hydrated(page);
  await page.getByLabel('Email').fill('nobody@demo.example');
  await page.getByLabel('Password').fill('not this 1');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('alert')).toContainText('do not go together');
  expect(page.url()).not.toContain('nobody');
  // What was typed is not lost, but for the password; signed in, it is gone.
  await expect(page.getByLabel('Email')).toHaveValue('nobody@demo.example');
  await expect(page.getByLabel('Password')).toHaveValue('');
  await axe(page);
  await signIn(page, demo('dana.lindqvist'));
  const kept = await page.context().cookies();
  expect(kept.map((cookie) => cookie.name)).toEqual(['threshold']);
});

test('Settings choose for whom one acts, and the choice survives reload', async ({ page, hydrated, axe }) => {
  await signIn(page, demo('two.coc'));
  await page.goto('/programs');
  await hydrated(page);
  for (const organization of ['West Central CoC Coordinated Entry', NORTHWEST]) {
    await openSettings(page);
    await page.getByLabel('Workgroup').selectOption('Priority List Managers');
    await page.getByLabel('Organization', { exact: true }).selectOption(organization);
    await page.getByLabel('Location', { exact: true }).selectOption('');
    await page.getByRole('button', { name: 'Apply' }).click();
    await expect(page.locator('#acting-as')).toHaveText(`Priority List Manager for ${organization}`);
    await expect(page).toHaveURL(/\/programs$/);
    await page.reload();
    await hydrated(page);
    await expect(page.locator('#acting-as')).toContainText(organization);
  }
  await openSettings(page);
  await expect(page.getByLabel('Location', { exact: true })).not.toHaveValue('');
  await axe(page);
});

test('only granted pairs are taken', async ({ page, db }) => {
  await signIn(page, demo('noor.hassan'));
  const [row] = db(`select organization_id as id from organization where name = '${NORTHWEST}'`);
  const answer = await page.request.post('/api/apply', {
    headers: { accept: 'text/html', 'sec-fetch-site': 'same-origin' },
    form: { workgroup: 'ce_assessor', organization: String(row.id), back: '/clients' },
  });
  expect(await answer.text()).toContain('You do not hold this organization in this workgroup');
});

test('the directory says who owns a program, and whether one holds it', async ({ page, hydrated, axe }) => {
  await signIn(page, demo('dana.lindqvist'));
  await page.getByRole('link', { name: 'Programs and organizations' }).first().click();
  await hydrated(page);
  await page.getByLabel('Program or organization').fill('northwest coordinated');
  await page.getByRole('button', { name: 'Show' }).click();
  const row = page.getByRole('row', { name: /Northwest Coordinated Entry/ });
  await expect(row).toContainText(NORTHWEST);
  await expect(row).toContainText('You hold it');
  await axe(page);
});

test('asking for access reaches the manager, then the administrator', async ({
  page, hydrated, axe, secondScreen,
}, testInfo) => {
  // Words of this project's run: requests of the runs before stand on the same pages.
  const why = `I now assess at the drop-in (${testInfo.project.name}).`;
  const refusal = `Finish the training first (${testInfo.project.name}).`;
  await signIn(page, demo('noor.hassan'));
  await page.goto('/programs?find=northwest+coordinated');
  await page.getByRole('link', { name: `Ask for access to ${NORTHWEST}` }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Ask for access');
  await expect(page.locator('.lead')).toContainText('Dana Lindqvist');
  await axe(page);
  await page.getByLabel('As a member of').selectOption('Coordinated Entry Assessors');
  await page.getByLabel(/^Why you need it/).fill(why);
  await page.getByRole('button', { name: 'Ask for access' }).click();
  await expect(page.locator('.notice')).toContainText('Your request was sent');

  const second = await secondScreen();
  await signIn(second, demo('dana.lindqvist'));
  await second.goto('/access-requests');
  await hydrated(second);
  await expect(second.getByText(why)).toBeVisible();
  await expect(second.getByRole('button', { name: /^Grant/ })).toHaveCount(0);
  await second.getByRole('button', { name: 'Endorse the request of Noor Hassan' }).click();
  await expect(second.locator('.notice')).toContainText('Endorsed');

  const third = await secondScreen();
  await signIn(third, demo('ada.nygaard'));
  await third.goto('/access-requests');
  await hydrated(third);
  await expect(third.getByRole('button', { name: 'Grant the request of Noor Hassan' })).toBeVisible();
  await axe(third);
  await third.getByText('Decline the request of Noor Hassan').first().click();
  await third.getByLabel('Reason, shown to the person').fill(refusal);
  await third.getByRole('button', { name: 'Decline the request of Noor Hassan' }).click();
  await expect(third.locator('.notice')).toContainText('Declined');

  await page.goto('/access-requests');
  await expect(page.getByText(refusal).first()).toBeVisible();
});

test('a new sign-in ends the session before, which says so', async ({ page, secondScreen }) => {
  await signIn(page, demo('sam.berg'));
  const second = await secondScreen();
  await signIn(second, demo('sam.berg'));
  await page.goto('/programs');
  await expect(page).toHaveURL(/\/sign-in\?back=%2Fprograms$/);
  await expect(page.getByText('Your session has ended')).toBeVisible();
});

test('administration is there for administrators only', async ({ page, hydrated, axe, secondScreen }) => {
  await signIn(page, demo('ada.nygaard'));
  await page.goto('/admin/users');
  await hydrated(page);
  await page.getByRole('link', { name: 'Dana Lindqvist' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Dana Lindqvist');
  await expect(page.getByRole('table', { name: 'May act as' })).toContainText(NORTHWEST);
  await axe(page);

  const second = await secondScreen();
  await signIn(second, demo('maria.okafor'));
  const answer = await second.request.get('/admin/users');
  expect(answer.status()).toBe(404);
  expect(await answer.text()).not.toContain('dana.lindqvist');
});

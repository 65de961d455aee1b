// What Settings do with scripts: fields follow each other, and other tabs follow the choice.
import { expect, signIn, test, password } from '../fixtures/test.ts';

test('Organization follows Workgroup, and another tab follows the choice', async ({ page, context, hydrated }) => {
  await signIn(page, { email: 'dana.lindqvist@demo.example', password });
  await page.goto('/programs');
  await hydrated(page);
  const other = await context.newPage();
  await other.goto('/access-requests');
  await hydrated(other);
  await expect(other.locator('#acting-as')).toBeVisible();

  const choose = async (workgroup: string, organization: string): Promise<void> => {
    await page.getByRole('button', { name: 'Settings' }).click();
    await page.getByLabel('Workgroup').selectOption(workgroup);
    await expect(page.getByLabel('Organization', { exact: true }).locator('option')).toHaveText([organization]);
    await page.getByRole('button', { name: 'Apply' }).click();
    await expect(page.locator('#acting-as')).toContainText(organization);
    await hydrated(page);
    await expect(other.locator('#acting-as')).toContainText(organization);
  };
  await choose('HMIS Users', 'Birch Ridge Community Action');
  await choose('Priority List Managers', 'Northwest CoC Coordinated Entry');
});

test('a tab that was still loading when another tab chose follows the choice too', async ({ page, context, hydrated }) => {
  await signIn(page, { email: 'dana.lindqvist@demo.example', password });
  await page.goto('/programs');
  await hydrated(page);
  await expect(page.locator('#acting-as')).toContainText('Northwest CoC Coordinated Entry');
  await expect(page.locator('html[data-live=on]')).toBeAttached();

  // The other tab has its page, and does not listen yet.
  const other = await context.newPage();
  let listens = (): void => {};
  const held = new Promise<void>((go) => { listens = go; });
  await other.route('**/pkg/live*.js', async (route) => {
    await held;
    await route.continue();
  });
  await other.goto('/access-requests', { waitUntil: 'commit' });
  await expect(other.locator('#acting-as')).toContainText('Northwest CoC Coordinated Entry');

  const choose = async (workgroup: string, organization: string): Promise<void> => {
    await page.getByRole('button', { name: 'Settings' }).click();
    await page.getByLabel('Workgroup').selectOption(workgroup);
    await page.getByRole('button', { name: 'Apply' }).click();
    await expect(page.locator('#acting-as')).toContainText(organization);
    await hydrated(page);
    await expect(page.locator('html[data-live=on]')).toBeAttached();
  };
  await choose('HMIS Users', 'Birch Ridge Community Action');
  listens();
  await expect(other.locator('#acting-as')).toContainText('Birch Ridge Community Action');
  await choose('Priority List Managers', 'Northwest CoC Coordinated Entry');
  await expect(other.locator('#acting-as')).toContainText('Northwest CoC Coordinated Entry');
});

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

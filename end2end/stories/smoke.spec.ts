// The server is up, its assets arrive, and a stranger is asked to sign in.
import { expect, test } from '../fixtures/test.ts';

test('the health check answers', async ({ request }) => {
  const answer = await request.get('/health');
  expect(answer.status()).toBe(200);
});

test('the product mark is served', async ({ request }) => {
  const answer = await request.get('/favicon.svg');
  expect(answer.status()).toBe(200);
  expect(answer.headers()['content-type']).toContain('image/svg+xml');
});

test('a stranger is asked to sign in', async ({ page, hydrated, axe }) => {
  await page.goto('/');
  await hydrated(page);
  await expect(page.getByLabel('Email')).toBeVisible();
  await expect(page.getByLabel('Password')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible();
  await axe(page);
});

// What a person keeps back stays hidden: the records of who does not share, and everything of who is protected.
import { randomUUID } from 'node:crypto';
import type { Locator, Page } from '@playwright/test';
import { addClient, birthday, organizationOf, phone, sendClient, unheardOf } from '../fixtures/client.ts';
import { daysAgo } from '../fixtures/days.ts';
import { expect, signIn, test, type Account, password } from '../fixtures/test.ts';

const maria: Account = { email: 'maria.okafor@demo.example', password };
const noor: Account = { email: 'noor.hassan@demo.example', password };
const ada: Account = { email: 'ada.nygaard@demo.example', password };

// domain::person::RECORDS_HIDDEN
const HIDDEN = 'This client chose not to share. Records exist that you may not see; do not open a second client record.';

type Hydrated = (page: Page) => Promise<void>;

/** Searches from a fresh page, and gives the id under which the search is kept. */
async function search(page: Page, line: string, hydrated: Hydrated): Promise<string> {
  await page.goto('/clients');
  await hydrated(page);
  await page.getByLabel('Find a client').fill(line);
  await page.getByRole('button', { name: 'Search clients' }).click();
  await expect(page).toHaveURL(/\/clients\?search=[0-9a-f-]{36}$/);
  await expect(count(page)).toBeVisible();
  return new URL(page.url()).searchParams.get('search') ?? '';
}

function hit(page: Page, client: string): Locator {
  return page.getByRole('listitem').filter({ has: page.locator(`a[href="/clients/${client}"]`) });
}

/** How many match, in the page's words. */
function count(page: Page): Locator {
  return page.getByRole('region', { name: /match/ }).getByRole('status');
}

test('who does not share shows a stranger identity and one sentence', async ({
  page, db, change, household, hydrated, axe, secondScreen,
}) => {
  const last = unheardOf();
  const [born, number, card] = [birthday(), phone(), `QR-${last}`];
  const line = `Halcyon ${last}`;
  await signIn(page, maria);
  const client = await addClient(page, organizationOf(db, maria.email), {
    first: 'Halcyon', last, dob: born, phone: number, card,
  });
  // A place on Northwest's list, and a contact.
  const { enrollment } = household(last, [{ first: 'Halcyon', relation: 1, client }]).people[0];
  change(`
    insert into current_living_situation (current_living_situation_id, enrollment_id, source_id, hmis_id,
      information_date, current_living_situation)
    select gen_random_uuid(), enrollment_id, source_id, gen_random_uuid()::text, :'on', 101
    from enrollment where enrollment_id = :'enrollment'`, { enrollment, on: daysAgo(3) });

  await search(page, line, hydrated);
  await expect(hit(page, client)).toContainText('On Northwest’s list');
  await expect(hit(page, client)).toContainText('Last contact');
  await expect(hit(page, client)).not.toContainText(HIDDEN);

  const stranger = await secondScreen();
  await signIn(stranger, noor);
  await search(stranger, line, hydrated);
  const shown = hit(stranger, client);
  await expect(shown).toContainText(`Halcyon ${last}`);
  await expect(shown).toContainText(/, born [A-Z][a-z]+ \d+, \d{4} · ID /);
  await expect(shown.getByText(HIDDEN)).toHaveCount(1);
  await expect(shown).not.toContainText('list');
  await expect(shown).not.toContainText('Last contact');
  await axe(stranger);
  await shown.getByRole('link').click();
  await hydrated(stranger);
  const main = stranger.getByRole('main');
  await expect(main.getByRole('heading', { level: 1 })).toContainText(last);
  await expect(main.getByText(HIDDEN)).toHaveCount(1);
  for (const kept of ['Coordinated Entry', 'Priority List', number, card, 'Northwest']) {
    await expect(main, kept).not.toContainText(kept);
  }
  await axe(stranger);
  // A number that is right says no more than one that is wrong.
  await search(stranger, number, hydrated);
  await expect(hit(stranger, client)).toHaveCount(0);

  change("update client set sharing = 'all' where client_id = :'client'", { client });
  await search(stranger, line, hydrated);
  await expect(shown).toContainText('Last contact');
  await expect(shown).not.toContainText(HIDDEN);
});

for (const { who, hide } of [
  { who: 'who is protected', hide: 'protected = true' },
  {
    who: 'whom a victim service provider owns',
    hide: `owning_organization_id =
      (select organization_id from organization where victim_service_provider order by organization_id limit 1)`,
  },
]) {
  test(`${who} is found by nobody`, async ({
    page, db, change, hydrated, axe, secondScreen, javaScriptEnabled,
  }) => {
    const scripted = javaScriptEnabled !== false;
    const last = unheardOf();
    const organization = organizationOf(db, maria.email);
    const typed = { first: 'Dorrit', last, dob: birthday(), phone: phone() };
    const line = `Dorrit ${last} ${typed.dob}`;
    await signIn(page, maria);
    const seen = await addClient(page, organization, { first: 'Calla', last, dob: birthday() });
    const hidden = await addClient(page, organization, typed);
    const headers = { Accept: 'text/html' };
    const [{ id: hmisId }] = db("select hmis_id as id from client where client_id = :'hidden'", { hidden });
    const admin = await secondScreen();
    await signIn(admin, ada);

    /** Of the suggestions for the last name, those of who is to be hidden. */
    const suggested = async () => {
      await page.goto('/programs');
      await hydrated(page);
      await page.getByLabel('Find a client').pressSequentially(last);
      const options = page.getByRole('listbox', { name: 'People who match' }).getByRole('option');
      await expect(options.filter({ hasText: `Calla ${last}` })).toHaveCount(1);
      return options.filter({ hasText: 'Dorrit' });
    };
    const beside = page.getByRole('region', { name: 'May be the same person' })
      .locator(`button[name="client"][value="${hidden}"]`);
    let form = '';
    let pair = '';
    await test.step('before, everybody finds both', async () => {
      await search(page, last, hydrated);
      await expect(count(page)).toHaveText('2 people match');
      await expect(hit(page, hidden)).toBeVisible();
      if (scripted) {
        await expect(await suggested()).toHaveCount(1);
      }
      form = `/clients/new?draft=${await search(page, line, hydrated)}`;
      await page.goto(form);
      await expect(beside).toBeVisible();

      const answer = await page.request.post('/api/duplicates/report', {
        headers, maxRedirects: 0, form: { client: seen, other: hidden, why: 'Same eyes' },
      });
      expect(answer.headers().location).toContain('done=reported');
      [pair] = db("select duplicate_pair_id as id from duplicate_pair where client_a in (:'seen', :'hidden')", {
        seen, hidden,
      }).map((row) => String(row.id));
      await admin.goto('/admin/duplicates');
      await expect(admin.getByRole('row').filter({ hasText: `Dorrit ${last}` })).toBeVisible();
      await search(admin, last, hydrated);
      await expect(count(admin)).toHaveText('2 people match');
    });
    change(`update client set ${hide} where client_id = :'hidden'`, { hidden });

    await test.step('no search shows or counts them', async () => {
      for (const one of [page, admin]) {
        await search(one, last, hydrated);
        await expect(count(one)).toHaveText('1 person matches');
        await expect(hit(one, seen)).toBeVisible();
        await expect(hit(one, hidden)).toHaveCount(0);
        for (const term of [line, String(hmisId)]) {
          await search(one, term, hydrated);
          await expect(hit(one, hidden)).toHaveCount(0);
          await expect(one.getByRole('main')).not.toContainText(`Dorrit ${last}`);
        }
      }
      await axe(admin);
    });

    if (scripted) {
      await test.step('no suggestion names them', async () => {
        await expect(await suggested()).toHaveCount(0);
      });
    }

    await test.step('the form of a new client offers them to nobody', async () => {
      await page.goto(form);
      await hydrated(page);
      await expect(page.getByLabel('Last name')).toHaveValue(last);
      await expect(beside).toHaveCount(0);
      if (scripted) {
        const asked = page.waitForResponse(/\/api\/clients\/new\/similar/);
        await page.getByLabel('Phone').fill(typed.phone);
        await page.getByLabel('Phone').blur();
        await asked;
        await expect(beside).toHaveCount(0);
      }
      expect(await sendClient(page, organization, typed), 'nobody is asked about').toMatch(/\?done=added$/);
    });

    await test.step('no page of theirs opens, and nothing merges them', async () => {
      await admin.goto('/admin/duplicates');
      await expect(admin.getByRole('heading', { level: 1, name: 'Duplicates' })).toBeVisible();
      await expect(admin.getByRole('main').getByText(hmisId as string)).toHaveCount(0);
      const chosen = await page.request.post('/api/clients/new/choose', {
        headers, maxRedirects: 0, form: { client: hidden, 'form[key]': randomUUID(), 'form[typed][first]': 'Dorrit' },
      });
      for (const path of [
        `/clients/${hidden}`, `/clients/${hidden}/duplicate`, chosen.headers().location,
        `/admin/duplicates/${pair}`, `/admin/duplicates/${pair}?kept=${seen}`, `/admin/duplicates/${pair}?kept=${hidden}`,
      ]) {
        for (const one of [page, admin]) {
          const answer = await one.request.get(path, { headers });
          expect(answer.status(), path).toBe(404);
          expect(await answer.text(), path).not.toContain(last);
        }
      }
      const same = { why: 'Same eyes', purpose: 'Same eyes', key: randomUUID(), digest: 'x', fields: '' };
      for (const [one, path, fields] of [
        [admin, '/api/duplicates/merge', { pair, kept: seen }],
        [admin, '/api/duplicates/apart', { pair }],
        [page, '/api/duplicates/report', { client: seen, other: hidden }],
      ] as const) {
        const answer = await one.request.post(path, { headers, maxRedirects: 0, form: { ...same, ...fields } });
        expect(answer.headers().location, path).toBe('/problem/404');
      }
      expect(db("select merged_into as to from client where client_id in (:'seen', :'hidden')", { seen, hidden }))
        .toEqual([{ to: null }, { to: null }]);
    });
  });
}

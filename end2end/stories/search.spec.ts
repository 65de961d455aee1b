// Whatever slips while somebody types, the person is found, and the page says why.
import type { CDPSession, Page } from '@playwright/test';
import { addClient, organizationOf, type Typed } from '../fixtures/client.ts';
import { expect, signIn, test, type Account, type Row, password } from '../fixtures/test.ts';

const maria: Account = { email: 'maria.okafor@demo.example', password };

const people = {
  robert: {
    first: 'Robert', middle: 'Thelonius', last: 'Quillfeather', dob: '5/23/1961', ssn: '812-46-6207',
    phone: '218 555 0137', card: 'QF-80417',
  },
  orsolya: { first: 'Orsolya', last: 'Phelquist', dob: '4/9/1957' },
  ximena: { first: 'Ximena', last: 'Brandelow-Núñquez', dob: '11/30/1984' },
  siobhan: { first: 'Siobhan', last: 'O’Quilty', dob: '2/17/1972' },
  faduma: { first: 'Faduma', last: 'Qorshewade', dob: '8/26/1995' },
  pajntsim: { first: 'Pajntsim', last: 'Vang', dob: '7/19/1989' },
  htoo: { first: 'Htoo', last: 'Dahquelle', dob: '10/14/1999' },
  perpetua: { first: 'Perpetua', last: 'Gonzalez', dob: '6/28/1949' },
} satisfies Record<string, Typed>;

type Who = keyof typeof people;

const RETIRED = 'QF-00912';

/** What is typed, whom it finds, and one of the reasons that stand beside them. */
const lines: [string, Who, string][] = [
  ['Robert Quillfeather', 'robert', 'same name'],
  ['Quillfeather, Robert', 'robert', 'same name'],
  ['phelquist orsolya', 'orsolya', 'same name'],
  ['bob quillfeather', 'robert', 'nickname Bob = Robert'],
  ['orsolya phelqiust', 'orsolya', 'spelled nearly the same Phelqiust = Phelquist'],
  ['robert quilfeather', 'robert', 'spelled nearly the same Quilfeather = Quillfeather'],
  ['orsolya felckeest', 'orsolya', 'sounds like Felckeest = Phelquist'],
  ['ximena brandelow', 'ximena', 'same name'],
  ['siobhan oquilty', 'siobhan', 'same name'],
  ['ximena nunquez', 'ximena', 'same name'],
  ['fatima qorshewade', 'faduma', 'another spelling Fatima = Faduma'],
  ['vaj pajntsim', 'pajntsim', 'another spelling Vaj = Vang'],
  ['too dahquelle', 'htoo', 'another spelling Too = Htoo'],
  ['perpetua gonzales', 'perpetua', 'another spelling Gonzales = Gonzalez'],
  ['robert thelonius', 'robert', 'middle name'],
  ['orsolya phelq', 'orsolya', 'name starts with Phelq'],
  ['quillfeather 5/23/1961', 'robert', 'birth date'],
  ['phelquist apr 9 1957', 'orsolya', 'birth date'],
  ['1961-05-23 robert', 'robert', 'birth date'],
  ['phelquist 9/4/1957', 'orsolya', 'birth day and month swapped'],
  ['quillfeather 5/24/1961', 'robert', 'birth date one digit off'],
  ['quillfeather 5/23/1959', 'robert', 'birth day and month, another year'],
  ['phelquist 12/9/1957', 'orsolya', 'birth day and year, another month'],
  ['robert 6207', 'robert', 'last four of the SSN'],
  ['siobhan 1972', 'siobhan', 'birth year'],
  ['812-46-6207', 'robert', 'SSN'],
  ['812 46 6208', 'robert', 'SSN one digit off, or two exchanged'],
  ['(218) 555-0137', 'robert', 'phone number'],
  ['555-0137 robert', 'robert', 'phone number'],
  ['QF-80417', 'robert', 'scan card'],
  [RETIRED, 'robert', 'retired client ID'],
];

type Db = (query: string, values: Record<string, string>) => Row[];

/** Their ids; whoever is not there yet is added. */
async function known(page: Page, db: Db, change: (sql: string, values: Record<string, string>) => void) {
  const organization = organizationOf(db, maria.email);
  const found = {} as Record<Who, string>;
  for (const [who, typed] of Object.entries(people) as [Who, Typed][]) {
    const { first, last } = typed;
    const [row] = db(
      "select client_id as id from client where first_name = :'first' and last_name = :'last'", { first, last },
    );
    found[who] = row ? String(row.id) : await addClient(page, organization, typed);
  }
  change(`
    insert into client_alias (client_alias_id, client_id, hmis_id)
    select gen_random_uuid(), :'id', :'retired'
    where not exists (select from client_alias where hmis_id = :'retired')`, { id: found.robert, retired: RETIRED });
  return found;
}

/** Addresses as they stand in the browser's history. */
async function visited(browser: CDPSession): Promise<string[]> {
  const { entries } = await browser.send('Page.getNavigationHistory');
  return entries.flatMap(({ url, userTypedURL, title }) => [url, userTypedURL, title]);
}

test('each kind of slip finds its person, says why, and stands in no address', async ({
  page, db, change, hydrated, axe, javaScriptEnabled,
}) => {
  const scripted = javaScriptEnabled !== false;
  await signIn(page, maria);
  const ids = await known(page, db, change);
  const [{ id }] = db("select hmis_id as id from client where client_id = :'robert'", { robert: ids.robert });
  const asked: [string, Who, string][] = [
    ...lines, [String(id), 'robert', 'client ID'], [ids.robert, 'robert', 'client ID'],
  ];
  // Also of what the page asks for by itself, with the referrer of each.
  const addresses: string[] = [];
  page.on('request', (request) => {
    const { referer = '' } = request.headers();
    addresses.push(...[request.url(), referer].filter((url) => !url.includes('/pkg/')));
  });
  await page.goto('/clients');
  await hydrated(page);
  const box = page.getByLabel('Find a client');
  let search = '';
  for (const [line, who, reason] of asked) {
    await test.step(line, async () => {
      await box.fill(line);
      await box.press('Enter');
      await expect(page).toHaveURL((url) => ![null, search].includes(url.searchParams.get('search')));
      search = new URL(page.url()).searchParams.get('search') ?? '';
      // The offer below the results carries the id of their search.
      await expect(page.locator(`a[href="/clients/new?draft=${search}"]`)).toBeVisible();
      const first = page.getByRole('region', { name: /match/ }).getByRole('listitem').first();
      await expect.soft(first.getByRole('link'), line).toHaveAttribute('href', `/clients/${ids[who]}`);
      const why = await first.getByText(/Matches: /).innerText();
      expect.soft(`, ${why.split('Matches:').at(-1)?.trim()},`, line).toContain(`, ${reason},`);
    });
  }
  await axe(page);

  const terms = asked.flatMap(([line]) => [line, ...line.split(/[^\p{L}\d]+/u)]).filter((term) => term.length > 3);
  const plain = (url: string) => decodeURIComponent(url.replace(/^https?:\/\/[^/]*/, '').replaceAll('+', ' '))
    // Ids of searches may hold any four digits.
    .replaceAll(/(search|draft)=[0-9a-f-]{36}/g, '').toLowerCase();
  const history = await visited(await page.context().newCDPSession(page));
  expect(history.filter((url) => url.includes('?search=')).length).toBeGreaterThanOrEqual(asked.length);
  const referrer = scripted ? await page.evaluate(() => document.referrer) : '';
  const told = new Set([...addresses, ...history, referrer].map(plain));
  expect(told.size).toBeGreaterThan(1);
  for (const term of new Set(terms)) {
    expect([...told].filter((address) => address.includes(term.toLowerCase())), term).toEqual([]);
  }
});

// After all other stories: nothing that they typed, and nobody they saw, stands in the server's log.
import { readFileSync } from 'node:fs';
import { expect, password, test } from '../fixtures/test.ts';

// What stories type, beside names and dates of birth; the notes and reasons are also read from their tables.
const typed = [
  'nobody@demo.example', 'not this 1', password, 'wintergreen-kettle-7', 'Keys were handed over',
  'I now assess at the drop-in', 'Finish the training first',
];

test('the log names nobody and repeats nothing', ({ db }) => {
  const path = process.env.E2E_SERVER_LOG;
  expect(path, 'E2E_SERVER_LOG').toBeTruthy();
  // Without the colors of a terminal, which cut words.
  const log = readFileSync(String(path), 'utf8').replaceAll(/\u001b\[[0-9;]*m/g, '');
  expect(log, 'the server logs').toContain('Threshold listens on');

  const words = new Set(log.split(/[^\p{L}'-]+/u));
  const names = db(`
    select distinct name from client, unnest(array[first_name, last_name]) as name where length(name) > 3`);
  expect(names.length).toBeGreaterThan(200);
  expect(names.map((row) => String(row.name)).filter((name) => words.has(name))).toEqual([]);

  const days = new Set(log.match(/\d{4}-\d{2}-\d{2}/g));
  const born = db(`select distinct dob::text as dob from client where dob < current_date - 30`);
  expect(born.length).toBeGreaterThan(500);
  expect(born.map((row) => String(row.dob)).filter((day) => days.has(day))).toEqual([]);

  const notes = db(`
    select text from (
      select body as text from note union select reason from access_request union select note from exit
    ) as written where length(text) > 3`);
  const texts = [...typed, ...notes.map((row) => String(row.text))];
  expect(texts.filter((text) => log.includes(text))).toEqual([]);
});

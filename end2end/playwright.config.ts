// Projects, browser and reports of the stories. The xtask starts the server and names it in BASE_URL.
import { defineConfig } from '@playwright/test';

const SERVER_LOG = /server-log\.spec\.ts$/;
const asRoot = process.getuid?.() === 0;

export default defineConfig({
  testDir: 'stories',
  outputDir: process.env.E2E_OUTPUT ?? '../target/e2e/test-results',
  // One database and one server for all stories.
  workers: 1,
  retries: 0,
  forbidOnly: true,
  timeout: 120_000,
  // Hydration takes seconds on a machine that does other work too.
  expect: { timeout: 10_000 },
  reporter: [
    ['list'],
    ['json', { outputFile: process.env.E2E_REPORT ?? '../target/e2e/report.json' }],
  ],
  use: {
    baseURL: process.env.BASE_URL ?? 'http://127.0.0.1:3000',
    locale: 'en-US',
    timezoneId: 'America/Chicago',
    // Nothing slides or fades: a control is where it is pressed, and colors are those of the scheme.
    contextOptions: { reducedMotion: 'reduce' },
    // Recording takes a third of the time of all stories: `-- --trace retain-on-failure` asks for it.
    trace: 'off',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: [
        // Chromium refuses its sandbox to root.
        ...(asRoot ? ['--no-sandbox'] : []),
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  projects: [
    { name: 'desktop', testIgnore: SERVER_LOG, use: { viewport: { width: 1440, height: 900 } } },
    {
      name: 'tablet',
      testIgnore: SERVER_LOG,
      use: { viewport: { width: 768, height: 1024 }, hasTouch: true },
    },
    {
      name: 'nojs',
      testIgnore: [/\.hydrate\.spec\.ts$/, SERVER_LOG],
      use: { viewport: { width: 1440, height: 900 }, javaScriptEnabled: false },
    },
    // Last, over what all the others left in the server's log.
    { name: 'log', testMatch: SERVER_LOG, dependencies: ['desktop', 'tablet', 'nojs'] },
  ],
});

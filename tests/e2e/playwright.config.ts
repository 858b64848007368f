import { defineConfig } from '@playwright/test'
import { environment } from './environment'

export const SESSION = 'test-results/session.json'

// One worker: the tests share one server, and its list of runs is part of what they look at.
export default defineConfig({
  testDir: '.',
  outputDir: 'test-results/output',
  workers: 1,
  timeout: 30_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ['json', { outputFile: 'test-results/results.json' }]],
  use: {
    baseURL: environment.url,
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    timezoneId: 'UTC',
    launchOptions: { executablePath: environment.chromium, args: ['--no-sandbox'] },
    screenshot: 'only-on-failure',
  },
  projects: [
    { name: 'sign in', testMatch: 'sign-in.ts' },
    { name: 'chromium', testMatch: 'specs/*.spec.ts', dependencies: ['sign in'], use: { storageState: SESSION } },
  ],
})

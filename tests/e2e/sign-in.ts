import { expect, test } from '@playwright/test'
import { environment } from './environment'
import { SESSION } from './playwright.config'
import { seed } from './seed'

test('signs in by the one-time link and records the runs that the tests look at', async ({ browser }) => {
  test.setTimeout(120_000)
  const earlier = await browser.newContext({ storageState: SESSION }).catch(() => null)
  const known = earlier !== null && (await earlier.request.get('/v1/session')).ok()
  const context = known ? earlier : await browser.newContext()
  const page = await context.newPage()
  if (!known) await page.goto(`/login?token=${encodeURIComponent(environment.loginToken)}`)
  else await page.goto('/')
  await expect(page).toHaveURL(/\/runs/)
  await expect(page.getByRole('link', { name: 'Runs', exact: true })).toBeVisible()
  await seed(context.request)
  await context.storageState({ path: SESSION })
})

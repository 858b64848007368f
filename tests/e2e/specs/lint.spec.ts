import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { runs } from '../seed'
import { expect, test } from '../test'

/** The address of the lint page of a run's newest lint. */
async function lintPage(page: Page, runId: string): Promise<string> {
  const answer = await page.request.get(`/v1/runs/${runId}/verdicts`)
  return `/lint/${(await answer.json()).verdicts[0].id}`
}

// First: the tests below leave lints behind that would be in the pictures.
const pages: Record<string, (page: Page) => Promise<string>> = {
  'lint-tab': async () => `/runs/${runs.linted}?tab=lint`,
  'lint-tab-empty': async () => `/runs/${runs.failed}?tab=lint`,
  'lint-hostile': (page) => lintPage(page, runs.hostile),
  'lint-silent': (page) => lintPage(page, runs.unknown),
  fleet: async () => '/lint',
  'fleet-empty': async () => '/lint?agent=nobody',
}
const sizes = [
  [1440, 900],
  [1280, 800],
  [390, 844],
] as const

/** The documentation keeps the pictures of one wide and one narrow screen; the rest are for looking at a test run. */
function pictureOf(name: string, width: number, theme: string) {
  const kept = width === 1440 || (width === 390 && theme === 'light')
  return `${kept ? '../../docs/images' : 'test-results/images'}/${name}-${width}-${theme}.png`
}

async function settled(page: Page) {
  await expect(page.locator('main')).toBeVisible()
  await expect(page.locator('.skeleton')).toHaveCount(0)
  await page.waitForFunction(() => document.fonts.ready.then(() => true))
}

for (const theme of ['light', 'dark'] as const) {
  test.describe(`in the ${theme} theme`, () => {
    test.use({ colorScheme: theme })

    for (const [name, path] of Object.entries(pages)) {
      for (const [width, height] of [sizes[0], sizes[2]]) {
        test(`${name} has no serious fault of accessibility, ${width} wide`, async ({ page }) => {
          await page.setViewportSize({ width, height })
          await page.goto(await path(page))
          await settled(page)
          const { violations } = await new AxeBuilder({ page }).analyze()
          const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
          expect(grave.map((v) => `${v.id}: ${v.nodes.map((n) => n.target).join(' ')}`)).toEqual([])
        })
      }

      test(`${name} fits every width`, async ({ page }) => {
        // The same picture whenever it is taken: "3 h ago" counts from this hour.
        await page.clock.setFixedTime('2026-11-20T12:00:00Z')
        for (const [width, height] of sizes) {
          await page.setViewportSize({ width, height })
          await page.goto(await path(page))
          await settled(page)
          const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
          expect(overflow, `${width} wide`).toBeLessThanOrEqual(0)
          const scroller = page.locator('.lint-tab, .verdict-page')
          if ((await scroller.count()) > 0)
            expect(await scroller.evaluate((e) => e.scrollWidth - e.clientWidth), `${width} wide, inside`).toBeLessThanOrEqual(0)
          await page.screenshot({ path: pictureOf(name, width, theme) })
        }
      })
    }
  })
}

test.describe('the lint of a run', () => {
  test('shows in the list as a badge that leads to it', async ({ page }) => {
    await page.goto('/runs?env=e2e')
    const badge = page.getByRole('row').filter({ hasText: 'Checkout under load' }).getByRole('link', { name: 'fail' })
    await expect(badge).toHaveAttribute('title', '1 finding fails the gate')
    await badge.click()
    await expect(page).toHaveURL(new RegExp(`/runs/${runs.linted}.*tab=lint`))
    await expect(page.getByText('latency_ms.p95 420 ms over 350 ms')).toBeVisible()
    await page.goBack()
    await page.getByRole('columnheader', { name: 'Lint' }).getByRole('button').click()
    await expect(page.getByRole('row').nth(1)).toContainText('Checkout under load')
  })

  test('says why, where, and how sure', async ({ page }) => {
    await page.goto(`/runs/${runs.linted}?tab=lint`)
    const first = page.getByRole('region', { name: /Thresholds/ }).getByRole('row').nth(1)
    await expect(first).toContainText(/latency_ms\.p95.*broken.*420 ms.*\[401 ms, 440 ms\].*350 ms.*1,200/s)
    await expect(page.getByRole('row').filter({ hasText: 'latency_ms.p99' })).toContainText('needs 2,995')
    await expect(page.getByText('no metrics of this run reached Prometheus')).toBeVisible()
    await expect(page.getByRole('region', { name: 'Completeness' })).toContainText('did not answer within 2 s')
    await expect(page.getByRole('region', { name: 'Compared with the baseline' })).toContainText('do not gate')

    const open = page.getByRole('region', { name: 'Look further' }).getByRole('link', { name: 'Open' }).first()
    await expect(open).toHaveAttribute('href', /^http:\/\/127\.0\.0\.1:3000\/explore/)
    await expect(open).toHaveAttribute('rel', /noopener/)
    await page.getByRole('region', { name: 'Worst' }).getByRole('row').filter({ hasText: 'db.query.users' }).getByRole('link', { name: 'step' }).click()
    await expect(page.getByRole('complementary', { name: 'Step' })).toContainText('db.query.users')
  })

  test('keeps older lints at addresses of their own', async ({ page }) => {
    await page.goto(`/runs/${runs.linted}?tab=lint`)
    await page.getByRole('combobox', { name: 'Which lint' }).selectOption({ index: 1 })
    await expect(page).toHaveURL(/lint=[0-9a-f-]{36}/)
    await page.reload()
    await expect(page.getByText('This is not the newest lint.')).toBeVisible()
    await expect(page.getByText('3 rules hold')).toBeVisible()
  })

  test('says how to lint where nobody did', async ({ page }) => {
    await page.goto(`/runs/${runs.failed}?tab=lint`)
    await expect(page.getByRole('heading', { name: 'This run was never linted' })).toBeVisible()
    await expect(page.getByText(`fabrik laos lint --run ${runs.failed}`)).toBeVisible()
  })

  test('arrives while the list is open', async ({ page, recorder }) => {
    const run_id = `e2e-live-lint-${Date.now()}`
    await recorder.declare({ run_id, name: 'Judged later', env: 'e2e-live', started_at: '2026-01-01T00:00:00Z' })
    await page.goto('/runs?env=e2e-live')
    const row = page.getByRole('row').filter({ hasText: 'Judged later' }).first()
    await expect(row).toBeVisible()
    await recorder.verdict({ verdict: 'inconclusive', summary: 'nothing was judged', run_id })
    await expect(row.getByRole('link', { name: 'inconclusive' })).toBeVisible()
  })
})

test.describe('the fleet', () => {
  test('shows the worst first, counts by agent, and keeps its filters in the address', async ({ page }) => {
    await page.goto('/runs')
    await page.getByRole('link', { name: 'Lint', exact: true }).click()
    await expect(page).toHaveURL(/\/lint$/)
    await expect(page.getByRole('row').nth(1)).toContainText('fail')
    const agent = page.getByRole('region', { name: 'Runs by agent' }).getByRole('button', { name: /sweeper/ })
    await expect(agent).toContainText(/2.*fail/)
    await agent.click()
    await expect(page).toHaveURL(/agent=sweeper/)
    await page.getByRole('group', { name: 'Verdict' }).getByRole('button', { name: 'fail' }).click()
    await expect(page).toHaveURL(/status=fail/)
    await expect(page.getByRole('row')).toHaveCount(3)
    await page.reload()
    await expect(page.getByRole('row')).toHaveCount(3)
    await page.getByRole('searchbox', { name: 'Agent' }).or(page.getByRole('combobox', { name: 'Agent' })).fill('')
    await expect(page).not.toHaveURL(/agent=/)
  })

  test('opens a lint by j and Enter, also of a run that is not here, and comes back to its place', async ({ page }) => {
    await page.goto('/lint?agent=ghost')
    await expect(page.getByRole('row').nth(1)).toContainText(runs.unknown)
    await page.keyboard.press('j')
    await expect(page.getByRole('row').nth(1)).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(/\/lint\/[0-9a-f-]{36}/)
    await expect(page.getByRole('heading', { name: `Lint of ${runs.unknown}` })).toBeVisible()
    await expect(page.getByRole('region', { name: /Not judged/ })).toContainText('no spans of this run reached Tempo')
    await page.goBack()
    await expect(page.locator('[role=row][aria-selected=true]')).toHaveCount(1)
  })

  test('asks anew when it is come back to', async ({ page, recorder }) => {
    await page.goto('/lint?env=e2e-focus')
    await expect(page.getByRole('heading', { name: 'No lint matches these filters' })).toBeVisible()
    await recorder.verdict({ verdict: 'pass', summary: 'a rule holds', run_id: `e2e-focus-${Date.now()}`, env: 'e2e-focus' })
    await page.evaluate(() => window.dispatchEvent(new Event('visibilitychange')))
    await expect(page.getByRole('row').nth(1)).toContainText('e2e-focus')
  })

  test('says what broke, with a retry', async ({ page }) => {
    await page.route('**/v1/verdicts?**', (route) =>
      route.fulfill({ status: 404, contentType: 'application/problem+json', body: JSON.stringify({ title: 'There is no such project', request_id: 'req-7' }) }),
    )
    await page.goto('/lint')
    await expect(page.getByRole('heading', { name: 'The lints could not be loaded' })).toBeVisible()
    await expect(page.getByText('req-7')).toBeVisible()
    await page.unroute('**/v1/verdicts?**')
    await page.getByRole('button', { name: 'Retry' }).click()
    await expect(page.getByRole('row').nth(1)).toBeVisible()
  })
})

test('a lint that no one should write stays text', async ({ page }) => {
  await page.goto(await lintPage(page, runs.hostile))
  await expect(page.getByText('<script>alert(1)</script>')).toBeVisible()
  await expect(page.locator('.lint-report script, .lint-report img, .lint-report b')).toHaveCount(0)
  await expect(page.locator('a[href^="javascript"]')).toHaveCount(0)
})

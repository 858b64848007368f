import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { runs } from '../seed'
import { expect, test } from '../test'

const pages = {
  runs: '/runs',
  'runs-empty': '/runs?env=nowhere',
  run: `/runs/${runs.good}`,
  'run-step': `/runs/${runs.good}?step=think`,
  'run-failed': `/runs/${runs.failed}?step=look`,
  'run-waited': `/runs/${runs.waited}`,
  'run-hostile': `/runs/${runs.hostile}?step=evil`,
  'run-10000-steps': `/runs/${runs.big}`,
  'run-logs': `/runs/${runs.good}?tab=logs`,
  'run-json': `/runs/${runs.good}?tab=json`,
  settings: '/settings',
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
      test(`${name} has no serious fault of accessibility`, async ({ page }) => {
        await page.goto(path)
        await settled(page)
        const { violations } = await new AxeBuilder({ page }).analyze()
        const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
        expect(grave.map((v) => `${v.id}: ${v.nodes.map((n) => n.target).join(' ')}`)).toEqual([])
      })

      test(`${name} fits every width`, async ({ page }) => {
        // The same picture whenever it is taken: "3 h ago" counts from this hour.
        await page.clock.setFixedTime('2026-11-20T12:00:00Z')
        for (const [width, height] of sizes) {
          await page.setViewportSize({ width, height })
          await page.goto(path)
          await settled(page)
          const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
          expect(overflow, `${width} wide`).toBeLessThanOrEqual(0)
          await page.screenshot({ path: pictureOf(name, width, theme) })
        }
      })
    }
  })
}

test('the theme can be chosen and is kept', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light' })
  await page.goto('/runs')
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
  await expect(page.locator('main')).toBeVisible()
  const light = await background()
  await page.getByRole('button', { name: /^Theme: system/ }).click()
  await page.getByRole('button', { name: /^Theme: light/ }).click()
  expect(await background()).not.toBe(light)
  await page.reload()
  await expect(page.getByRole('button', { name: /^Theme: dark/ })).toBeVisible()
  expect(await background()).not.toBe(light)
})

test('a run is readable on a phone', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto(`/runs/${runs.good}`)
  await page.locator('[data-step=think]').click()
  const panel = page.getByRole('complementary', { name: 'Step' })
  await expect(panel).toContainText('I will look this up.')
  expect((await panel.boundingBox())!.width).toBe(390)
  await panel.getByRole('button', { name: /^Close the panel/ }).click()
  await expect(panel).toHaveCount(0)
  await page.goto('/runs?env=e2e')
  const card = page.getByRole('row').filter({ hasText: 'How many moons' })
  expect((await card.boundingBox())!.height).toBeGreaterThanOrEqual(44)
})

import { BIG, runs } from '../seed'
import { expect, test } from '../test'

test.describe('the run page', () => {
  test('shows the tree, the waterfall and the facts', async ({ page }) => {
    await page.goto(`/runs/${runs.good}`)
    const grid = page.getByRole('treegrid', { name: 'Steps of the run' })
    await expect(grid.getByRole('row')).toHaveCount(5)
    await expect(page.locator('[data-step=think]')).toHaveAttribute('aria-level', '2')
    await expect(page.locator('[data-step=think]')).toContainText('1.89 s')
    await expect(page.locator('.facts').first()).toContainText('session-7')
    await expect(page.locator('.facts').first()).toContainText('2 model, 1 tool')
  })

  test('opens a step beside it, under a link of its own', async ({ page }) => {
    await page.goto(`/runs/${runs.good}`)
    await page.locator('[data-step=think]').click()
    const panel = page.getByRole('complementary', { name: 'Step' })
    await expect(panel.getByRole('tab', { name: 'Messages' })).toHaveAttribute('aria-selected', 'true')
    await expect(panel).toContainText('You are a careful research assistant')
    await expect(panel.locator('.tool-call')).toContainText('"How many moons does Saturn have?"')
    await expect(page).toHaveURL(/step=think/)
    await page.reload()
    await expect(panel).toContainText('I will look this up.')
    await expect(page.locator('[data-step=think]')).toHaveAttribute('aria-selected', 'true')
  })

  test('shows secrets as chips only', async ({ page }) => {
    await page.goto(`/runs/${runs.good}?step=look`)
    const panel = page.getByRole('complementary', { name: 'Step' })
    await panel.getByRole('tab', { name: 'Input' }).click()
    await expect(panel.getByText(/^redacted: /).first()).toBeVisible()
    expect(await page.content()).not.toContain('e2e-0123456789abcdef')
  })

  test('marks what failed and goes from error to error', async ({ page }) => {
    await page.goto(`/runs/${runs.failed}`)
    await expect(page.locator('[data-step=look]')).toContainText('error')
    await page.keyboard.press('n')
    await page.keyboard.press('n')
    await expect(page.locator('[data-step=look]')).toHaveAttribute('aria-selected', 'true')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('complementary', { name: 'Step' })).toContainText('search did not answer within 10 s')
  })

  test('shortens hours of waiting to a labelled break, and shows them in full on demand', async ({ page }) => {
    await page.goto(`/runs/${runs.waited}`)
    await expect(page.locator('.axis-break')).toContainText('2 h 18 min')
    await page.getByRole('checkbox', { name: 'Shorten waits' }).uncheck()
    await expect(page.locator('.axis-break')).toHaveCount(0)
  })

  test('shows hostile data as text', async ({ page }) => {
    await page.goto(`/runs/${runs.hostile}?step=evil`)
    const panel = page.getByRole('complementary', { name: 'Step' })
    await expect(panel).toContainText('<script>alert(1)</script>')
    await expect(panel.getByText('U+2066 LRI')).toBeVisible()
    await expect(page.getByRole('heading', { level: 1 })).toContainText('U+202E RLO')
    await expect(page.locator('main img, main a[href^="javascript"], .panel a')).toHaveCount(0)
    await expect(page.getByText('Parents not received')).toBeVisible()
    await panel.getByRole('tab', { name: 'Output' }).click()
    await panel.getByRole('button', { name: /key 0/ }).click()
    await expect(panel.getByRole('button', { name: /9,900 more entries/ })).toBeVisible()
  })

  test('holds 10,000 steps with only the visible ones in the page', async ({ page }) => {
    await page.goto(`/runs/${runs.big}`)
    const grid = page.getByRole('treegrid')
    await expect(grid).toHaveAttribute('aria-rowcount', String(BIG + 1))
    expect(await grid.getByRole('row').count()).toBeLessThan(80)
    await page.getByRole('row', { name: /research-agent/ }).focus()
    await page.keyboard.press('End')
    await expect(page.locator(`[data-step=page-${BIG - 1}]`)).toBeFocused()
  })

  test('answers an unknown run and an unknown step with what to do', async ({ page }) => {
    await page.goto('/runs/there-is-none')
    await expect(page.getByRole('heading', { name: 'There is no such run here' })).toBeVisible()
    await page.goto(`/runs/${runs.good}?step=there-is-none`)
    await expect(page.getByRole('heading', { name: 'There is no such step in this run' })).toBeVisible()
  })

  test('has the run as JSON and its logs', async ({ page }) => {
    await page.goto(`/runs/${runs.good}?tab=json`)
    await expect(page.locator('.json')).toContainText(`"${runs.good}"`)
    await page.getByRole('tab', { name: 'Logs' }).click()
    await expect(page).toHaveURL(/tab=logs/)
    await expect(page.getByRole('heading', { name: 'No log lines for this run' })).toBeVisible()
  })
})

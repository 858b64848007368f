import { runs } from '../seed'
import { expect, test } from '../test'

test.describe('the runs list', () => {
  test('shows what each run is, how it went and what it cost', async ({ page }) => {
    await page.goto('/runs?env=e2e')
    const row = page.getByRole('row').filter({ hasText: 'How many moons' })
    await expect(row).toContainText('ok')
    await expect(row).toContainText('4.2 s')
    await expect(row).toContainText('research-agent')
    await expect(row).toContainText('fabrik-demo-small')
    await expect(row).toContainText('1.75k')
    await expect(row).toContainText('search')
    await expect(row).toContainText('team=search')
    await expect(page.getByRole('row').filter({ hasText: 'Compare two suppliers' })).toContainText('failed')
  })

  test('keeps every filter in the address, and takes it from there', async ({ page }) => {
    await page.goto('/runs?env=e2e')
    await page.getByRole('group', { name: 'Status' }).getByRole('button', { name: 'failed' }).click()
    await expect(page).toHaveURL(/status=failed/)
    await expect(page.getByRole('row')).toHaveCount(2)

    const field = page.getByRole('combobox', { name: /^Filter by/ })
    await field.fill('tag:team=fin')
    await page.getByRole('option', { name: /team=finance/ }).click()
    await expect(page).toHaveURL(/tag=team%3Dfinance/)
    await page.getByRole('combobox', { name: 'Time' }).selectOption('30d')
    await expect(page).toHaveURL(/range=30d/)

    await page.reload()
    await expect(page.getByRole('button', { name: 'Remove filter tag team=finance' })).toBeVisible()
    await expect(page.getByRole('group', { name: 'Status' }).getByRole('button', { name: 'failed' })).toHaveAttribute('aria-pressed', 'true')
    await page.getByRole('button', { name: 'Clear all' }).click()
    await expect(page).toHaveURL(/\/runs$/)
  })

  test('says so when nothing matches, and how to get out', async ({ page }) => {
    await page.goto('/runs?env=nowhere')
    await expect(page.getByRole('heading', { name: 'No run matches these filters' })).toBeVisible()
    await page.getByRole('button', { name: 'Clear the filters' }).click()
    await expect(page.getByRole('row').nth(1)).toBeVisible()
  })

  test('loads older runs on demand and returns to the same place', async ({ page }) => {
    await page.goto('/runs?env=nightly')
    const scroller = page.locator('[data-scroll-restoration-id=runs]')
    await page.getByRole('button', { name: 'Load older' }).scrollIntoViewIfNeeded()
    await page.getByRole('button', { name: 'Load older' }).click()
    await expect(page.getByText('130 runs')).toBeAttached()
    await scroller.evaluate((element) => element.scrollTo(0, 2600))
    const row = page.getByRole('row').filter({ hasText: 'Nightly check 85' })
    await row.getByRole('link').click()
    await expect(page.getByRole('heading', { name: 'Nightly check 85' })).toBeVisible()
    await page.goBack()
    await expect(row).toBeVisible()
    expect(await scroller.evaluate((element) => element.scrollTop)).toBeGreaterThan(2300)
    await expect(page).toHaveURL(/env=nightly/)
  })

  test('sorts, and hides columns, and remembers them', async ({ page }) => {
    await page.goto('/runs?env=e2e')
    await page.getByRole('columnheader', { name: 'Duration' }).getByRole('button').click()
    await expect(page).toHaveURL(/sort=-duration/)
    await expect(page.getByRole('row').nth(1)).toContainText('Refund order 4711')
    await page.getByRole('button', { name: 'Columns' }).click()
    await page.getByRole('checkbox', { name: 'Tags' }).uncheck()
    await page.reload()
    await expect(page.getByRole('columnheader', { name: 'Models' })).toBeVisible()
    await expect(page.getByRole('columnheader', { name: 'Tags' })).toHaveCount(0)
  })

  test('moves by j and k and opens by Enter', async ({ page }) => {
    await page.goto('/runs?env=e2e')
    await expect(page.getByRole('row').nth(1)).toBeVisible()
    await page.keyboard.press('j')
    await expect(page.getByRole('row').nth(1)).toBeFocused()
    await page.keyboard.press('j')
    await expect(page.getByRole('row').nth(2)).toBeFocused()
    await page.keyboard.press('k')
    await expect(page.getByRole('row').nth(1)).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(/\/runs\/e2e-/)
    await page.goBack()
    await expect(page.locator('[role=row][aria-selected=true]')).toHaveCount(1)
  })

  test('opens a run by id from the palette', async ({ page }) => {
    await page.goto('/runs?env=e2e')
    await expect(page.getByRole('row').nth(1)).toBeVisible()
    await page.keyboard.press('Control+k')
    await page.getByRole('dialog').getByLabel('Run id, name or command').fill(runs.good)
    await expect(page.getByRole('dialog').getByRole('option').first()).toContainText(runs.good)
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(new RegExp(`/runs/${runs.good}`))
  })
})

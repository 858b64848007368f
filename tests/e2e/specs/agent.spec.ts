import { agentMissing, ask } from '../agent'
import { expect, test } from '../test'

/** The real agent, recorded by standard OpenTelemetry, watched while it works. */
test.describe('the sample agent', () => {
  test.skip(agentMissing !== '', agentMissing)

  test('appears in the list while it runs, and its steps arrive on the open page', async ({ page }) => {
    const run = `e2e-agent-slow-${Date.now()}`
    await page.goto('/runs?env=agent')
    await expect(page.getByText('Live', { exact: true })).toBeVisible()
    const finished = ask(run, 'How thick is the glacier?')

    await page.getByRole('button', { name: /new/ }).click()
    await page.goto(`/runs/${run}`)
    await expect(page.locator('.run-title')).toContainText('running')
    await expect(page.getByRole('row').filter({ hasText: 'search' })).toBeVisible()

    expect(await finished).toBe(0)
    await expect(page.locator('.run-title')).toContainText('ok')
    await expect(page.getByRole('row').filter({ hasText: 'fetch' })).toBeVisible()
    await expect(page.getByText('fabrik-demo-small').first()).toBeVisible()
    await page.screenshot({ path: '../../docs/images/agent-slow.png' })
  })

  test('shows which tool call failed, what it said, and what was spent', async ({ page }) => {
    const run = `e2e-agent-failing-${Date.now()}`
    expect(await ask(run, 'When is high tide in the northern harbour?')).toBe(1)

    await page.goto(`/runs/${run}`)
    await expect(page.locator('.run-title')).toContainText('failed')
    await expect(page.getByText(/HTTP 503 from \/page\/tide-table/).first()).toBeVisible()
    await page.getByRole('row').filter({ hasText: 'fetch' }).last().click()
    await expect(page.getByRole('tab', { name: 'Messages' }).or(page.getByRole('tab', { name: 'Input' })).first()).toBeVisible()
    await expect(page.getByText('tide-table').first()).toBeVisible()
    await expect(page.getByText(/\$0\.0000/).first()).toBeVisible()
    await page.screenshot({ path: '../../docs/images/agent-failing.png' })
  })
})

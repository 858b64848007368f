import { expect, test } from '../test'

// Runs of a different name each time sort last, so that pictures of the list stay the same.
const LONG_AGO = '2020-01-01T00:00:00Z'

test.describe('live', () => {
  test('announces new runs instead of jumping, and updates rows where they stand', async ({ page, recorder }) => {
    const id = `e2e-live-${Date.now()}`
    await page.goto('/runs?env=live')
    await expect(page.getByText('Live', { exact: true })).toBeVisible()
    await recorder.declare({ run_id: id, name: `Live ${id}`, env: 'live', agent: 'live-agent', started_at: LONG_AGO })
    await expect(page.getByRole('button', { name: '1 new' })).toBeVisible()
    await expect(page.getByRole('row').filter({ hasText: id })).toHaveCount(0)
    await page.getByRole('button', { name: '1 new' }).click()
    const row = page.getByRole('row').filter({ hasText: id })
    await expect(row).toContainText('running')
    await recorder.finish(id, { status: 'failed' })
    await expect(row).toContainText('failed')
  })

  test('appends the steps of a run while it is open', async ({ page, recorder }) => {
    const id = `e2e-live-steps-${Date.now()}`
    const step = (step_id: string, more: object) => ({
      step_id,
      kind: 'tool',
      name: step_id,
      started_at: LONG_AGO,
      ended_at: LONG_AGO.replace('00Z', '01Z'),
      ...more,
    })
    await recorder.declare({ run_id: id, name: 'Live steps', env: 'live', started_at: LONG_AGO })
    await recorder.steps(id, [step('root', { kind: 'agent' })])
    await page.goto(`/runs/${id}`)
    await expect(page.locator('[data-step=root]')).toBeVisible()
    await expect(page.getByText('Live', { exact: true })).toBeVisible()
    await recorder.steps(id, [step('first', { parent_id: 'root' }), step('second', { parent_id: 'root' })])
    await expect(page.locator('[data-step=second]')).toBeVisible()
    await recorder.finish(id, { status: 'ok' })
    await expect(page.locator('.run-title')).toContainText('ok')
  })
})

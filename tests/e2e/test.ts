import { test as base, expect } from '@playwright/test'
import { Recorder } from './recorder'

/** Every test fails on an error in the console, an exception, or a violation of the content security policy. */
export const test = base.extend<{ recorder: Recorder; noTrouble: undefined }>({
  recorder: async ({ request }, use) => use(await Recorder.open(request)),
  noTrouble: [
    async ({ page }, use) => {
      const trouble: string[] = []
      page.on('pageerror', (error) => trouble.push(`exception: ${error.message}`))
      page.on('console', (message) => {
        // A 404 that a test asks for shows in the console too; the page must handle it, not hide it.
        if (message.type() === 'error' && !/status of 404/.test(message.text())) trouble.push(`console: ${message.text()}`)
      })
      page.on('dialog', (dialog) => {
        trouble.push(`dialog: ${dialog.message()}`)
        dialog.dismiss()
      })
      await page.addInitScript(() => {
        document.addEventListener('securitypolicyviolation', (event) =>
          console.error(`content security policy: ${event.violatedDirective} ${event.blockedURI}`),
        )
      })
      await use(undefined)
      expect(trouble).toEqual([])
    },
    { auto: true },
  ],
})

export { expect }

import { test } from './fixture.ts'

// Fails on purpose: what a failure brings along is looked at.
test('something else is expected than what comes', async ({ page, weir }) => {
  await page.goto('/about')
  await page.getByRole('button', { name: "Yes, that's fine" }).click()
  await weir.expectEvent({ event_type: 'page_view' })
  await weir.expectEvent({ event_type: 'never' }, { timeoutMs: 1 })
})

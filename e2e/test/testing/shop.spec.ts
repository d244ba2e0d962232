import { expect } from '@playwright/test'
import { test } from './fixture.ts'

test('a purchase is told once, with its value', async ({ page, weir }) => {
  await page.goto('/product/mug')
  await page.getByRole('button', { name: "Yes, that's fine" }).click()
  await page.getByRole('button', { name: 'Add to cart' }).click()
  await page.goto('/checkout')
  await page.getByLabel('Name').fill('Jane Doe')
  await page.getByLabel('E-mail').fill('jane@example.com')
  await page.getByLabel('Street').fill('1 Mill Lane')
  await page.getByLabel('Town').fill('Riverton')
  await page.getByRole('button', { name: 'Order' }).click()

  const purchase = await weir.expectEvent({
    event_type: 'purchase',
    page_path: '/thanks',
    value: 14,
    properties: { currency: 'EUR', lines: [{ sku: 'mug', quantity: 1 }] },
  })
  expect(purchase.consent).toBe('granted')
  expect(weir.events({ event_type: 'purchase' })).toHaveLength(1)
  expect(weir.rejected()).toEqual([])
  // Whatever was typed stays in the page.
  expect(JSON.stringify(weir.events())).not.toMatch(/Jane|jane@|Mill Lane|Riverton/)
})

test('nothing is told before the visitor agrees', async ({ page, weir }) => {
  await page.goto('/product/mug')
  await page.getByRole('button', { name: 'Add to cart' }).click()
  await weir.expectNoEvent({})
})

import { test as base } from '@playwright/test'
import { type TestGateway, weirFixture } from '@weir/gateway/testing'

export const test = base.extend<{ weir: TestGateway }>({
  weir: weirFixture({ intercept: 'https://c.example.com' }),
})

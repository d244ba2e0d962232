import { expect, test } from 'vitest'
import { envelope, event, testGateway } from '../support/gateway.ts'

const env = { WEIR_COOKIE: 'weir_id', WEIR_TRUST_PROXY: '1' }

test('keeps its cookie to encrypted connections, where a proxy says that the page has one', async () => {
  const gateway = await testGateway({ env })
  const { headers } = await gateway.post(envelope([event()]), { 'x-forwarded-proto': 'https' })
  expect(headers.get('set-cookie')).toMatch(/; HttpOnly; Secure; SameSite=None$/u)
})

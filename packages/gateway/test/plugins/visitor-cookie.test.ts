import { expect, test } from 'vitest'
import { envelope, event, testGateway } from '../support/gateway.ts'

const env = { WEIR_COOKIE: 'weir_id', WEIR_TRUST_PROXY: '1' }

test('keeps its cookie to encrypted connections, where a proxy says that the page has one', async () => {
  const gateway = await testGateway({ env })
  const { headers } = await gateway.post(envelope([event()]), { 'x-forwarded-proto': 'https' })
  expect(headers.get('set-cookie')).toMatch(/; HttpOnly; Secure; SameSite=None$/u)
})

test('takes no part of a cookie of somebody else for an id', async () => {
  const gateway = await testGateway({ env })
  const { headers } = await gateway.post(envelope([event()]), { cookie: 'weir_id=QUJDREVGR0g=' })
  expect(headers.get('set-cookie')).toMatch(/^weir_id=[\da-f]{8}-[\da-f-]{27};/u)
})

import { expect, test } from 'vitest'
import { parseEcrImage } from '../../src/options/ecr-image.ts'

const registry = '111111111111.dkr.ecr.eu-west-1.amazonaws.com'
const digest = `sha256:${'0a'.repeat(32)}`

test('takes an image of ECR apart, by tag or by digest', () => {
  const parts = { account: '111111111111', region: 'eu-west-1', name: 'team/weir' }
  expect(parseEcrImage(`${registry}/team/weir:1.2.3`)).toEqual({ ...parts, version: '1.2.3' })
  expect(parseEcrImage(`${registry}/team/weir@${digest}`)).toEqual({ ...parts, version: digest })
})

test.each(['ghcr.io/acme/weir:1', `${registry}/weir`, `x.${registry}/weir:1`, 'weir'])(
  'knows that %s is not in ECR, or not one image of it',
  (image) => {
    expect(parseEcrImage(image)).toBeUndefined()
  },
)

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, onTestFinished, test } from 'vitest'
import {
  about,
  cart,
  categories,
  checkout,
  home,
  products,
  thanks,
} from '../../src/visitors/shop.ts'

const main = join(import.meta.dirname, '../../../script-tag/src/main.ts')

test('visits pages that the demo shop has, under their titles', async () => {
  const child = spawn(process.execPath, ['--conditions=weir-source', main, '--port', '0'])
  onTestFinished(() => void child.kill())
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string]
  const { listening } = JSON.parse(line) as { listening: string }
  const pages = [home, about, cart, checkout, thanks, ...categories, ...products]
  const titles = await Promise.all(
    pages.map(async ({ path }) => {
      const text = await (await fetch(listening + path)).text()
      return /<title>([^<]+)/u.exec(text)?.[1]
    }),
  )
  expect(titles).toEqual(pages.map(({ title }) => title))
})

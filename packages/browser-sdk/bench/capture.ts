import { launchChromium } from '@weir/browsers'
import { contenders, servePages } from './capture-page.ts'
import { benchCaptureSize } from './capture-size.ts'
import { columns, measure } from './measure.ts'

/**
 * What capture costs: bytes, and time on a page of 10,000 elements in Chromium beside the same page with
 * listeners that do nothing. The contenders take turns; medians are printed.
 */
const rounds = 5

type Row = readonly number[]

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN

async function measureAll(): Promise<Row[][]> {
  const { url, close } = await servePages()
  const { browser } = await launchChromium()
  const rows = contenders.map((): Row[] => [])
  try {
    for (let round = 0; round < rounds; round++) {
      console.log(`round ${round + 1} of ${rounds}`)
      for (let turn = 0; turn < contenders.length; turn++) {
        const which = (turn + round) % contenders.length
        const page = await browser.newPage()
        await page.goto(`${url}/${which}`)
        await page.evaluate(() => new Promise((done) => requestIdleCallback(() => done(0))))
        rows[which]?.push(await measure(page))
        await page.close()
      }
    }
  } finally {
    await browser.close()
    close()
  }
  return rows
}

function report(rows: readonly (readonly Row[])[]): void {
  console.log(`\n${''.padEnd(32)}${contenders.map((name) => name.padStart(18)).join('')}`)
  for (const [at, column] of columns.entries()) {
    const medians = rows.map((row) => median(row.map((values) => values[at] ?? Number.NaN)))
    console.log(column.padEnd(32) + medians.map((value) => value.toFixed(2).padStart(18)).join(''))
  }
}

await benchCaptureSize()
report(await measureAll())

import { brotliCompressSync, gzipSync } from 'node:zlib'
import { bundle } from '@weir/browser-sdk/bundle'
import { compare } from '../report/compare.ts'
import type { Measure } from '../report/result.ts'
import { chunksOf } from './bundle-subject.ts'
import type { Subject } from './subjects/subject.ts'

interface Sizes {
  readonly minified: number
  readonly gzip: number
  readonly brotli: number
  readonly later: number
}

/** As node compresses: gzip at its usual level, brotli at its highest. */
const sizesOf = (first: string, later = ''): Sizes => ({
  minified: Buffer.byteLength(first),
  gzip: gzipSync(first).length,
  brotli: brotliCompressSync(first).length,
  later: later === '' ? 0 : brotliCompressSync(later).length,
})

/** What a page loads for the work of each subject: ours by its package, and by its script tag. */
export async function measureSizes(subjects: readonly Subject[]): Promise<Measure[]> {
  const sizes: [string, Sizes][] = []
  for (const subject of subjects) {
    if (subject.packages.length === 0) continue
    const { first, later } = await chunksOf(subject)
    sizes.push([subject.name, sizesOf(first, later)])
    if (sizes.length > 1) continue
    const script = await bundle({ entry: 'script', format: 'iife' })
    sizes.push([`${subject.name}, the script tag`, sizesOf(script)])
  }
  const measure = (name: string, of: keyof Sizes): Measure =>
    compare({
      group: 'bytes of a page that does this work',
      name,
      unit: 'bytes',
      better: 'less',
      isPlotted: of === 'brotli',
      samples: Object.fromEntries(sizes.map(([subject, each]) => [subject, [each[of]]])),
    })
  return [
    measure('minified', 'minified'),
    measure('gzip', 'gzip'),
    measure('brotli', 'brotli'),
    measure('brotli of what it may load later', 'later'),
  ]
}

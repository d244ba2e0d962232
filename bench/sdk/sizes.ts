import { brotliCompressSync, gzipSync } from 'node:zlib'
import { bundle } from '@weir/browser-sdk/bundle'

const modules = [
  'capturePages',
  'captureClicks',
  'captureScroll',
  'captureEngagement',
  'captureForms',
  'captureErrors',
]

const use = (names: readonly string[]): Promise<string> =>
  bundle({
    format: 'iife',
    source: `import { ${['createWeir', ...names].join(', ')} } from '@weir/browser-sdk'
      window.weir = createWeir({ endpoint: 'x', writeKey: 'y',
        capture: [${names.map((name) => `${name}()`).join(', ')}] })`,
  })

const bytesOf = (code: string): string => {
  const brotli = brotliCompressSync(code).length.toLocaleString('en')
  return `${brotli} of brotli, ${gzipSync(code).length.toLocaleString('en')} of gzip`
}

/** What a page loads, by what it uses. */
export async function sizes(): Promise<(readonly [name: string, bytes: string])[]> {
  const rows: (readonly [string, string])[] = [
    ['bytes: createWeir without capture', bytesOf(await use([]))],
  ]
  for (const name of modules) rows.push([`bytes: … with ${name}`, bytesOf(await use([name]))])
  rows.push(['bytes: … with all six', bytesOf(await use(modules))])
  const script = await bundle({ entry: 'script', format: 'iife' })
  rows.push(['bytes: the script tag', bytesOf(script)])
  return rows
}

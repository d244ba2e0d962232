import { expect, test } from 'vitest'
import { parsePipelineOptions, pipelineHelp } from '../../src/pipeline/pipeline-options.ts'

const parse = (line: string) => parsePipelineOptions(line.split(' ').filter(Boolean))

test('starts everything in ./data, on the usual ports, with young files', () => {
  expect(parse('')).toEqual({
    port: 8080,
    shopPort: 8090,
    data: './data',
    bufferSeconds: 10,
    trafficRate: 0,
    origins: [],
    isReset: false,
    isAws: false,
  })
})

test('takes what comes after the separator that pnpm hands on', () => {
  expect(parse('-- --traffic 200 --aws')).toMatchObject({ trafficRate: 200, isAws: true })
})

test.each([
  ['--port 65536', '--port: "65536" is not a whole number up to 65535'],
  ['--traffic much', '--traffic: "much" is not a whole number up to 10000'],
  ['--buffer-seconds 2', '--buffer-seconds: must be at least 3'],
  ['--port 9000 --shop-port 9000', '--port and --shop-port must differ'],
  ['--origin localhost:3000', '--origin: "localhost:3000" is not an origin'],
  ['--origin http://localhost/shop', '--origin: "http://localhost/shop" is not an origin'],
  ['--sudo', 'sudo'],
  ['shop', 'shop'],
])('refuses %s in one line', (line, message) => {
  expect(() => parse(line)).toThrow(message)
})

test('explains every option', () => {
  const named = Array.from(pipelineHelp.matchAll(/^ {2}--([a-z-]+)/gmu), ([, name]) => name)
  expect(named).toEqual([
    'port',
    'shop-port',
    'data',
    'buffer-seconds',
    'traffic',
    'origin',
    'reset',
    'aws',
    'help',
  ])
})

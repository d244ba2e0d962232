import { expect, test } from 'vitest'
import { help, readOptions } from '../src/options.ts'

const read = (line: string) => readOptions(line.split(' ').filter(Boolean))

test('sends to the gateway of the pipeline unless told otherwise', () => {
  expect(read('')).toEqual({
    rate: 100,
    seconds: 30,
    gateway: 'http://localhost:8080',
    writeKey: 'wk_demo',
    site: 'http://localhost:8090',
    seed: 1,
  })
})

test('sends to Kinesis on this machine, or to AWS', () => {
  expect(read('-- --kinesis').kinesis).toEqual({
    stream: 'events',
    endpoint: 'http://127.0.0.1:4567',
  })
  expect(read('--kinesis --stream s --endpoint aws').kinesis).toEqual({
    stream: 's',
    endpoint: undefined,
  })
})

test.each([
  ['--rate 0', '--rate must be a whole number from 1 to 100000, not "0"'],
  ['--seconds 1.5', '--seconds must be a whole number'],
  ['--gateway localhost', '--gateway must be an address such as http://localhost:8080'],
  ['--speed 5', 'speed'],
])('refuses %s in one line', (line, message) => {
  expect(() => read(line)).toThrow(message)
})

test('explains every option', () => {
  const named = Array.from(help.matchAll(/^ {2}--([a-z-]+)/gmu), ([, name]) => name)
  expect(named).toEqual([
    'rate',
    'seconds',
    'gateway',
    'write-key',
    'site',
    'seed',
    'kinesis',
    'stream',
    'endpoint',
    'help',
  ])
})

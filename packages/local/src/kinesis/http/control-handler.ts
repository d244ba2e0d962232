import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { KinesisControl, ReadBack } from '../control.ts'
import { KinesisError } from '../engine/kinesis-error.ts'
import { FaultError, parseFault } from '../faults/parse-fault.ts'
import type { Exchange } from '../../http/exchange.ts'
import { isLocal } from '../../http/is-local.ts'

/** The control API's own paths begin so; AWS's API has none but "/". */
export const controlPrefix = '/weir/'

class ControlError extends Error {
  readonly status: number
  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

const json = (exchange: Exchange, status: number, value: unknown): void =>
  exchange.answer(status, { 'content-type': 'application/json' }, JSON.stringify(value))

async function addFaults(control: KinesisControl, exchange: Exchange): Promise<void> {
  const body = await exchange.body(64 * 1024)
  if (body === undefined) throw new ControlError(413, 'too large')
  let value: unknown
  try {
    value = JSON.parse(body.toString())
  } catch {
    throw new ControlError(400, 'not JSON')
  }
  // All of them are checked before the first is set.
  const faults = (Array.isArray(value) ? (value as unknown[]) : [value]).map(parseFault)
  json(exchange, 201, { ids: faults.map((fault) => control.addFault(fault)) })
}

const chunkRecords = 1000

/** In chunks, so that a large stream is neither one string nor one write per record. */
function* lines(records: readonly ReadBack[]): Generator<Buffer> {
  for (let at = 0; at < records.length; at += chunkRecords) {
    const chunk = records.slice(at, at + chunkRecords)
    const text = chunk.map(({ data, ...rest }) =>
      JSON.stringify({ ...rest, data: data.toString('base64') }),
    )
    yield Buffer.from(`${text.join('\n')}\n`)
  }
}

function* bytes(records: readonly ReadBack[]): Generator<Buffer> {
  for (const { data } of records) if (data.length > 0) yield data
}

function recordsOf(control: KinesisControl, stream: string): ReadBack[] {
  try {
    return control.records(stream)
  } catch (error) {
    if (error instanceof KinesisError) throw new ControlError(404, error.message)
    throw error
  }
}

async function answerRecords(
  exchange: Exchange,
  type: string,
  chunks: Generator<Buffer>,
): Promise<void> {
  exchange.response.statusCode = 200
  exchange.response.setHeader('content-type', type)
  await pipeline(Readable.from(chunks), exchange.response as NodeJS.WritableStream)
}

async function routeControl(control: KinesisControl, exchange: Exchange): Promise<void> {
  const { method, url } = exchange
  const [area = '', name = '', what = ''] = url.pathname.slice(controlPrefix.length).split('/')
  const route = `${method} ${area}`
  if (route === 'GET health') return json(exchange, 200, { status: 'ok' })
  if (route === 'GET stats') return json(exchange, 200, control.stats())
  if (route === 'GET faults') return json(exchange, 200, { faults: control.faults() })
  if (route === 'POST faults') return addFaults(control, exchange)
  if (route === 'DELETE faults') {
    return json(exchange, 200, { cleared: control.clearFaults(name === '' ? undefined : name) })
  }
  if (route === 'GET streams' && what === 'records') {
    return answerRecords(exchange, 'application/x-ndjson', lines(recordsOf(control, name)))
  }
  if (route === 'GET streams' && what === 'data') {
    return answerRecords(exchange, 'application/octet-stream', bytes(recordsOf(control, name)))
  }
  throw new ControlError(404, `no such thing: ${method} ${url.pathname}`)
}

/** Answers one call of the control API, which no fault ever strikes. */
export async function handleControl(control: KinesisControl, exchange: Exchange): Promise<void> {
  try {
    if (!isLocal(exchange)) {
      throw new ControlError(403, 'the control API is for this machine only')
    }
    await routeControl(control, exchange)
  } catch (error) {
    if (error instanceof ControlError) json(exchange, error.status, { error: error.message })
    else if (error instanceof FaultError) json(exchange, 400, { error: error.message })
    else throw error
  }
}

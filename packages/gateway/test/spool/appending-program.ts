/** Appends without end and writes a line for every acknowledgement: its position and its id. */
import { writeSync } from 'node:fs'
import { createSpool } from '../../src/spool/spool.ts'
import { killSizes, payloadOf } from './kill-payloads.ts'

const [directory = '', round = ''] = process.argv.slice(2)
const spool = await createSpool({ directory, ...killSizes })

async function write(writer: number): Promise<never> {
  for (let count = 0; ; count += 1) {
    const id = `${round}-${writer}-${count}`
    const position = await spool.append(payloadOf(id))
    writeSync(1, `${position} ${id}\n`)
  }
}

await Promise.all(Array.from({ length: 16 }, (_, writer) => write(writer)))

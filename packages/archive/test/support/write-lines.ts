import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { gzipSync, zstdCompressSync } from 'node:zlib'
import type { RejectedRecord, StoredRecord } from '@weir/schema'

/** The hour that tests put their files into. */
export const hour = 'year=2026/month=11/day=21/hour=01'

/** A record with nothing special but what is asked for. */
export function storedRecord(
  fields: Partial<StoredRecord> & Record<string, unknown>,
): StoredRecord {
  return {
    event_id: '0199f0a4-7c00-7000-8000-000000000001',
    event_type: 'page_view',
    timestamp: '2026-11-21T01:02:03.456Z',
    client_timestamp: '2026-11-21T01:02:03.456Z',
    received_at: '2026-11-21T01:02:04.000Z',
    site_id: 'shop',
    session_id: 's-1',
    anonymous_id: 'a-1',
    page_url: 'https://shop.example.com/',
    page_host: 'shop.example.com',
    page_path: '/',
    schema_version: '1.0.0',
    is_bot: false,
    ...fields,
  }
}

export function rejectedRecord(fields: Partial<RejectedRecord>): RejectedRecord {
  return {
    rejected_at: '2026-11-21T01:02:04.000Z',
    site_id: 'shop',
    code: 'schema',
    errors: [{ path: '/page_url', message: 'is missing' }],
    schema_version: '1.0.0',
    event: { event_id: '0199f0a4-7c00-7000-8000-000000000002' },
    ...fields,
  }
}

/** An id that counts. */
export const eventId = (number: number): string =>
  `0199f0a4-7c00-7000-8000-${String(number).padStart(12, '0')}`

/** Puts a file into an archive: bytes as they are, text and records compressed by the name. */
export async function putFile(
  root: string,
  path: string,
  content: Uint8Array | string | readonly object[],
): Promise<void> {
  const text = Array.isArray(content)
    ? content.map((record) => `${JSON.stringify(record)}\n`).join('')
    : content
  const compress = path.endsWith('.zst') ? zstdCompressSync : gzipSync
  const bytes = typeof text === 'string' ? compress(text) : (text as Uint8Array)
  await mkdir(dirname(join(root, path)), { recursive: true })
  await writeFile(join(root, path), bytes)
}

type Callback = (lock: object | null) => unknown

/** Web Locks of one origin, as far as `ifAvailable` goes. */
export interface FakeLocks {
  readonly held: ReadonlySet<string>
  request(name: string, options: { ifAvailable: true }, callback: Callback): Promise<unknown>
}

export function createFakeLocks(): FakeLocks {
  const held = new Set<string>()
  return {
    held,
    async request(name, _options, callback) {
      await Promise.resolve()
      if (held.has(name)) return callback(null)
      held.add(name)
      try {
        return await callback({ name })
      } finally {
        held.delete(name)
      }
    },
  }
}

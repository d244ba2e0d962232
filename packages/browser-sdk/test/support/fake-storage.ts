/** The localStorage of one origin, as all of its tabs see it. */
export interface FakeStorage {
  /** What a page finds as `localStorage`. */
  readonly area: Record<string, string>
  /** Characters that fit, keys included. */
  quota: number
  /** Every access throws, as in a sandboxed frame. */
  isDenied: boolean
  readonly keys: readonly string[]
}

export function createFakeStorage(): FakeStorage {
  const kept = new Map<string, string>()
  const used = () => [...kept].reduce((sum, [key, text]) => sum + key.length + text.length, 0)
  const guard = () => {
    if (storage.isDenied) throw new DOMException('denied', 'SecurityError')
  }
  const area = new Proxy<Record<string, string>>(
    {},
    {
      get(_, key) {
        guard()
        return kept.get(String(key))
      },
      set(_, key, text) {
        guard()
        const before = kept.get(String(key))
        kept.set(String(key), String(text))
        if (used() <= storage.quota) return true
        if (before === undefined) kept.delete(String(key))
        else kept.set(String(key), before)
        throw new DOMException('full', 'QuotaExceededError')
      },
      deleteProperty(_, key) {
        guard()
        kept.delete(String(key))
        return true
      },
      ownKeys() {
        guard()
        return [...kept.keys()]
      },
      getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true }),
    },
  )
  const storage: FakeStorage = {
    area,
    quota: 5_000_000,
    isDenied: false,
    get keys() {
      return [...kept.keys()]
    },
  }
  return storage
}

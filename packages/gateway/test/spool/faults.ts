export function systemError(code: string): NodeJS.ErrnoException {
  return Object.assign(new Error(`${code}: simulated`), { code })
}

export interface Fault {
  /** The operation of the `Files` port; `open` has its access behind a dash. */
  readonly operation: string
  readonly path: RegExp
  readonly code: string
  /** How often; default once. */
  readonly times?: number
  /** Of a failing write: how much of it reaches the disk all the same. */
  readonly keptBytes?: number
}

export interface Faults {
  add(fault: Fault): void
  clear(): void
  /** Throws if the operation is to fail. */
  check(operation: string, path: string): void
  take(operation: string, path: string): { error: Error; keptBytes: number } | undefined
  /** Reads that touch these bytes fail. */
  badSector(path: RegExp, offset: number): void
  checkRead(path: string, offset: number, bytes: number): void
}

export function createFaults(): Faults {
  let faults: (Fault & { left: number })[] = []
  let badSectors: { path: RegExp; offset: number }[] = []

  function take(operation: string, path: string): { error: Error; keptBytes: number } | undefined {
    const fault = faults.find(
      (each) => each.left > 0 && each.operation === operation && each.path.test(path),
    )
    if (!fault) return undefined
    fault.left -= 1
    return { error: systemError(fault.code), keptBytes: fault.keptBytes ?? 0 }
  }

  return {
    add: (fault) => void faults.push({ ...fault, left: fault.times ?? 1 }),
    clear() {
      faults = []
      badSectors = []
    },
    check(operation, path) {
      const fault = take(operation, path)
      if (fault) throw fault.error
    },
    take,
    badSector: (path, offset) => void badSectors.push({ path, offset }),
    checkRead(path, offset, bytes) {
      const isBad = badSectors.some(
        (bad) => bad.path.test(path) && bad.offset >= offset && bad.offset < offset + bytes,
      )
      if (isBad) throw systemError('EIO')
    },
  }
}

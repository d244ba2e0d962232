/** Which parts of a write that was under way are on the disk after a crash. */
export type Survival = (bytes: Buffer, offset: number) => readonly (readonly [number, number])[]

export const wholly: Survival = (bytes) => [[0, bytes.length]]
export const upTo =
  (count: number): Survival =>
  () => [[0, count]]

import type { Boundary } from './boundary.ts'

export const archiveBoundaries: readonly Boundary[] = []

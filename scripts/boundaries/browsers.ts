import type { Boundary } from './boundary.ts'

export const browsersBoundaries: readonly Boundary[] = []

import type { Boundary } from './boundary.ts'

export const browserSdkBoundaries: readonly Boundary[] = []

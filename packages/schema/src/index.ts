export type * from './generated/types.ts'
export { builtinEventTypes } from './generated/types.ts'
export * from './generated/limits.ts'
export type * from './track.ts'

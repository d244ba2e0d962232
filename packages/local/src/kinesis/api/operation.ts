import type { EngineContext } from '../engine/context.ts'
import type { WriteVeto } from '../engine/write.ts'
import type { Params } from './params.ts'

/** One request as an operation sees it. */
export interface Call {
  readonly params: Params
  /** Refuses single records, for a fault that was asked for. */
  readonly veto?: WriteVeto | undefined
}

/** Answers with the JSON of the answer; undefined is an empty body. */
export type Operation = (context: EngineContext, call: Call) => object | undefined

import type { SchemaNode } from '../src/compile/schema-node.ts'

/** The schemas of this package, by what they are. */
export interface OwnSchemas {
  readonly event: SchemaNode
  readonly envelope: SchemaNode
  readonly storedRecord: SchemaNode
  readonly rejectedRecord: SchemaNode
  /** What `properties` holds, by event type. */
  readonly payloads: ReadonlyMap<string, SchemaNode>
}

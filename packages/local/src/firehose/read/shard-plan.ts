/** A shard as ListShards tells of it. */
export interface ShardInfo {
  readonly id: string
  /** One for a split, two for a merge. */
  readonly parents: readonly string[]
}

/**
 * The shards to read now: those not read to their end whose parents are, so that what was written
 * before a split or merge is archived before what came after. A parent that is listed no more has
 * aged out of the stream.
 */
export function readableShards(
  shards: readonly ShardInfo[],
  isDone: (id: string) => boolean,
): string[] {
  const listed = new Set(shards.map(({ id }) => id))
  return shards
    .filter(({ id }) => !isDone(id))
    .filter(({ parents }) => parents.every((parent) => !listed.has(parent) || isDone(parent)))
    .map(({ id }) => id)
}

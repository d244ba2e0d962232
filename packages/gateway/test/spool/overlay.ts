/** What a file that grew is the beginning of: a segment of zeros comes in many pieces. */
const rooms = new WeakMap<Buffer, Buffer>()

/** Writes into a file as it is, and into a longer copy where that is too short. */
export function overlay(base: Buffer, part: Buffer, offset: number): Buffer {
  const length = Math.max(base.length, offset + part.length)
  let room = rooms.get(base) ?? base
  if (room.length < length) {
    room = Buffer.alloc(Math.max(length, 2 * base.length))
    base.copy(room)
  }
  part.copy(room, offset)
  if (length === base.length) return base
  const grown = room.subarray(0, length)
  rooms.set(grown, room)
  return grown
}

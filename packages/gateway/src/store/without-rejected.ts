import type { Store } from './store.ts'

/** The same store where there is no stream for rejected events: it takes them, and keeps none. */
export const withoutRejected = (store: Store): Store => ({
  ...store,
  append: (stream, frame, reserved) =>
    stream === 'rejected' ? Promise.resolve() : store.append(stream, frame, reserved),
})

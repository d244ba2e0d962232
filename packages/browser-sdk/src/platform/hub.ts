import type { Stop } from '../capture/capture.ts'
import { attempt } from './attempt.ts'

/** Who listens to one kind of news. */
export type Hub<News> = Set<(news: News) => void>

export const join =
  <Listener>(hub: Set<Listener>) =>
  (listener: Listener): Stop => {
    hub.add(listener)
    return () => hub.delete(listener)
  }

/** One listener that throws does not keep the others from hearing it. */
export const tell = <News>(hub: Hub<News>, news?: News): void =>
  hub.forEach((listener) => attempt(() => listener(news as News)))

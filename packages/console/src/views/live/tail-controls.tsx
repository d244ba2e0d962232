import type { VNode } from 'preact'
import { formatCount } from '../../state/format.ts'
import { describeRate, type Tail } from '../../state/tail.ts'
import { Icon } from '../../ui/icon.tsx'

/** Stops and goes on, and says how much of all there is can be seen. */
export function TailControls<Item>({ tail }: { tail: Tail<Item> }): VNode {
  const paused = tail.isPaused.value
  const toggle = () => {
    tail.isPaused.value = !paused
  }
  return (
    <div class="tail-controls">
      <span class="rate">
        {paused ? `paused, ${formatCount(tail.missed.value)} since` : describeRate(tail.rate.value)}
      </span>
      <button type="button" onClick={toggle} aria-pressed={paused}>
        <Icon name={paused ? 'play' : 'pause'} /> {paused ? 'Go on' : 'Pause'}
      </button>
    </div>
  )
}

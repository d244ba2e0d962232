import type { VNode } from 'preact'

/** How much of something is used. */
export const Meter = (props: { label: string; share: number; text: string }): VNode => {
  const { label, share, text } = props
  const percent = Math.min(100, Math.max(0, share * 100))
  return (
    <div
      class={percent > 80 ? 'meter is-high' : 'meter'}
      role="meter"
      aria-label={label}
      aria-valuenow={percent}
      aria-valuetext={text}
      aria-valuemin={0}
      aria-valuemax={100}
    >
      <div style={{ width: `${percent}%` }} />
    </div>
  )
}

import { useSignal } from '@preact/signals'
import type { VNode } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import UPlot from 'uplot'
import { theme } from '../state/theme.ts'

export interface Series {
  readonly label: string
  readonly values: readonly (number | null)[]
}

interface Props {
  readonly title: string
  /** Seconds since the epoch. */
  readonly times: readonly number[]
  readonly series: readonly Series[]
  readonly format: (value: number) => string
}

const height = 176

/** Lines over time. A screen reader hears the last values, which stand below as text as well. */
export function Plot({ title, times, series, format }: Props): VNode {
  const frame = useRef<HTMLDivElement>(null)
  const plot = useRef<UPlot>(undefined)
  const pointed = useSignal<number | undefined>(undefined)
  const days = isDays(times)
  const data: UPlot.AlignedData = [[...times], ...series.map(({ values }) => [...values])]
  useEffect(() => {
    const { current } = frame
    if (current === null) return undefined
    const draw = () => {
      plot.current?.destroy()
      plot.current = new UPlot(
        optionsOf(current, series, { format, days, onPoint: (at) => (pointed.value = at) }),
        data,
        current,
      )
    }
    draw()
    const system = matchMedia('(prefers-color-scheme: dark)')
    system.addEventListener('change', draw)
    const sizes = new ResizeObserver(() => {
      plot.current?.setSize({ width: current.clientWidth, height })
    })
    sizes.observe(current)
    return () => {
      system.removeEventListener('change', draw)
      sizes.disconnect()
      plot.current?.destroy()
    }
  }, [theme.value, series.map(({ label }) => label).join()])
  useEffect(() => plot.current?.setData(data))
  const at = pointed.value
  const write = (value: number | null | undefined) =>
    value === undefined || value === null ? '–' : format(value)
  const last = (values: Series['values']) => values.findLast((value) => value !== null)
  const spoken = series.map(({ label, values }) => `${label} ${write(last(values))}`).join(', ')
  return (
    <figure class="plot">
      <div ref={frame} role="img" aria-label={`${title}, at last: ${spoken}`} />
      <figcaption>
        {series.map(({ label, values }, index) => (
          <span key={label} class="legend">
            <i class={`swatch series-${index + 1}`} />
            {label} <b>{write(at === undefined ? last(values) : values[at])}</b>
          </span>
        ))}
        {at !== undefined && <span>at {clockOf(times[at] ?? 0, days)}</span>}
      </figcaption>
    </figure>
  )
}

/** A canvas knows no custom properties: the colours are read from elements that have them. */
function colorOf(frame: HTMLElement, className: string): string {
  const probe = document.createElement('i')
  probe.className = className
  frame.append(probe)
  const { color } = getComputedStyle(probe)
  probe.remove()
  return color
}

interface Drawing {
  readonly format: (value: number) => string
  readonly days: boolean
  /** Told where the pointer is. */
  readonly onPoint: (at: number | undefined) => void
}

function optionsOf(
  frame: HTMLElement,
  series: readonly Series[],
  { format, days, onPoint }: Drawing,
): UPlot.Options {
  const ink = colorOf(frame, 'plot-ink')
  const line = colorOf(frame, 'plot-line')
  const grid = { stroke: line, width: 1 }
  const font = '11px system-ui, sans-serif'
  const axis = { stroke: ink, font, grid, ticks: { show: false } }
  return {
    width: frame.clientWidth,
    height,
    legend: { show: false },
    hooks: { setCursor: [({ cursor }) => onPoint(cursor.idx ?? undefined)] },
    cursor: { drag: { x: false, y: false }, y: false },
    padding: [8, 26, 0, 0],
    scales: { y: { range: (_plot, _low, high) => [0, Math.max(high * 1.1, Number.MIN_VALUE)] } },
    axes: [
      {
        ...axis,
        size: 26,
        space: 90,
        values: (_plot, ticks) => ticks.map((tick) => clockOf(tick, days)),
      },
      { ...axis, size: 62, space: 36, values: (_plot, ticks) => ticks.map((tick) => format(tick)) },
    ],
    series: [
      {},
      ...series.map(({ label }, at) => ({
        label,
        stroke: colorOf(frame, `series-${at + 1}`),
        width: 1.8,
        points: { show: false },
      })),
    ],
  }
}

/** Points that are this far apart are days, in seconds. */
const dayApart = 80_000

const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' })
const time = new Intl.DateTimeFormat('en-GB', {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
})
const isDays = ([first = 0, second = 0]: readonly number[]): boolean => second - first > dayApart
const clockOf = (seconds: number, days: boolean): string =>
  (days ? day : time).format(seconds * 1000)

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
  const data: UPlot.AlignedData = [[...times], ...series.map(({ values }) => [...values])]
  useEffect(() => {
    const { current } = frame
    if (current === null) return undefined
    const draw = () => {
      plot.current?.destroy()
      plot.current = new UPlot(optionsOf(current, series, format), data, current)
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
  }, [theme.value])
  useEffect(() => plot.current?.setData(data))
  const last = (values: Series['values']) => values.findLast((value) => value !== null)
  const words = series.map(({ label, values }) => {
    const value = last(values)
    return { label, text: value === undefined || value === null ? '–' : format(value) }
  })
  const spoken = words.map(({ label, text }) => `${label} ${text}`).join(', ')
  return (
    <figure class="plot">
      <div ref={frame} role="img" aria-label={`${title}, at last: ${spoken}`} />
      <figcaption>
        {words.map(({ label, text }, at) => (
          <span key={label} class="legend">
            <i class={`swatch series-${at + 1}`} />
            {label} <b>{text}</b>
          </span>
        ))}
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

function optionsOf(
  frame: HTMLElement,
  series: readonly Series[],
  format: (value: number) => string,
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
    cursor: { drag: { x: false, y: false }, y: false },
    padding: [8, 8, 0, 0],
    scales: { y: { range: (_plot, _low, high) => [0, Math.max(high * 1.1, Number.MIN_VALUE)] } },
    axes: [
      {
        ...axis,
        size: 26,
        space: 90,
        values: (_plot, ticks) => ticks.map((tick) => clockOf(tick)),
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

const time = new Intl.DateTimeFormat('en-GB', {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
})
const clockOf = (seconds: number): string => time.format(seconds * 1000)

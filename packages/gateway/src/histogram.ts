import type { Histogram, MetricObjectWithValues, MetricValueWithName, Registry } from 'prom-client'

export interface HistogramSettings {
  readonly name: string
  readonly help: string
  /** Upper bounds, ascending. */
  readonly bounds: readonly number[]
}

/** What is observed: a few additions, put into words only when somebody asks. */
export interface Observed {
  observe(value: number): void
}

/**
 * The library's own histogram checks and hashes the labels of each value, there being none. This one
 * only counts, and says the same at a scrape.
 */
export function createHistogram(
  registry: Registry,
  { name, help, bounds }: HistogramSettings,
): Observed {
  const limits = Float64Array.from(bounds)
  const counts = new Float64Array(bounds.length + 1)
  let sum = 0
  const metric = {
    name,
    help,
    type: 'histogram',
    aggregator: 'sum',
    get: () => Promise.resolve({ ...described, values: valuesOf({ name, bounds }, counts, sum) }),
  }
  const { get: _get, ...described } = metric
  registry.registerMetric(metric as unknown as Histogram)
  return {
    observe(value) {
      let at = 0
      while (at < limits.length && value > (limits[at] ?? 0)) at++
      counts[at] = (counts[at] ?? 0) + 1
      sum += value
    },
  }
}

type Values = MetricObjectWithValues<MetricValueWithName<string>>['values']

/** Each bucket holds those before it as well. */
function valuesOf(
  { name, bounds }: Pick<HistogramSettings, 'name' | 'bounds'>,
  counts: Float64Array,
  sum: number,
): Values {
  let count = 0
  const buckets = [...bounds, '+Inf'].map((le, at) => {
    count += counts[at] ?? 0
    return { metricName: `${name}_bucket`, labels: { le }, value: count }
  })
  return [
    ...buckets,
    { metricName: `${name}_sum`, labels: {}, value: sum },
    { metricName: `${name}_count`, labels: {}, value: count },
  ]
}

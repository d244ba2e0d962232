import { type MetricType, onCLS, onFCP, onINP, onLCP, onTTFB } from 'web-vitals'
import type { Capture } from './capture/capture.ts'

/**
 * How the page felt: CLS, FCP, INP, LCP and TTFB, as web-vitals measures them, each reported once for a
 * load and once for each return from the back/forward cache. Costs about 3 kB more.
 */
export const captureVitals =
  (): Capture =>
  ({ track }) => {
    let stopped = false
    const report = ({ name, value, rating, delta, id, navigationType }: MetricType) => {
      // The observers of web-vitals cannot be ended.
      if (stopped) return
      track('web_vital', { name, value, rating, delta, id, navigation_type: navigationType })
    }
    for (const measure of [onCLS, onFCP, onINP, onLCP, onTTFB]) measure(report)
    return () => {
      stopped = true
    }
  }

import type { Capture } from './capture/capture.ts'
import { captureClicks } from './capture/capture-clicks.ts'
import { captureEngagement } from './capture/capture-engagement.ts'
import { captureErrors } from './capture/capture-errors.ts'
import { captureForms } from './capture/capture-forms.ts'
import { capturePages } from './capture/capture-pages.ts'
import { captureScroll } from './capture/capture-scroll.ts'

/** Everything worth collecting on most sites, with the defaults of each: what the script tag has. */
export const defaultCapture = (): readonly Capture[] => [
  capturePages(),
  captureClicks(),
  captureScroll(),
  captureEngagement(),
  captureForms(),
  captureErrors(),
]

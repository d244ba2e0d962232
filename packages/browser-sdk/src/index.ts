export type { Capture, CaptureContext, LeaveReason, Stop } from './capture/capture.ts'

export * from '../../../src/capture/capture-clicks.ts'
export * from './fake-context.ts'

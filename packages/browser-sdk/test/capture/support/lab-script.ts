export * from '../../../src/capture/capture-clicks.ts'
export * from '../../../src/capture/capture-pages.ts'
export * from '../../../src/capture/capture-scroll.ts'
export * from './fake-context.ts'

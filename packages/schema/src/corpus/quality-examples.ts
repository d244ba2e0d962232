import { type Examples, payloadExamples } from './example.ts'

/** How well the page does: measures and errors. */
export const qualityExamples: readonly Examples[] = [
  payloadExamples('web_vital', {
    valid: {
      'a slow picture': {
        name: 'LCP',
        value: 4200.5,
        rating: 'poor',
        delta: 4200.5,
        id: 'v6-1',
        navigation_type: 'navigate',
        target: 'main > img.hero',
      },
      'a score of zero': { name: 'CLS', value: 0 },
    },
    invalid: {
      'no name': ['/name', { value: 1 }],
      'no value': ['/value', { name: 'CLS' }],
      'a measure that we do not know': ['/name', { name: 'FID', value: 1 }],
      'a value below zero': ['/value', { name: 'LCP', value: -1 }],
      'a rating that we do not know': ['/rating', { name: 'LCP', value: 1, rating: 'superb' }],
      'no properties': ['/name', undefined],
    },
  }),
  payloadExamples('js_error', {
    valid: {
      'an error with its place': {
        message: "Cannot read properties of undefined (reading 'price')",
        name: 'TypeError',
        kind: 'error',
        stack: 'TypeError: …\n    at buy (https://shop.example.com/app.js:1:2)',
        source: 'https://shop.example.com/app.js',
        line: 1,
        column: 2,
        count: 3,
      },
      'nothing but a message': { message: 'Script error.' },
      'a rejection that nobody caught': { message: 'timeout', kind: 'unhandled_rejection' },
    },
    invalid: {
      'no message': ['/message', { name: 'TypeError' }],
      'a message that is too long': ['/message', { message: 'x'.repeat(1025) }],
      'a stack that is too long': ['/stack', { message: 'x', stack: 'x'.repeat(8193) }],
      'a line below zero': ['/line', { message: 'x', line: -1 }],
      'a count of none': ['/count', { message: 'x', count: 0 }],
      'a kind that we do not know': ['/kind', { message: 'x', kind: 'panic' }],
    },
  }),
]

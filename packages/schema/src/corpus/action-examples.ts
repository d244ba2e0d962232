import { type Examples, payloadExamples } from './example.ts'

const form = {
  form_id: 'checkout',
  form_name: 'checkout',
  form_action: 'https://shop.example.com/pay',
}

/** What a visitor does on a page: clicks and forms. */
export const actionExamples: readonly Examples[] = [
  payloadExamples('click', {
    valid: {
      'a button': {
        element: 'button',
        element_id: 'buy',
        element_classes: 'btn btn-primary',
        element_name: 'buy',
        role: 'button',
        label: 'Add to cart',
        text: 'Add to cart',
        x: 640,
        y: 360,
        button: 0,
      },
      'a link that leaves the site': {
        element: 'a',
        text: 'Our partner',
        href: 'https://partner.example.net/',
        outbound: true,
      },
      'a download': {
        element: 'a',
        href: '/files/sizes.pdf',
        download: true,
        file_extension: 'pdf',
      },
      'a link to an address': { element: 'a', href: 'mailto:hello@example.com' },
      'a rage click that did nothing': { element: 'div', rage: true, dead: true },
      'properties of your own': { element: 'button', sku: 'A1' },
      'no properties': undefined,
    },
    invalid: {
      'a text that is too long': ['/text', { text: 'x'.repeat(129) }],
      'a text that is a number': ['/text', { text: 5 }],
      'a target that is too long': ['/href', { href: 'x'.repeat(2049) }],
      'an outbound that is a string': ['/outbound', { outbound: 'true' }],
      'a file extension with a dot': ['/file_extension', { file_extension: '.pdf' }],
      'a place that is not whole': ['/x', { x: 1.5 }],
      'a button that no mouse has': ['/button', { button: 16 }],
      'a label with half a surrogate pair': ['/label', { label: '\ud83d' }],
    },
  }),
  payloadExamples('form_start', {
    valid: { 'a form with a first field': { ...form, field: 'email' }, 'no properties': undefined },
    invalid: {
      'a field that is too long': ['/field', { field: 'x'.repeat(129) }],
      'a name that is null': ['/form_name', { form_name: null }],
      'an id that is a number': ['/form_id', { form_id: 1 }],
    },
  }),
  payloadExamples('form_submit', {
    valid: {
      'a form with its fields': {
        ...form,
        fields: ['email', 'name'],
        last_field: 'name',
        duration_ms: 12_000,
      },
      'no properties': undefined,
    },
    invalid: {
      'fields with their values': ['/fields', { fields: { email: 'a@example.com' } }],
      'too many fields': ['/fields', { fields: Array.from({ length: 65 }, (_each, n) => `f${n}`) }],
      'a field that is a number': ['/fields/1', { fields: ['email', 2] }],
      'a last field that is a number': ['/last_field', { last_field: 2 }],
      'a time below zero': ['/duration_ms', { duration_ms: -1 }],
    },
  }),
  payloadExamples('form_abandon', {
    valid: {
      'a form left at a field': {
        ...form,
        fields: ['email'],
        last_field: 'email',
        duration_ms: 900,
      },
      'no properties': undefined,
    },
    invalid: {
      'a last field that is too long': ['/last_field', { last_field: 'x'.repeat(129) }],
      'an address that is too long': ['/form_action', { form_action: 'x'.repeat(2049) }],
      'a field name that is too long': ['/fields/0', { fields: ['x'.repeat(129)] }],
    },
  }),
]

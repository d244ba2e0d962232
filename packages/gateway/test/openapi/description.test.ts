import { Ajv2020 } from 'ajv/dist/2020.js'
import { expect, test } from 'vitest'
import { type Produced, everyAnswer } from './every-answer.ts'

interface Described {
  readonly headers: Readonly<Record<string, { schema: object }>>
  readonly content?: Readonly<Record<string, { schema: object }>>
}
type Paths = Readonly<
  Record<string, Readonly<Record<string, { responses: Readonly<Record<string, Described>> }>>>
>

/** What HTTP and CORS bring along; not worth a line for each answer. */
const everywhere =
  /^(?:date|connection|keep-alive|content-length|content-type|transfer-encoding|vary|access-control-.*)$/u
/** Those for pages, which another test looks at. */
const forPages =
  /^(?:content-security-policy|cross-origin-.*|origin-agent-cluster|referrer-policy|x-.*)$/u
/** Only where the client asked for it. */
const optional = new Set(['content-encoding'])

const ajv = new Ajv2020({ strict: false, allErrors: true })
const isValid = (schema: object, value: unknown): boolean => ajv.validate(schema, value)

const codeOf = ({ headers, body }: Produced): string =>
  headers['content-type']?.startsWith('application/problem+json') === true
    ? (JSON.parse(String(body)) as { code: string }).code
    : ''

const nameOf = (answer: Produced): string =>
  `${answer.operation} ${answer.status} ${codeOf(answer)}`.trim()

/** What of an answer is not as it is described. */
function faultsOf(answer: Produced, paths: Paths): string[] {
  const [method = '', path = ''] = answer.operation.split(' ')
  const described = paths[path]?.[method]?.responses[answer.status]
  if (described === undefined) return ['is not described']
  return [...headerFaults(answer, described.headers), ...bodyFaults(answer, described.content)].map(
    (fault) => `${nameOf(answer)}: ${fault}`,
  )
}

function headerFaults({ operation, headers }: Produced, described: Described['headers']): string[] {
  const isKnown = (name: string) =>
    name in described ||
    everywhere.test(name) ||
    (operation.includes('/console') && forPages.test(name))
  return [
    ...Object.entries(described).flatMap(([name, { schema }]) => {
      const value = headers[name]
      if (value === undefined) return optional.has(name) ? [] : [`lacks the header ${name}`]
      return isValid(schema, value) ? [] : [`has ${name}: ${value}`]
    }),
    ...Object.keys(headers)
      .filter((name) => !isKnown(name))
      .map((name) => `has ${name}, which is not described`),
  ]
}

function bodyFaults({ headers, body }: Produced, content: Described['content']): string[] {
  const [type = ''] = (headers['content-type'] ?? '').split(';')
  if (content === undefined) return body.length === 0 ? [] : ['has a body']
  const schema = content[type]?.schema
  if (schema === undefined) return [`is ${type}`]
  if (!type.endsWith('json')) return []
  return isValid(schema, JSON.parse(String(body))) ? [] : [ajv.errorsText()]
}

/** Every answer that is described, by operation, status and code. */
const namesIn = (paths: Paths): string[] =>
  Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).flatMap(([method, { responses }]) =>
      Object.entries(responses).flatMap(([status, response]) =>
        codesIn(response).map((code) => `${method} ${path} ${status} ${code}`.trim()),
      ),
    ),
  )

function codesIn({ content }: Described): string[] {
  const problem = content?.['application/problem+json']?.schema as
    | { properties: { code: { enum: string[] } } }
    | undefined
  return problem === undefined ? [''] : problem.properties.code.enum
}

test('describes every answer as it is, and no answer that was not seen', async () => {
  const answers = await everyAnswer()
  const described = answers.find(({ operation }) => operation === 'get /openapi.json')
  const { paths, openapi } = JSON.parse(String(described?.body)) as {
    paths: Paths
    openapi: string
  }
  expect(openapi).toMatch(/^3\.1/u)
  expect(answers.flatMap((answer) => faultsOf(answer, paths))).toEqual([])
  expect([...new Set(answers.map(nameOf))].toSorted()).toEqual(namesIn(paths).toSorted())
})

import { _, Ajv, type CodeKeywordDefinition, type KeywordCxt, type Name } from 'ajv'
import { or } from 'ajv/dist/compile/codegen/index.js'
import type { Scalar, SchemaNode } from './schema-node.ts'
import { formatNames, formats } from '../runtime/formats.ts'
import { runtime } from '../runtime/runtime.ts'

/**
 * Ajv, taught our dialect for compiling ahead of time. Everything the generated code calls comes
 * from a parameter named `runtime`, so the code needs no import and no `require`.
 *
 * It is the class without `unevaluated…` and `$dynamicRef`: the dialect has neither, means the
 * same in every draft, and the code for them would run for every event.
 */
export function createAjv(): Ajv {
  const ajv = new Ajv({
    strict: true,
    // The kinds we allow beside each other are checked by the dialect.
    allowUnionTypes: true,
    messages: false,
    code: { source: true, esm: false, formats: _`runtime.formats`, lines: true, optimize: 2 },
  })
  for (const name of formatNames) ajv.addFormat(name, formats[name])
  for (const keyword of ['maxLength', 'minLength'] as const) {
    ajv.removeKeyword(keyword)
    ajv.addKeyword(lengthKeyword(keyword))
  }
  ajv.removeKeyword('enum')
  ajv.addKeyword(enumKeyword)
  ajv.addKeyword(jsonBoundsKeyword)
  ajv.addVocabulary(['x-max-depth', 'x-max-keys', 'x-any-json', 'x-version', 'x-limits'])
  return ajv
}

/** What the code calls: the parameter when it is written out, the thing itself when it runs here. */
const runtimeIn = ({ gen }: KeywordCxt): Name =>
  gen.scopeValue('obj', { ref: runtime, code: _`runtime` })

/**
 * Ajv counts the characters of every string. A string has at least half as many characters as
 * UTF-16 units and at most as many, so nearly always its length alone decides.
 */
function lengthKeyword(keyword: 'maxLength' | 'minLength'): CodeKeywordDefinition {
  return {
    keyword,
    // The cheap check first: a format or a pattern never sees a text that is too long.
    before: 'pattern',
    type: 'string',
    schemaType: 'number',
    error: { message: '', params: ({ schema }) => _`{limit: ${schema as number}}` },
    code(cxt: KeywordCxt) {
      const { data } = cxt
      const runtimeName = runtimeIn(cxt)
      const limit = cxt.schema as number
      cxt.fail(
        keyword === 'maxLength'
          ? _`${data}.length > ${limit} && ${runtimeName}.isLongerThan(${data}, ${limit})`
          : _`${data}.length < ${limit} || (${data}.length < ${2 * limit} && ${runtimeName}.isShorterThan(${data}, ${limit}))`,
      )
    },
  }
}

/** Up to here one comparison after the other is written out, which is quicker. */
const maxComparisons = 100

/**
 * Ajv writes one nested comparison for each value, and a few thousand of them are more than the
 * parser of the gateway has stack for; or it calls a function that the code has to require. Values
 * of the dialect are scalars, so `includes` says the same of a long list.
 */
const enumKeyword: CodeKeywordDefinition = {
  keyword: 'enum',
  schemaType: 'array',
  error: { message: '', params: ({ schemaCode }) => _`{allowedValues: ${schemaCode}}` },
  code(cxt: KeywordCxt) {
    const { data, schemaCode } = cxt
    const values = cxt.schema as readonly Scalar[]
    cxt.pass(
      values.length > maxComparisons
        ? _`${schemaCode}.includes(${data})`
        : or(...values.map((value) => _`${data} === ${value}`)),
    )
  },
}

/** `x-max-bytes` brings its two siblings along: one walk holds all three bounds. */
const jsonBoundsKeyword: CodeKeywordDefinition = {
  keyword: 'x-max-bytes',
  type: 'object',
  schemaType: 'number',
  error: { message: '', params: ({ params }) => _`{complaint: ${params.complaint}}` },
  code(cxt: KeywordCxt) {
    const node = cxt.parentSchema as SchemaNode
    const bounds = _`{maxBytes: ${node['x-max-bytes']}, maxDepth: ${node['x-max-depth']}, maxKeys: ${node['x-max-keys']}}`
    const complaint = cxt.gen.const(
      'complaint',
      _`${runtimeIn(cxt)}.checkJsonBounds(${cxt.data}, ${bounds})`,
    )
    cxt.setParams({ complaint })
    cxt.fail(_`${complaint} !== undefined`)
  },
}

import {
  _,
  Ajv2020,
  type CodeKeywordDefinition,
  type KeywordCxt,
  type Name,
} from 'ajv/dist/2020.js'
import type { SchemaNode } from './schema-node.ts'
import { formatNames, formats } from '../runtime/formats.ts'
import { runtime } from '../runtime/runtime.ts'

/**
 * Ajv, taught our dialect for compiling ahead of time. Everything the generated code calls comes
 * from a parameter named `runtime`, so the code needs no import and no `require`.
 */
export function createAjv(): Ajv2020 {
  const ajv = new Ajv2020({
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
    type: 'string',
    schemaType: 'number',
    error: { message: '', params: ({ schema }) => _`{limit: ${schema as number}}` },
    code(cxt: KeywordCxt) {
      const { data } = cxt
      const codePoints = _`${runtimeIn(cxt)}.codePoints`
      const limit = cxt.schema as number
      cxt.fail(
        keyword === 'maxLength'
          ? _`${data}.length > ${limit} && ${codePoints}(${data}) > ${limit}`
          : _`${data}.length < ${limit} || (${data}.length < ${2 * limit} && ${codePoints}(${data}) < ${limit})`,
      )
    },
  }
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

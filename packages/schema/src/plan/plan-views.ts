import { toColumns } from '../compile/to-columns.ts'
import type { PlanEvent, PlanSource } from './read-plan.ts'

/**
 * One Athena view for each event of a plan, with its properties as columns of their own. The
 * partition keys come first, so that a query through the view still prunes.
 */
export const planViews = (plan: PlanSource, by: string): string =>
  [
    `-- ${by}`,
    '-- Athena views over the table events; replace ${database}.',
    ...[...plan.events].map(([name, event]) => view(name, event)),
  ].join('\n')

const shared = ['year', 'month', 'day', 'hour', 'event_id', 'timestamp', 'site_id']
const visitor = ['anonymous_id', 'user_id', 'session_id', 'page_url', 'value']

function view(name: string, { schema }: PlanEvent): string {
  const columns = toColumns(schema).map(({ name: field, glue }) => {
    const path = `'$.${field}'`
    // Prefixed, so that a property may bear the name of a column.
    return `  ${extract(glue, path)} AS "properties_${field}"`
  })
  return [
    `CREATE OR REPLACE VIEW "\${database}"."event_${name}" AS`,
    'SELECT',
    [...[...shared, ...visitor].map((column) => `  "${column}"`), ...columns].join(',\n'),
    'FROM "${database}"."events"',
    `WHERE event_type = '${name}';\n`,
  ].join('\n')
}

function extract(glue: string, path: string): string {
  const scalar = `json_extract_scalar(properties, ${path})`
  switch (glue) {
    case 'string':
      return scalar
    case 'double':
    case 'bigint':
    case 'boolean':
      return `TRY_CAST(${scalar} AS ${glue})`
    default:
      return `json_extract(properties, ${path})`
  }
}

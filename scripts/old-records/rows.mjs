import { importLibraries, unwrap } from './libraries.mjs'

/** Of version 1.0, in its order. */
const tables = /** @type {const} */ ([
  'records',
  'log_head',
  'tree_tiles',
  'rulebooks',
  'record_index',
  'keys.subjects',
  'keys.data_keys',
])

/** @param {string} _ @param {unknown} value */
const asJson = (_, value) => {
  const bytes = /** @type {{ type?: unknown, data?: number[] } | null} */ (value)
  return bytes?.type === 'Buffer' && bytes.data ? { base64: Buffer.from(bytes.data).toString('base64') } : value
}

/** All rows of all tables, as the old program reads them; bytes as `{ base64 }`. @param {import('./write.mjs').Wanted} wanted */
export const readRows = async ({ program, environment }) => {
  const { records: library } = await importLibraries(program)
  const { database, close } = unwrap(await library.recordsFromEnvironment(environment, { engine: '1.0.0' }))
  const read = tables.map(async name => [name, await database.db.selectFrom(name).selectAll().execute()])
  const rows = JSON.parse(JSON.stringify(Object.fromEntries(await Promise.all(read)), asJson))
  await close()
  return rows
}

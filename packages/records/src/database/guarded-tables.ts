import { accepted, type Checked, type Issue } from '../checked.ts'
import { guardsOf } from './guards.ts'
import type { RecordsDatabase } from './open.ts'
import { schemaThere } from './schema-there.ts'

const refused: Issue = {
  code: 'not-proved',
  pointer: '',
  message:
    'The tables of the records are not as this version makes them, so nothing is added to them. Somebody changed them, or a tool that copied them did. Verify the log (records verify), then put back what is named here.',
}

/**
 * Holds the tables that are about to be added to to what the migrations make. Issues where something is missing, was changed or
 * hangs on them that is not this program’s; else what has to be known besides, a sentence each.
 */
export const guardedTables = async (database: RecordsDatabase): Promise<Checked<readonly string[]>> => {
  const there = await schemaThere(database)
  const { faults, beside } = await guardsOf(database.kind, there)
  if (faults.length === 0) return accepted([...there.rights, ...beside])
  return {
    ok: false,
    issues: [refused, ...faults.map((message): Issue => ({ code: 'not-proved', pointer: '', message }))],
  }
}

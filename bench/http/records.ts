import { startPostgres } from '../../packages/records/test/support/server.ts'
import { writeRecordsPart } from '../kept-document.ts'
import { table } from '../table.ts'
import { openDoor, startService } from './door.ts'
import { recordsTargetRows } from './records-targets.ts'
import { recordsText } from './records-text.ts'
import { questions, type Subject } from './subjects.ts'
import { rateRows } from './tables.ts'
import { byTurns } from './turns.ts'

const recordsConnections = 50

/** The service without records, with SQLite and with PostgreSQL, by turns: what keeping costs. */
export const runRecordsBench = async (isWritten: boolean): Promise<void> => {
  const { none } = await questions()
  const door = openDoor()
  const server = await startPostgres({ durable: true })
  const places = {
    off: {},
    sqlite: { RECORDS: 'on' },
    postgres: { RECORDS: 'on', DATABASE_URL: await server.database() },
  }
  try {
    const subjects: Subject[] = []
    for (const [name, more] of Object.entries(places)) {
      const child = await startService(door, more)
      subjects.push({ name, child, aim: { url: `${child.url}/decide`, bodies: none.bodies, headers: door.headers } })
    }
    const turns = await byTurns(subjects, recordsConnections)
    for (const { child } of subjects) await child.stop()
    for (const rows of [rateRows({ turns }), recordsTargetRows(turns)]) process.stdout.write(`${table(rows)}\n\n`)
    if (isWritten) writeRecordsPart(recordsText(turns))
  } finally {
    await server.stop()
    door.close()
  }
}

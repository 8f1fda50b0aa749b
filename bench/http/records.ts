import { startPostgres } from '../../packages/records/test/support/server.ts'
import { writeRecordsPart } from '../kept-document.ts'
import { table } from '../table.ts'
import { openDoor, startService } from './door.ts'
import { flood } from './flood.ts'
import type { Round } from './load.ts'
import { recordsTargetRows, type Steady, steadyRows } from './records-targets.ts'
import { recordsText } from './records-text.ts'
import { questions, type Subject } from './subjects.ts'
import { rateRows } from './tables.ts'
import { byTurns } from './turns.ts'

const recordsConnections = 50
/** Case systems name the child, and ask about the same children again. */
const childrenCount = 200
const steadyRoundsCount = 7
const steadySeconds = 4
const steadyRate = 1_000

const aboutChildren = (bodies: readonly string[]): readonly string[] =>
  Array.from({ length: childrenCount }, (_, n) => {
    const request = JSON.parse(bodies[n % bodies.length]!) as object
    return JSON.stringify({ ...request, subjectRef: `case-${n}` })
  })

/** As many a second as are wanted and no more, by turns: how long an answer takes while there is room. */
const steadily = async (subjects: readonly Subject[], settle: () => Promise<void>): Promise<Steady> => {
  const found: Record<string, Round[]> = {}
  for (let round = 0; round < steadyRoundsCount; round += 1)
    for (const { name, aim } of subjects) {
      await settle()
      const pressure = { connections: recordsConnections, seconds: steadySeconds, rate: steadyRate }
      found[name] = [...(found[name] ?? []), await flood(aim, pressure)]
    }
  return found
}

/** All that a service can do, for some seconds: what is compiled only once it is in use, and every child’s key, is there after. */
const warm = async (subjects: readonly Subject[]): Promise<void> => {
  for (const { aim } of subjects) await flood(aim, { connections: recordsConnections, seconds: 8, rate: 4_000 })
}

/** The service without records, with SQLite and with PostgreSQL, by turns: what keeping costs. */
export const runRecordsBench = async (isWritten: boolean): Promise<void> => {
  const { none } = await questions()
  const bodies = aboutChildren(none.bodies)
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
      subjects.push({ name, child, aim: { url: `${child.url}/decide`, bodies, headers: door.headers } })
    }
    await warm(subjects)
    // First, since it is to be what a steady stream meets, not what is cleared up after a flood.
    const steady = await steadily(subjects, server.checkpoint)
    const turns = await byTurns(subjects, recordsConnections)
    for (const { child } of subjects) await child.stop()
    const parts = [rateRows({ turns }), steadyRows(steady), recordsTargetRows(turns, steady)]
    for (const rows of parts) process.stdout.write(`${table(rows)}\n\n`)
    if (isWritten) writeRecordsPart(recordsText(turns, steady))
  } finally {
    await server.stop()
    door.close()
  }
}

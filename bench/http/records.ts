import { startPostgres } from '../../packages/records/test/support/server.ts'
import { writeRecordsPart } from '../kept-document.ts'
import { table } from '../table.ts'
import { beside } from './beside.ts'
import { flood } from './flood.ts'
import type { Round } from './load.ts'
import { type RecordsSubjects, startRecordsSubjects } from './records-subjects.ts'
import { besideRows, type Compared, recordsTargetRows, type Steady, steadyRows } from './records-targets.ts'
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

/**
 * At a fixed rate, the services one after another and then in reverse order: how long an answer takes while there is room.
 * First they do all that they can for some seconds: what is compiled only once it is in use, and every child’s key, is there after.
 */
const steadily = async (subjects: readonly Subject[], settle: () => Promise<void>): Promise<Steady> => {
  for (const { aim } of subjects) await flood(aim, { connections: recordsConnections, seconds: 8, rate: 4_000 })
  const found: Record<string, Round[]> = Object.fromEntries(subjects.map(({ name }) => [name, []]))
  for (let round = 0; round < steadyRoundsCount; round += 1)
    for (const { name, aim } of round % 2 === 0 ? subjects : [...subjects].reverse()) {
      await settle()
      const pressure = { connections: recordsConnections, seconds: steadySeconds, rate: steadyRate }
      found[name]!.push(await flood(aim, pressure))
    }
  return found
}

/** This version beside the version before, if there is one, with either database. */
const compared = async ({ now, before }: RecordsSubjects): Promise<Compared | undefined> =>
  before && {
    sqlite: await beside({ now: now.sqlite, before: before.sqlite }, recordsConnections),
    postgres: await beside({ now: now.postgres, before: before.postgres }, recordsConnections),
  }

/** The service without records, with SQLite and with PostgreSQL, one after another: what keeping costs, and what it cost before. */
export const runRecordsBench = async (isWritten: boolean): Promise<void> => {
  const { none } = await questions()
  const server = await startPostgres({ durable: true })
  const last = [server.stop]
  try {
    const subjects = await startRecordsSubjects(server, aboutChildren(none.bodies), act => void last.unshift(act))
    const { off, sqlite, postgres } = subjects.now
    const { before } = subjects
    // First, since it is to be what a steady stream meets, not what is cleared up after a flood.
    const all = before ? [off, sqlite, before.sqlite, postgres, before.postgres] : [off, sqlite, postgres]
    const steady = await steadily(all, server.checkpoint)
    const turns = await byTurns([off, sqlite, postgres], recordsConnections)
    const found = { turns, steady, compared: await compared(subjects) }
    const parts = [rateRows, steadyRows, besideRows, recordsTargetRows].map(rows => rows(found))
    for (const rows of parts) if (rows.length > 0) process.stdout.write(`${table(rows)}\n\n`)
    if (isWritten) writeRecordsPart(recordsText(found))
  } finally {
    for (const act of last) await act()
  }
}

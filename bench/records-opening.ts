import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadRules } from '@virtual-school/rules'
import { keepDecisions } from '../packages/records/src/append/decisions.ts'
import type { Records } from '../packages/records/src/append/records.ts'
import type { DatabasePlace } from '../packages/records/src/database/open.ts'
import { activateRules } from '../packages/records/src/manage/rules.ts'
import { openLog } from '../packages/records/src/open/open.ts'
import { nodePlatform } from '../packages/records/src/open/platform.ts'
import { startPostgres } from '../packages/records/test/support/server.ts'
import { frozenRules } from './frozen-rules.ts'
import { markdownTable } from './table.ts'

/** What opening records costs beside how much was ever erased or moved: `npm run bench opening`. */

const batch = 200
const erasuresCount = Number(process.env.ERASURES ?? 30_000)
const opensCount = 11
const secret = { value: randomBytes(32).toString('base64'), file: 'none' }

const openAt = async (place: DatabasePlace): Promise<Records> => {
  const opened = await openLog({ place, secret, name: 'bench', engine: '1.0.0' }, nodePlatform)
  if (!opened.ok) throw new Error(JSON.stringify(opened.issues))
  return opened.value
}

const rules = await loadRules(frozenRules)
const by = { client: 'local' }
const request = { decision: 'remit', asOf: '2026-11-26', facts: { careStatus: 'looked-after' } } as const
const decided = rules.evaluateForRecord(request)
if ('issues' in decided) throw new Error('refused')

const keep = async (records: Records, name: string, count: number): Promise<void> => {
  for (let from = 0; from < count; from += batch) {
    const some = Array.from({ length: Math.min(batch, count - from) }, (_, at) => `${name}-${from + at}`)
    await keepDecisions(
      records,
      some.map(subjectRef => ({ by, subjectRef, rules, request, decided })),
    )
  }
}

/** As many commands to erase would leave it: an event for each child, and none of their keys. */
const eraseAll = async (records: Records): Promise<void> => {
  const { db } = records.database
  const subjects = (await db.selectFrom('keys.subjects').select('subject').execute()).map(row => row.subject)
  for (let from = 0; from < subjects.length; from += batch) {
    await records.append(
      subjects.slice(from, from + batch).map(subject => ({
        clear: { id: records.newId(), type: 'erased', ...by, subject, erased: { reason: 'erasure-request' } },
      })),
    )
  }
  for (const table of ['keys.data_keys', 'keys.subjects', 'record_index'] as const) await db.deleteFrom(table).execute()
}

/** As many moves would leave it: each decision sealed again under another key, and none of the old ones. */
const moveAll = async (records: Records): Promise<void> => {
  const { db } = records.database
  const old = await db.selectFrom('keys.data_keys').select(['key', 'subject']).execute()
  const rows = await db.selectFrom('records').select(['id', 'subject']).where('type', '=', 'evaluated').execute()
  for (let from = 0; from < rows.length; from += batch) {
    await records.append(
      rows.slice(from, from + batch).map(({ id, subject }) => ({
        clear: { id: records.newId(), type: 'resealed', ...by, about: id, decision: request.decision },
        sealed: { under: { subject: subject!, decision: 'moved', year: 2026 }, payload: '{"of":"","text":""}' },
      })),
    )
  }
  for (let from = 0; from < old.length; from += batch) {
    const keys = old.slice(from, from + batch).map(one => one.key)
    await db.deleteFrom('keys.data_keys').where('key', 'in', keys).execute()
  }
}

interface Shape {
  readonly title: string
  readonly erased: number
  readonly moved?: number
  readonly kept: number
}
const shapes: readonly Shape[] = [
  { title: 'nothing erased', erased: 0, kept: 2 * erasuresCount },
  { title: 'half erased', erased: erasuresCount, kept: erasuresCount },
  { title: 'all erased', erased: erasuresCount, kept: 0 },
  { title: 'half moved', erased: 0, moved: erasuresCount, kept: erasuresCount },
]

const median = (times: readonly number[]): number => [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0

const measured = async (place: DatabasePlace, { erased, moved = 0, kept }: Shape) => {
  const records = await openAt(place)
  await activateRules(records, rules, by)
  if (erased > 0) {
    await keep(records, 'erased', erased)
    await eraseAll(records)
  }
  if (moved > 0) {
    await keep(records, 'moved', moved)
    await moveAll(records)
  }
  await keep(records, 'kept', kept)
  await records.close()
  const times: number[] = []
  for (let n = 0; n < opensCount; n += 1) {
    const begun = performance.now()
    const again = await openAt(place)
    times.push(performance.now() - begun)
    await again.close()
  }
  return { first: times[0]!, later: median(times.slice(1)) }
}

const row = (kind: string, title: string, found: Awaited<ReturnType<typeof measured>>, none: typeof found) => [
  ...[kind, title, `${found.first.toFixed(1)} ms`, `${found.later.toFixed(1)} ms`],
  (found.later / none.later).toFixed(2),
]

const server = await startPostgres()
const folder = mkdtempSync(join(tmpdir(), 'virtual-school-opening-'))
const rows: string[][] = []
for (const kind of ['SQLite', 'PostgreSQL'] as const) {
  let none: Awaited<ReturnType<typeof measured>> | undefined
  for (const [n, shape] of shapes.entries()) {
    const place = kind === 'SQLite' ? { directory: join(folder, String(n)) } : { url: await server.database() }
    const found = await measured(place, shape)
    none ??= found
    rows.push(row(kind, shape.title, found, none))
    console.error(rows.at(-1)?.join('  '))
  }
}
await server.stop()
rmSync(folder, { recursive: true, force: true })
console.log(
  `${erasuresCount.toLocaleString('en-GB')} erasures or moves, the median of ${opensCount - 1} openings after the first.\n`,
)
console.log(markdownTable([['Database', 'Log', 'First opening', 'Later ones', 'Beside none'], ...rows]))

import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type RuleFile, readRules } from '@virtual-school/rules'
import { expect, it } from 'vitest'
import { makeFolder } from '../../../../test/support/folder.ts'
import { createLog } from '../../src/log.ts'
import { createMetrics } from '../../src/operations/prometheus.ts'
import { fixtureFiles, request } from '../fixture.ts'
import { servingKept } from './support.ts'

/** In every fact that takes a word, in what people write, and in every reference. */
const canary = 'canaryq7x'
const pattern = /canaryq7x/i
/** A word that the vocabulary permits, and so may list; as the value of a fact it may stand nowhere. */
const permitted = 'permittedq7x'

const withPermitted = (): ReturnType<typeof readRules> =>
  readRules(JSON.parse(JSON.stringify(fixtureFiles).replaceAll('rainy', permitted)) as readonly RuleFile[])

const tables = ['records', 'record_index', 'log_head', 'tree_tiles', 'keys.subjects', 'keys.data_keys'] as const

it('no fact, reason or reference stands in a log, a metric, a clear column or a byte of the files', async () => {
  const rules = withPermitted()
  if (!rules.ok) throw new Error(JSON.stringify(rules.issues))
  const lines: string[] = []
  const log = createLog(
    'debug',
    line => void lines.push(line),
    () => new Date(0),
  )
  const watched = { rules: () => rules.value, loopDelay: () => ({}), residentBytes: () => 1 }
  const { metrics } = createMetrics(watched)
  const folder = await makeFolder()
  const state = { isBroken: false }
  const before = () => {
    if (state.isBroken) throw new Error(canary)
  }
  const service = await servingKept({
    rules: rules.value,
    log,
    metrics,
    folder,
    surroundings: { observer: { before } },
  })
  const { post, get, records } = service
  const facts = { weather: permitted, parentAgrees: true, dateOfBirth: '2020-03-04' }
  const decided = await post('/decide', { ...request, facts, subjectRef: `${canary}-case` })
  const { id } = (await decided.json()) as { id: string }
  const lineOf = (one: object) => `${JSON.stringify(one)}\n`
  const batch = [
    { ...request, facts, subjectRef: `${canary}-case` },
    { ...request, facts: { weather: canary } },
  ]
  const problems: string[] = []
  const keep = async (response: Response) => {
    const text = await response.text()
    if (response.status >= 400) problems.push(text)
    return text
  }
  const sent = await keep(
    await post('/decide/batch', batch.map(lineOf).join(''), { 'content-type': 'application/x-ndjson' }),
  )
  problems.push(sent.split('\n')[1]!)
  const reason = `${canary} is why.`
  await keep(
    await post(`/records/${id}/events`, { type: 'overridden', actor: 'staff-1', outcome: 'permitted', reason }),
  )
  await keep(await post(`/records/${id}/events`, { type: 'challenged', actor: `${canary} Doe`, reason }))
  await keep(await post(`/records/${id}/events`, { type: canary, reason }))
  for (const path of ['', '/explanation', '/receipt', `/${canary}`]) await keep(await get(`/records/${id}${path}`))
  for (const query of [`subjectRef=${canary}-case`, `answer=${canary}`, `decision=${canary}%20x`, `${canary}=1`])
    await keep(await get(`/records?${query}`))
  await keep(await get(`/records/${canary}`))
  state.isBroken = true
  await keep(await post('/decide', { ...request, facts, subjectRef: `${canary}-case` }))
  await keep(await get(`/records/${id}`))
  state.isBroken = false
  expect(problems.length).toBeGreaterThan(7)
  for (const problem of problems) expect(problem).not.toMatch(pattern)
  expect(lines.length).toBeGreaterThan(12)
  for (const line of lines) expect(line).not.toMatch(pattern)
  const neither = (text: string) => {
    expect(text).not.toMatch(pattern)
    expect(text).not.toContain(permitted)
  }
  neither(lines.join('\n'))
  neither(await metrics.text())
  for (const table of tables)
    for (const row of (await records.database.db.selectFrom(table).selectAll().execute()) as object[])
      for (const value of Object.values(row)) neither(Buffer.isBuffer(value) ? value.toString('latin1') : String(value))
  const files = (await readdir(folder)).filter(name => name.includes('sqlite'))
  expect(files.length).toBeGreaterThan(1)
  for (const name of files) {
    const bytes = await readFile(join(folder, name), 'latin1')
    expect(bytes).not.toMatch(pattern)
    // The kept rulebook lists the word; as the value of a fact it would stand so.
    expect(bytes).not.toContain(`"weather":"${permitted}`)
    if (name.startsWith('keys')) neither(bytes)
  }
})

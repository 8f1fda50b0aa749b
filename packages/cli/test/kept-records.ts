import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { activateRules, keepDecisions, type Records, recordsFromEnvironment } from '@virtual-school/records'
import { loadRules } from '@virtual-school/rules'
import type { Rules } from '@virtual-school/rules/internal'
import { afterAll, beforeAll, expect } from 'vitest'
import { timetable as request } from '../../records/test/support/keeping.ts'
import { runCli } from './terminal.ts'

const rules: Rules = await loadRules()

/** Keeps one decision about each of these children, and gives ids and receipts. */
const keep = async (records: Records, subjectRefs: readonly string[]) => {
  const decided = rules.evaluateForRecord(request)
  if ('issues' in decided) throw new Error('refused')
  const by = { client: 'mosaic-luton' }
  return keepDecisions(
    records,
    subjectRefs.map(subjectRef => ({ by, subjectRef, rules, request, decided })),
  )
}

/** Those who read have to be named. */
export const asking = ['--actor', 'staff-9']
const naming = (argv: readonly string[]): readonly string[] =>
  ['list', 'show', 'report'].includes(argv[0] ?? '') && !argv.includes('--actor') ? asking : []

/** Records of a test file: four decisions about three children, the first and the last about one, in a folder that goes afterwards. */
export const keptRecords = () => {
  const at = { folder: '', data: '', ids: [] as readonly string[], receipt: '' }

  beforeAll(async () => {
    at.folder = await mkdtemp(join(tmpdir(), 'virtual-school-records-'))
    at.data = join(at.folder, 'data')
    const opened = await recordsFromEnvironment(
      { DATA_DIR: at.data },
      { engine: '1.0.0', surroundings: { now: () => new Date('2026-11-20T09:30:00.000Z') } },
    )
    if (!opened.ok) throw new Error(opened.issues[0]?.message)
    await activateRules(opened.value, rules, { client: 'local' })
    const kept = await keep(opened.value, ['case-1', 'case-2', 'case-3', 'case-1'])
    at.ids = kept.map(one => one.id)
    at.receipt = kept[0]!.receipt
    await opened.value.close()
  })
  afterAll(() => rm(at.folder, { recursive: true, force: true }))

  const records = (...argv: string[]) => runCli(['records', ...argv], { env: { DATA_DIR: at.data } })
  const done = async (...argv: string[]) => {
    const ran = await records(...argv, ...naming(argv))
    expect(ran).toMatchObject({ code: 0, stderr: '' })
    return ran.stdout
  }
  const json = async (...argv: string[]) => JSON.parse(await done(...argv, '--format', 'json'))
  const file = async (name: string, text: string) => {
    await writeFile(join(at.folder, name), text)
    return join(at.folder, name)
  }

  /** Other records, of two decisions about one child, for a test that changes much. */
  const own = async () => {
    const place = await mkdtemp(join(at.folder, 'own-'))
    const opened = await recordsFromEnvironment({ DATA_DIR: place }, { engine: '1.0.0' })
    if (!opened.ok) throw new Error(opened.issues[0]?.message)
    await activateRules(opened.value, rules, { client: 'local' })
    const [id, other] = (await keep(opened.value, ['case-1', 'case-1'])).map(one => one.id)
    await opened.value.close()
    const run = (argv: readonly string[], env: Readonly<Record<string, string>> = {}) =>
      runCli(argv, { env: { DATA_DIR: place, ...env } })
    const act = (...argv: string[]) => run(['records', ...argv, '--actor', 'staff-9'])
    return { at: place, id: id!, other: other!, run, act }
  }
  return { at, records, done, json, file, own }
}

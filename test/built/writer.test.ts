import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { inCheckout } from '../../scripts/places.mjs'

const folder = mkdtempSync(join(tmpdir(), 'virtual-school-writer-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Run by Node alone, as what is built is. */
const program = `
  import { activateRules, keepDecisions, recordsFromEnvironment, verifyLog } from '@virtual-school/records'
  import { loadRules } from '@virtual-school/rules'
  const threads = () => process.getActiveResourcesInfo().filter(name => name === 'MessagePort').length
  const opened = async apart => {
    const records = await recordsFromEnvironment(process.env, { engine: '1.0.0', apart })
    if (!records.ok) throw new Error(JSON.stringify(records.issues))
    return records.value
  }
  const rules = await loadRules()
  const request = { decision: 'remit', asOf: '2026-11-26', facts: { careStatus: 'looked-after' } }
  const by = { client: 'local' }
  const one = { by, subjectRef: 'case-1', rules, request, decided: rules.evaluateForRecord(request) }
  const records = await opened(true)
  await activateRules(records, rules, by)
  const during = threads()
  const kept = await Promise.all(Array.from({ length: 40 }, () => keepDecisions(records, [one])))
  await records.close()
  const after = threads()
  const again = await opened(false)
  const { faults, verified } = await verifyLog(again)
  const threadsHere = threads()
  await again.close()
  const seqs = kept.flat().map(({ seq }) => seq)
  console.log(JSON.stringify({ threads: [during, after, threadsHere], seqs, faults, size: verified.size }))
`

it('records are written in a thread of their own, in the order of the calls, and the process ends by itself', () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
    cwd: inCheckout('.'),
    env: { PATH: process.env.PATH, DATA_DIR: folder },
    encoding: 'utf8',
    timeout: 600_000,
  })
  expect([status, stderr]).toEqual([0, ''])
  expect(JSON.parse(stdout)).toEqual({
    threads: [1, 0, 0],
    seqs: Array.from({ length: 40 }, (_, at) => at + 1),
    faults: [],
    size: 41,
  })
})

/** One opens the empty log under another name, others open it so later: the first record gives the log its name. */
const otherName = `
  import { activateRules, keepDecisions, recordsFromEnvironment, rotateSigningKey, verifyLog } from '@virtual-school/records'
  import { loadRules } from '@virtual-school/rules'
  const opened = name =>
    recordsFromEnvironment({ ...process.env, RECORDS_NAME: name }, { engine: '1.0.0', apart: true })
  const rules = await loadRules()
  const request = { decision: 'remit', asOf: '2026-11-26', facts: { careStatus: 'looked-after' } }
  const by = { client: 'local', actor: 'staff-4711' }
  const one = { by, subjectRef: 'case-1', rules, request, decided: rules.evaluateForRecord(request) }
  const early = (await opened('other.example')).value
  const records = (await opened('log.example')).value
  await activateRules(records, rules, by)
  const refused = []
  const tries = () => keepDecisions(early, [one]).then(() => 'kept', error => error.name)
  refused.push(await tries())
  for (let times = 0; times < 2; times += 1) {
    await rotateSigningKey(records, by)
    refused.push(await tries())
    const late = await opened('other.example')
    refused.push(late.ok ? 'opened' : late.issues[0].pointer)
  }
  await keepDecisions(records, [one])
  const { faults, counts } = await verifyLog(records)
  await Promise.all([early, records].map(one => one.close()))
  console.log(JSON.stringify({ refused, faults, types: counts.types }))
`

it('a thread that writes under another name than the log’s adds nothing to it', () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', otherName], {
    cwd: inCheckout('.'),
    env: { PATH: process.env.PATH, DATA_DIR: mkdtempSync(join(folder, 'other-')) },
    encoding: 'utf8',
    timeout: 600_000,
  })
  expect([status, stderr]).toEqual([0, ''])
  expect(JSON.parse(stdout)).toEqual({
    refused: ['StorageFailed', 'StorageFailed', '/RECORDS_NAME', 'StorageFailed', '/RECORDS_NAME'],
    faults: [],
    types: { 'rules-activated': 1, 'keys-rotated': 2, evaluated: 1 },
  })
})

import type { Decision } from '@virtual-school/rules/internal'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { draftDecision, keepDecisions } from '../src/append/decisions.ts'
import type { Records } from '../src/append/records.ts'
import { selectRecordById } from '../src/log/read.ts'
import { activateRules } from '../src/manage/rules.ts'
import type { DecisionPayload } from '../src/model/payload.ts'
import { replay } from '../src/replay/replay.ts'
import { traceOf } from '../src/replay/replay-one.ts'
import { replayLines } from '../src/replay/report.ts'
import { openRecord } from '../src/unseal/open.ts'
import { describeOnBoth } from './support/databases.ts'
import { decided, luton, recordsAt, rules } from './support/kept.ts'
import { randomDecisions } from './support/random-decisions.ts'
import { erase, otherRules, rulesWithout } from './support/varied-log.ts'

const by = { client: 'tests' }
const other = otherRules('9.9.9')
const withRules = async (records: Records): Promise<Records> => {
  await activateRules(records, rules, by)
  return records
}

/** Keeps a decision with what is sealed of it changed, as only a fault of ours could. */
const keepWrongly = async (records: Records, change: (payload: string) => string): Promise<string> => {
  const draft = draftDecision(decided(), records.newId())
  const payload = change(draft.sealed!.payload)
  if (payload === draft.sealed!.payload) throw new Error('nothing was changed')
  await records.append([{ ...draft, sealed: { ...draft.sealed!, payload } }])
  return draft.clear.id
}

const payloadOf = async (records: Records, id: string): Promise<DecisionPayload> => {
  const opened = await openRecord(records, (await selectRecordById(records.database.db, id))!)
  if (opened.state !== 'decision') throw new Error(opened.state)
  return opened.payload
}

describeOnBoth('replaying', ({ place, kind }) => {
  test('decides the same bytes again, by the rules of their time and both evaluators', async () => {
    const records = await withRules(await recordsAt(await place()))
    await keepDecisions(records, [...randomDecisions(80, 1)])
    await activateRules(records, other, by)
    await keepDecisions(records, [...randomDecisions(40, 2, other)])
    const progress: number[] = []
    const report = await replay(records, { all: true }, { progress: done => progress.push(done) })
    expect(report.findings).toEqual([])
    expect(report).toMatchObject({
      isSame: true,
      counts: { same: 120, differs: 0, erased: 0, damaged: 0, rulesNotKept: 0 },
    })
    expect(progress).toEqual([100, 120])
    await records.close()
  })

  test('of one, or of those since a time', async () => {
    const records = await withRules(await recordsAt(await place()))
    const [first] = await keepDecisions(records, [decided(), decided()])
    const { length } = await keepDecisions(records, [decided()])
    const same = async (selection: Parameters<typeof replay>[1]) => (await replay(records, selection)).counts.same
    expect(await same({ id: first!.id })).toBe(1)
    expect(await same({ id: records.newId() })).toBe(0)
    expect(await same({ since: first!.recordedAt })).toBe(2 + length)
    expect(await same({ since: '2999-01-01T00:00:00.000Z' })).toBe(0)
    await records.close()
  })

  test('finds where a decision, its evaluation or its request differs, and by which evaluator', async () => {
    const records = await withRules(await recordsAt(await place()))
    const ids = [
      await keepWrongly(records, text => text.replace('"status":"', '"status":"not-')),
      await keepWrongly(records, text => text.replace(/"truths":"./, '"truths":"x')),
      await keepWrongly(records, text => text.replace('"ageYears":12', '"ageYears":"canary"')),
      await keepWrongly(records, text => text.replace('"result":', '"result": ')),
    ]
    const report = await replay(records, { all: true })
    expect(report.counts).toMatchObject({ same: 0, differs: 4 })
    const pointers = ['/result/status', '/evaluation/truths', '/request', '']
    const expected = ids.flatMap((id, n) =>
      ['rules', 'json-rules-engine'].map(evaluator => ({ id, pointer: pointers[n], evaluator, state: 'differs' })),
    )
    expect(report.findings).toMatchObject(expected)
    expect(JSON.stringify([report, replayLines(report)])).not.toContain('canary')
    const once = await replay(records, { all: true }, { secondEvaluator: false })
    expect(once.findingsCount).toBe(4)
    await records.close()
  })

  test('counts what was erased, damaged or made by rules that are not kept', async () => {
    const records = await withRules(await recordsAt(await place()))
    const { db } = records.database
    const kept = await keepDecisions(records, [decided({ subjectRef: 'C-1' }), decided(), decided(), decided()])
    await keepDecisions(records, [{ ...decided(), rules: other }])
    await erase(records, kept[0]!.id)
    if (kind === 'postgres') await sql`alter table records disable trigger all`.execute(db)
    else await sql`drop trigger records_no_update`.execute(db)
    await db
      .updateTable('records')
      .set({ payload: Buffer.from('no') })
      .where('id', '=', kept[1]!.id)
      .execute()
    await db.updateTable('records').set({ envelope: '{}' }).where('id', '=', kept[2]!.id).execute()
    const report = await replay(records, { all: true }, { rules })
    expect(report).toMatchObject({
      isSame: false,
      counts: { same: 1, differs: 0, erased: 1, damaged: 2, rulesNotKept: 1 },
      findings: [{ state: 'damaged' }, { state: 'damaged' }, { state: 'rules-not-kept' }],
      whatIf: { same: 2, changed: 0, refused: 0 },
    })
    await records.close()
  })

  test('makes the full trace again from what was kept', async () => {
    const records = await withRules(await recordsAt(await place()))
    for (const one of [decided(), ...randomDecisions(20, 3)]) {
      const [kept] = await keepDecisions(records, [one])
      const payload = await payloadOf(records, kept!.id)
      const { trace } = rules.evaluate({ ...one.request, trace: 'full' }) as Decision
      expect(traceOf(payload, rules)).toEqual({ ok: true, value: trace })
      expect(traceOf(payload, other)).toMatchObject({ ok: false, issues: [{ code: 'not-proved' }] })
    }
    await records.close()
  })
})

describeOnBoth('what other rules would decide', ({ place }) => {
  test('is told by answer, and of each record what would change', async () => {
    const records = await withRules(await recordsAt(await place()))
    const kept = await keepDecisions(records, [...randomDecisions(60, 4), decided()])
    // On which something rests alone, so that it goes with the rule.
    const [found] = decided().decided.findings.requirements.find(one => one.because.length === 1)!.because
    const without = rulesWithout(found!)!
    const report = await replay(records, { all: true }, { rules: without, secondEvaluator: false })
    const whatIf = report.whatIf!
    expect(report.isSame).toBe(true)
    expect(whatIf.rules.digest).toBe(without.digest)
    expect(whatIf.same + whatIf.changed + whatIf.refused).toBe(61)
    expect(whatIf.answers.reduce((sum, one) => sum + one.count, 0)).toBe(61)
    expect(whatIf.records.map(one => one.id)).toContain(kept.at(-1)!.id)
    expect(whatIf.records).toHaveLength(whatIf.changed + whatIf.refused)
    const changed = whatIf.records.at(-1)!
    const [was, is] = [decided().decided.findings, without.evaluate({ ...luton, trace: 'none' }) as Decision]
    const gone = was.requirements.filter(one => !is.requirements.some(({ id }) => id === one.id)).map(one => one.id)
    const told = changed.changes!.filter(one => one.what === 'requirement' && one.after === null).map(one => one.name)
    expect(gone.length).toBeGreaterThan(0)
    expect(told).toEqual(gone)
    expect(replayLines(report).join('\n')).toContain(without.digest)
    await records.close()
  })
})

import { createHash } from 'node:crypto'
import { canonicalJson, parseSerializedRules, serializeRules } from '@virtual-school/rules'
import type { Rules } from '@virtual-school/rules/internal'
import { recordDrafts } from '../../src/append/append.ts'
import { keepDecisions } from '../../src/append/decisions.ts'
import type { Draft } from '../../src/append/draft.ts'
import type { Records } from '../../src/append/records.ts'
import { destroyKeys } from '../../src/erase/destroy.ts'
import { selectRecordById } from '../../src/log/read.ts'
import { rotateSigningKey } from '../../src/manage/rotate-signing-key.ts'
import { activateRules } from '../../src/manage/rules.ts'
import type { Envelope } from '../../src/model/envelope.ts'
import { moveDecision } from '../../src/move/move-decision.ts'
import { listOf } from '../../src/read/list.ts'
import { decided, luton, rules } from './kept.ts'

const batchSize = 24
const by = { client: 'tests', actor: 'staff-7' }

const fromText = (text: string): Rules | undefined => {
  const again = parseSerializedRules(text, `sha256:${createHash('sha256').update(text).digest('hex')}`)
  return again.ok ? again.value : undefined
}

/** The same rules under another version, and so another digest. */
export const otherRules = (version: string): Rules =>
  fromText(serializeRules(rules).replace(/("manifest":\{.*?"version":")[^"]+"/, `$1${version}"`))!

interface Layers {
  readonly layers: readonly { readonly rules: readonly { readonly name: string }[] }[]
}

/** The same rules but for one; undefined where they cannot do without it. */
export const rulesWithout = (name: string): Rules | undefined => {
  const kept = JSON.parse(serializeRules(rules)) as Layers
  const layers = kept.layers.map(layer => ({ ...layer, rules: layer.rules.filter(rule => rule.name !== name) }))
  return fromText(canonicalJson({ ...kept, layers }))
}

export const envelopeOf = async ({ database }: Records, id: string): Promise<Envelope> =>
  JSON.parse((await selectRecordById(database.db, id))!.envelope) as Envelope

export const decidedAt = (n: number) =>
  decided({
    subjectRef: n % 5 === 4 ? undefined : `C-${n % 7}`,
    request: {
      ...luton,
      facts: { ...luton.facts, ageYears: 5 + (n % 12), timetableReason: n % 2 ? 'medical' : 'behaviour' },
    },
  })

const eventAbout = async (records: Records, about: string, type: Draft['clear']['type']): Promise<Draft> => {
  const { subject, key, decision } = await envelopeOf(records, about)
  const clear = { id: records.newId(), type, ...by, about, decision: decision! }
  return { clear, sealed: { under: { subject: subject!, key: key! }, payload: `{"reason":"because of ${type}"}` } }
}

/** Appends `erased` and destroys, in one transaction. */
export const erase = async (records: Records, of: string, year?: number): Promise<void> => {
  const { subject, decision } = await envelopeOf(records, of)
  const reason = year === undefined ? ('erasure-request' as const) : ('retention-ended' as const)
  const what = { subject: subject!, ...(year === undefined ? {} : { decision: decision!, year }) }
  const erased = { reason, ...(year === undefined ? {} : { year }) }
  const clear = {
    id: records.newId(),
    type: 'erased' as const,
    ...by,
    ...{ subject: subject! },
    ...(year === undefined ? {} : { decision: decision! }),
    erased,
  }
  await recordDrafts(records, [{ clear }], async within => {
    await destroyKeys(within, what)
  })
}

/** A log of two rulebooks, `decisions` decisions in batches about some subjects, events, one subject erased, and one decision’s year. */
export const variedLog = async (records: Records, decisions: number): Promise<void> => {
  await activateRules(records, rules, by)
  const ids: string[] = []
  for (let n = 0; n < decisions; n += batchSize) {
    const batch = Array.from({ length: Math.min(batchSize, decisions - n) }, (_, at) => decidedAt(n + at))
    ids.push(...(await keepDecisions(records, batch)).map(one => one.id))
  }
  await records.append([
    await eventAbout(records, ids[0]!, 'overridden'),
    await eventAbout(records, ids[1]!, 'reviewed'),
  ])
  await records.append([await eventAbout(records, ids[4]!, 'challenged')])
  await records.append([{ clear: { id: records.newId(), type: 'exported', ...by } }])
  await erase(records, ids[0]!)
  await activateRules(records, otherRules('9.9.9'), by)
  await erase(records, ids[4]!, new Date().getUTCFullYear())
  await keepDecisions(records, [decidedAt(0), decidedAt(2)])
}

/** The same with one decision moved twice, a list that was read, and the signing key replaced. */
export const eventfulLog = async (records: Records, decisions: number): Promise<void> => {
  await variedLog(records, decisions)
  const { database } = records
  const rows = await database.db.selectFrom('records').select('id').where('type', '=', 'evaluated').execute()
  const id = rows.at(-1)!.id
  const moving = { toSubjectRef: 'C-99', reason: 'Sent under a wrong reference.', by }
  const moved = await moveDecision(records, id, moving)
  const again = await moveDecision(records, id, { ...moving, toSubjectRef: 'C-98' })
  const listed = await listOf(records, { limit: '3' }, by)
  const rotated = await rotateSigningKey(records, by)
  for (const one of [moved, again, listed, rotated]) if (!one.ok) throw new Error(JSON.stringify(one.issues))
}

import type { Decision } from '@virtual-school/rules/internal'

/** The requests of the document’s examples. A test sends them to the shipped rules. */
export const requestExamples = {
  'looked-after child, parent does not agree': {
    decision: 'reduced-timetable',
    authority: 'luton',
    asOf: '2026-11-22',
    trace: 'none',
    facts: {
      careStatus: 'looked-after',
      ageYears: 14,
      compulsorySchoolAge: true,
      timetableReason: 'medical',
      parentAgrees: false,
    },
  },
  'little is known yet': {
    decision: 'reduced-timetable',
    authority: 'luton',
    asOf: '2026-11-22',
    trace: 'none',
    facts: { careStatus: 'looked-after', parentAgrees: null },
  },
  'national rules alone, every step accounted for': {
    decision: 'remit',
    asOf: '2026-11-22',
    trace: 'full',
    facts: { careStatus: 'never', socialWorker: 'current' },
  },
} as const

/** The id of the record in the examples. */
export const exampleRecordId = '019ac1de-7c3a-7f60-9b52-4d1f3a8e6c07'
const log = 'virtual-school'

/** The members beside a decision that was recorded, as they might be. A test compares answers with all but their values. */
const exampleKept = (decision: string, authority: string, rules: { version: string; digest: string }) => {
  const id = exampleRecordId
  const recordedAt = '2026-11-22T09:30:00.000Z'
  const envelope = {
    ...{ asOf: '2026-11-22', authority, client: 'mosaic-luton', decision, engine: '1.0.0', id },
    ...{ key: '9f1c…', log, payload: { bytes: 1460, sha256: 'b94d…' }, recordedAt, rules, seq: 1 },
    ...{ subject: '3c0e…', type: 'evaluated', v: 1 },
  }
  const checkpoint = `${log}\n2\n7Z59blFh0rHB2WmdLDrgU/ftD2sn+bJwRBCW4OtkgBk=\n\n— ${log} V4Bm…\n`
  const proof = ['G7fVxm8om71GvW//neDiLFQsQzVQj9n+xkRVqjC8vSM=']
  return { id, recordedAt, receipt: { checkpoint, envelope, index: 1, proof, v: 1 } }
}

/** A decision as the document shows it: as if it was recorded. */
export const exampleOfRecorded = (result: Decision) => {
  const { decision, authority, rules } = result
  const { version, digest } = rules
  return { ...exampleKept(decision, authority, { version, digest }), result }
}

/** The events of the document’s examples. A test sends them too. */
export const eventExamples = {
  'a person agrees': { type: 'reviewed', actor: 'staff-0142' },
  'a person decides otherwise': {
    type: 'overridden',
    actor: 'staff-0142',
    outcome: 'other',
    reason: 'The social worker knows of an order that the facts did not name.',
  },
  'the family was told': { type: 'communicated', to: 'parent-or-carer', way: 'meeting' },
} as const

/** The same requests as a batch, in which nobody asks for a trace. */
export const batchExample: readonly unknown[] = Object.values(requestExamples).map(({ trace: _, ...rest }) => rest)

/** Values as lines of JSON. */
export const renderLines = (values: readonly unknown[]): string =>
  values.map(value => `${JSON.stringify(value)}\n`).join('')

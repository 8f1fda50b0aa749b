import { createHash, randomUUID } from 'node:crypto'
import { type BatchContext, type BuiltBatch, commitBatch } from '../../src/append/commit-batch.ts'
import { createSequencer, type SequencerOptions } from '../../src/append/sequencer.ts'
import type { RecordsDatabase } from '../../src/database/open.ts'
import type { Query } from '../../src/database/pipeline.ts'
import type { IndexRow, RecordRow } from '../../src/database/schema.ts'
import { joinRuleNames } from '../../src/log/rules.ts'

/** A draft as these tests need it: any column may be given. */
export type TestDraft = Partial<RecordRow> & { readonly index?: Partial<Omit<IndexRow, 'seq'>> }

export const sha256 = (...parts: readonly (Uint8Array | string)[]): Buffer => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest()
}

const rowOf = ({ index: _, ...given }: TestDraft, seq: number, recordedAt: string): RecordRow => {
  const id = given.id ?? randomUUID()
  const envelope = given.envelope ?? JSON.stringify({ v: 1, seq, id })
  return {
    seq,
    id,
    type: 'evaluated',
    about: null,
    subject: null,
    decision: 'remit',
    authority: 'england',
    as_of: '2026-11-22',
    client: 'local',
    realm: null,
    recorded_at: recordedAt,
    rules_digest: null,
    envelope,
    payload: Buffer.from(`sealed ${id}`),
    leaf: sha256('\0', envelope),
    ...given,
  }
}

export type BuildBatch = (ground: BatchContext<unknown>) => Promise<BuiltBatch>

const nothing: Query<unknown> = { statements: [], read: () => undefined }

export const commit = (
  database: RecordsDatabase,
  build: BuildBatch,
  now = fixedNow,
  asked = nothing,
): Promise<BuiltBatch> => commitBatch(database, { ask: () => asked, build }, now)

/** What these tests put in the place of the tree: a chain of hashes, so that two heads of one history are equal. */
export const buildOf =
  (drafts: readonly TestDraft[]): BuildBatch =>
  async ({ head, recordedAt }) => {
    const records = drafts.map((draft, at) => rowOf(draft, head.size + at, recordedAt))
    const index = drafts.map(
      ({ index: given }, at): IndexRow => ({
        seq: head.size + at,
        subject: null,
        answer: 'in-remit',
        status: 'determined',
        rules: joinRuleNames(['england.one', 'england.two']),
        ...given,
      }),
    )
    const root = records.reduce<Uint8Array>((before, { leaf }) => sha256(before, leaf), head.root)
    const size = head.size + records.length
    const subtreeRoots = [{ level: 1, idx: head.size, hash: root }]
    return {
      records,
      index,
      subtreeRoots,
      head: { size, root, frontier: [root, sha256(root)], recordedAt, note: `${size}` },
    }
  }

export const fixedNow = (): Date => new Date('2026-11-26T12:00:00.000Z')

export const append = (database: RecordsDatabase, drafts: readonly TestDraft[], now = fixedNow): Promise<BuiltBatch> =>
  commit(database, buildOf(drafts), now)

export const sequencerOn = (database: RecordsDatabase, options: Partial<SequencerOptions<TestDraft, RecordRow>> = {}) =>
  createSequencer<TestDraft, RecordRow>({
    commit: async drafts => (await append(database, drafts, () => new Date())).records,
    elapsed: () => performance.now(),
    ...options,
  })

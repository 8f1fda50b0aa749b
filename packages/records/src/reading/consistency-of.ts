import * as z from 'zod'
import { accepted, type Checked, refusal } from '../checked.ts'
import { givenIssues } from '../intake/given-issues.ts'
import { readHead } from '../log/head.ts'
import { storedTree } from '../log/tree-source.ts'
import type { Records } from '../records.ts'
import { hashToBase64 } from '../tree/base64.ts'
import { consistencyProof } from '../tree/proofs.ts'

const size = z
  .string()
  .regex(/^(?:0|[1-9]\d{0,15})$/, 'Expected: a whole number, how many records there were.')
  .transform(Number)

/** Between which two sizes of the log, each as text. */
export const consistencyParameters = {
  from: size.describe('the smaller size, as the second line of a checkpoint has it'),
  to: size.optional().describe('the larger size; left out: the log as it stands'),
} as const
const schema = z.strictObject(consistencyParameters)

/** That the log of `to` records begins with all of the log of `from` records. */
export interface ConsistencyProof {
  readonly from: number
  readonly to: number
  /** RFC 6962, base64; empty where one of the two says nothing of the other. */
  readonly proof: readonly string[]
}

/**
 * The consistency proof between two sizes of the log, for whoever has a checkpoint of each. Issues where a parameter is no
 * size, or the log has not so many records; rejects where storage fails or the stored tree has a hole.
 */
export const consistencyOf = async (
  { database: { db } }: Pick<Records, 'database'>,
  given: Readonly<Record<string, unknown>>,
): Promise<Checked<ConsistencyProof>> => {
  const read = schema.safeParse(given)
  if (!read.success) return { ok: false, issues: givenIssues(read.error, given, Object.keys(consistencyParameters)) }
  const { size: most } = await readHead(db)
  const { from, to = most } = read.data
  if (to > most) return refusal('out-of-range', '/to', `The log has ${most} records: “to” can be no larger.`)
  if (from > to) return refusal('out-of-range', '/from', `The larger size is ${to}: “from” can be no larger.`)
  const proof = await consistencyProof(storedTree(db), from, to)
  return accepted({ from, to, proof: proof.map(hashToBase64) })
}

import { join, parse } from 'node:path'
import type { Checked } from '@virtual-school/rules'
import { accepted, errorCode, type Rules, refused } from '@virtual-school/rules/internal'
import { addCaseloadTally, type CaseloadTally, createAnswering, startTally } from './answering/answer-caseload.ts'
import type { CaseloadQuestion } from './answering/answer-child.ts'
import type { WantedParts } from './answering/answer-row.ts'
import type { GatheredChildren } from './gathering/gather.ts'
import {
  type AnswerForm,
  answerWriter,
  beginAnswers,
  changeLines,
  changesHead,
  type WrittenAnswers,
} from './writing/answer-file.ts'
import { beginFile } from './writing/whole-file.ts'
import { mostSheetRows } from './writing/workbook.ts'

/** What is to be written about some children. Plain data, so that it can be handed to a thread; rows are shared with it. */
export interface CaseloadJob {
  readonly gathered: Pick<GatheredChildren, 'tables' | 'rows' | 'twice'>
  readonly asked: CaseloadQuestion
  readonly wanted: WantedParts
  readonly form: AnswerForm
}

/** The answers about some children, and what came of them. */
export interface AnsweredChildren {
  readonly answers: WrittenAnswers
  /** The changes to come, as CSV. */
  readonly changes: string
  readonly tally: CaseloadTally
}

/** Answers for the children from one place up to another. */
export type AnswerChildren = (from: number, to: number) => Promise<AnsweredChildren>

/** What does a job in the thread that asks. */
export const createCaseloadWork = (rules: Rules, { gathered, asked, wanted, form }: CaseloadJob): AnswerChildren => {
  // A workbook counts what is missing, whether or not each answer says so.
  const parts = { ...wanted, missing: wanted.missing || form === 'xlsx' }
  const answerSome = createAnswering(rules, gathered, asked, parts)
  const write = answerWriter(rules, form, wanted)
  return async (from, to) => {
    const tally = startTally()
    const { answers, changes } = answerSome(from, to, tally)
    return { answers: write(answers), changes: changeLines(changes, wanted), tally }
  }
}

/** Who answers, how many portions at once, and who is told how far it is. */
export interface CaseloadPool {
  readonly work: AnswerChildren
  readonly portionsAtOnce: number
  readonly at?: (childrenCount: number) => void
}

/**
 * Answers for every child and writes the answers into a file, whole or not at all. Gives what came of it. Issues: the file cannot
 * be written, or a workbook would have more rows than a spreadsheet shows.
 */
export const writeAnswers = async (
  job: CaseloadJob,
  path: string,
  pool: CaseloadPool,
): Promise<Checked<CaseloadTally>> => {
  const rowsCount = job.gathered.rows.childrenCount * job.asked.decisions.length
  if (job.form === 'xlsx' && rowsCount > mostSheetRows) return refused([tooManyRows(rowsCount)])
  try {
    return accepted(await writeAll(job, path, pool))
  } catch (error) {
    // What the disk says names a call of the system; anything else is our own fault.
    const code = error instanceof Error && 'syscall' in error ? errorCode(error) : undefined
    if (code === undefined) throw error
    // Beside its place the file has another ending until it is whole.
    const at = String((error as { readonly path?: unknown }).path ?? path).replace(/\.[0-9a-f-]{36}\.part$/, '')
    const message = `This file cannot be written (${code}). Is it open in another program, or is it one that may not be changed? Is there such a folder, and may you write there?`
    return refused([{ code: 'unreadable', pointer: '', message, file: at }])
  }
}

const writeAll = async (
  { gathered, asked, form, wanted }: CaseloadJob,
  path: string,
  pool: CaseloadPool,
): Promise<CaseloadTally> => {
  const sum = startTally()
  const watched = asked.watchUntil === undefined ? undefined : await beginFile(changesPath(path))
  const file = await beginAnswers(path, form, wanted).catch(async error => {
    await watched?.abandon()
    throw error
  })
  try {
    await watched?.write(changesHead(wanted))
    for await (const { answers, changes, tally } of inOrder(gathered.rows.childrenCount, pool)) {
      await file.add(answers)
      await watched?.write(changes)
      addCaseloadTally(sum, tally)
      pool.at?.(sum.children)
    }
    await file.finish()
    await watched?.finish()
  } catch (error) {
    await file.abandon()
    await watched?.abandon()
    throw error
  }
  return sum
}

/** Where the changes to come go: beside the answers, as CSV. */
export const changesPath = (path: string): string => {
  const { dir, name } = parse(path)
  return join(dir, `${name}-changes.csv`)
}

/** How many children are answered before their answers are written. */
const portion = 1_000

/** The portions in their order, with some under way at once. */
async function* inOrder(
  childrenCount: number,
  { work, portionsAtOnce }: CaseloadPool,
): AsyncGenerator<AnsweredChildren> {
  const underWay: Promise<AnsweredChildren>[] = []
  for (let from = 0; from < childrenCount; from += portion) {
    const result = work(from, Math.min(from + portion, childrenCount))
    // A failure is met when its result is awaited; until then it must not count as unhandled.
    result.catch(() => {})
    underWay.push(result)
    if (underWay.length >= portionsAtOnce) yield await underWay.shift()!
  }
  for (const result of underWay) yield await result
}

const tooManyRows = (count: number) =>
  ({
    code: 'too-many',
    pointer: '',
    message: `There may be ${count.toLocaleString('en-GB')} answers, and a sheet shows 1,000,000 at most. Write them as CSV, with a file that ends with .csv.`,
  }) as const

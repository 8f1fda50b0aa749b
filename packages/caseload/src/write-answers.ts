import { accepted, type Checked, errorCode, type Rules, refused } from '@virtual-school/rules/internal'
import { answerCaseload, type CaseloadTally, startTally } from './answering/answer-caseload.ts'
import type { CaseloadQuestion } from './answering/answer-child.ts'
import type { WantedParts } from './answering/answer-row.ts'
import type { GatheredChildren } from './answering/gather.ts'
import { type AnswerForm, beginAnswers } from './writing/answer-file.ts'
import { mostSheetRows } from './writing/workbook.ts'

/**
 * Answers for every child and writes the answers into a file, whole or not at all. Gives what came of it. Issues: the file cannot
 * be written, or a workbook would have more rows than a spreadsheet shows.
 */
export const writeAnswers = async (
  rules: Rules,
  gathered: GatheredChildren,
  asked: CaseloadQuestion,
  path: string,
  form: AnswerForm,
  wanted: WantedParts,
): Promise<Checked<CaseloadTally>> => {
  const rowsCount = gathered.children.size * asked.decisions.length
  if (form === 'xlsx' && rowsCount > mostSheetRows) return refused([tooManyRows(rowsCount)])
  const tally = startTally()
  try {
    const file = await beginAnswers(path, form, wanted)
    try {
      for (const rows of answerCaseload(rules, gathered, asked, tally)) await file.add(rows)
      await file.finish()
    } catch (error) {
      await file.abandon()
      throw error
    }
  } catch (error) {
    if (errorCode(error) === undefined) throw error
    const message = `The file of answers cannot be written (${errorCode(error)}). Is there such a folder, and may you write there?`
    return refused([{ code: 'unreadable', pointer: '', message, file: path }])
  }
  return accepted(tally)
}

const tooManyRows = (count: number) =>
  ({
    code: 'too-many',
    pointer: '',
    message: `There may be ${count.toLocaleString('en-GB')} answers, and a sheet shows 1,000,000 at most. Write them as CSV, with a file that ends with .csv.`,
  }) as const

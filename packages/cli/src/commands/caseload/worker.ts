import {
  type AnswerChildren,
  createCaseloadWork,
  type FileToGather,
  type FoundInFile,
  gatherFile,
} from '@virtual-school/caseload'
import { checkRules } from '@virtual-school/rules'
import type { Rules } from '@virtual-school/rules/internal'
import { move, transferableSymbol, valueSymbol, workerData } from 'piscina'
import type { CaseloadThread, Portion } from './pools.ts'

const { rulesDirectory, job } = workerData as CaseloadThread

const openRules = async (): Promise<Rules> => {
  const rules = await checkRules(rulesDirectory, { codes: true })
  if (!rules.ok) throw new Error('The rules changed while the caseload was answered.')
  return rules.value
}

const opened = openRules()
// If the rules cannot be opened, the first piece of work says so.
opened.catch(() => {})
let work: AnswerChildren | undefined

/** The program of a thread that reads: reads one file. */
export const readOne = async (file: FileToGather): Promise<FoundInFile> => gatherFile(await opened, file)

/** The program of a thread that answers: answers for some children of the job it was started for. */
export const answerPortion = async ({ from, to }: Portion): Promise<object> => {
  work ??= createCaseloadWork(await opened, job!)
  const answered = await work(from, to)
  const { answers } = answered
  if (!(answers instanceof Uint8Array)) return answered
  // Bytes are handed over without a copy.
  return move({ [transferableSymbol]: answers.buffer, [valueSymbol]: answered })
}

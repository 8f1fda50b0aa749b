import { type AnswerChildren, type AnsweredChildren, createCaseloadWork } from '@virtual-school/caseload'
import { checkRules } from '@virtual-school/rules'
import { workerData } from 'piscina'
import type { CaseloadThread } from './caseload.ts'

const open = async ({ rulesDirectory, job }: CaseloadThread): Promise<AnswerChildren> => {
  const rules = await checkRules(rulesDirectory, { codes: true })
  if (!rules.ok) throw new Error('The rules changed while the caseload was answered.')
  return createCaseloadWork(rules.value, job)
}

const opened = open(workerData as CaseloadThread)
// If the rules cannot be opened, the first portion says so.
opened.catch(() => {})

/** The program of a thread: answers for some children of the job it was started for. */
export const answerPortion = async ({
  from,
  to,
}: {
  readonly from: number
  readonly to: number
}): Promise<AnsweredChildren> => (await opened)(from, to)

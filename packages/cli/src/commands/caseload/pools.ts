import {
  type AnsweredChildren,
  type CaseloadJob,
  type CaseloadPool,
  createCaseloadWork,
  type FileReaders,
  type FileToGather,
  type FoundInFile,
  gatherFile,
} from '@virtual-school/caseload'
import type { Rules } from '@virtual-school/rules/internal'
import { openThreads } from '../../requests/threads.ts'

/** What a thread is started with: the rules to open, and the job if it is to answer. */
export interface CaseloadThread {
  readonly rulesDirectory: string | undefined
  readonly job?: CaseloadJob
}

/** Children who follow one another: the place of the first, and the one after the last. */
export interface Portion {
  readonly from: number
  readonly to: number
}

/** With how many threads, and what is needed to start one. */
export interface CaseloadThreads {
  readonly rules: Rules
  readonly rulesDirectory: string | undefined
  readonly workers: number
  readonly workerFile: URL | undefined
}

const programFile = new URL('./worker.js', import.meta.url)

/** Who reads the files. One file, or one worker, is this very thread’s; else each thread opens the rules for itself. */
export const openReaders = async (
  { rules, rulesDirectory, workers, workerFile = programFile }: CaseloadThreads,
  filesCount: number,
): Promise<FileReaders & { readonly close: () => Promise<void> }> => {
  const count = Math.min(workers, filesCount)
  if (count === 1) return { read: file => gatherFile(rules, file), atOnce: false, close: async () => {} }
  const thread: CaseloadThread = { rulesDirectory }
  const { run, close } = await openThreads<FileToGather, FoundInFile>(workerFile, 'readOne', thread, count)
  return { read: run, atOnce: true, close }
}

/**
 * Who answers. One worker is this very thread. The threads are not those that read: what these held is gone with them. The rows are
 * shared.
 */
export const openAnswerers = async (
  { rules, rulesDirectory, workers, workerFile = programFile }: CaseloadThreads,
  job: CaseloadJob,
): Promise<Pick<CaseloadPool, 'work' | 'portionsAtOnce'> & { readonly close: () => Promise<void> }> => {
  if (workers === 1) return { work: createCaseloadWork(rules, job), portionsAtOnce: 1, close: async () => {} }
  const thread: CaseloadThread = { rulesDirectory, job }
  const { run, close } = await openThreads<Portion, AnsweredChildren>(workerFile, 'answerPortion', thread, workers)
  return { work: (from, to) => run({ from, to }), portionsAtOnce: 3 * workers, close }
}

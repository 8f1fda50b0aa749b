import { workerData } from 'piscina'
import type { InputLine } from '../../requests/lines.ts'
import type { AnsweredLines, Job } from './job.ts'
import { openWork } from './work.ts'

const opened = openWork(workerData as Job)
// If the rules cannot be opened, the first piece of work says so.
opened.catch(() => {})

/** The program of a worker thread: answers some lines of the job it was started for. */
export const answerLines = async (lines: readonly InputLine[]): Promise<AnsweredLines> => (await opened)(lines)

import { readEnvelope } from '../opening/envelope.ts'
import type { LogFault } from './fault.ts'
import type { LogSource } from './source.ts'

const form = /^[0-9a-f]{32}$/

const subjectOf = async (source: Pick<LogSource, 'records'>, seq: number): Promise<string | undefined> => {
  const [row] = await source.records(seq - 1, 1)
  if (row?.seq !== seq) return undefined
  const read = typeof row.envelope === 'string' ? readEnvelope(row.envelope) : undefined
  const subject = read?.ok ? read.value.subject : (row.subject ?? undefined)
  return subject !== undefined && form.test(subject) ? subject : undefined
}

/** Faults of records, with the random number of the child whom each is about, if it is about one. */
export const namingSubjects = async (
  source: Pick<LogSource, 'records'>,
  faults: readonly LogFault[],
): Promise<readonly LogFault[]> => {
  const known = new Map<number, string | undefined>()
  const named: LogFault[] = []
  for (const fault of faults) {
    const { seq } = fault
    if (seq !== undefined && !known.has(seq)) known.set(seq, await subjectOf(source, seq))
    const subject = fault.subject ?? (seq === undefined ? undefined : known.get(seq))
    named.push(subject === undefined ? fault : { ...fault, subject })
  }
  return named
}

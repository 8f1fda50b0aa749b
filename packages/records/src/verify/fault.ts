/** What can be wrong with a stored log, and what that means to an auditor. */
export const logFaultCodes = {
  unreadable: 'A stored value is not of the kind that was stored: the file was damaged, or written by another program.',
  guards: 'What keeps the tables from being changed, or the tables themselves, are not as this program makes them.',
  sequence: 'Records are numbered from 0 without gaps; here one is missing, too many, or in another place.',
  'repeated-id': 'Two records bear one id.',
  id: 'The id is not one that this program gives.',
  envelope: 'What the record says of itself is not in the form in which it was kept.',
  'other-log': 'The record says that it belongs to another log.',
  column: 'A column that lists are filtered by says something else than the record itself.',
  leaf: 'The hash that is stored for the record is not the hash of the record.',
  rewritten: 'The records are not those that the log’s key signed over: one or more were replaced, hash and all.',
  payload: 'What is sealed is not what the record was made for.',
  time: 'The record was recorded before the one that it follows.',
  tile: 'A hash of the tree is missing, is wrong, or is of what is not there.',
  head: 'What is stored of the end of the log does not fit the records.',
  checkpoint: 'The checkpoint of the log is not one that the log’s key signed over these records.',
  rulebook: 'The rules that records name are not kept, or not as they were.',
  index: 'What lists are filtered by is missing or is not what the record says.',
  'not-erased': 'The log says that this was erased, and it is still there.',
  key: 'A key is missing though nothing says that it was erased, or it was changed.',
  'signing-key': 'The key that signs the log is none that was given, nor one that the key before it endorsed.',
  resealed: 'What was sealed again under another key is not what it was made of, or is sealed for another child.',
  subject: 'A reference may lead to another child than the one it was kept for.',
  'caller-key': 'A key of a caller is not what was made, or not what the log says of it.',
  once: 'What is kept so that a request is answered once was changed.',
  outside: 'The checkpoint that was kept elsewhere is not one of this log’s key.',
  truncated: 'The log is shorter than it was when the checkpoint kept elsewhere was signed: records were taken away.',
  forked:
    'The log does not begin with the records that the checkpoint kept elsewhere was signed over: they were replaced.',
} as const
/** The kind of a fault. */
export type LogFaultCode = keyof typeof logFaultCodes

/** Records from one number to another, both included. */
export interface RecordRange {
  readonly from: number
  readonly to: number
}

/** Something that is wrong with a log. */
export interface LogFault {
  readonly code: LogFaultCode
  /** Of the record, if it is known which. */
  readonly seq?: number
  /** The random number of the child whom it is about, as records show it. */
  readonly subject?: string
  /** The records among which it is, if it is known no better. */
  readonly range?: RecordRange
  /** What was found and what was expected, in plain words. It holds no fact. */
  readonly message: string
  /** How many more there are of the same kind, which are not listed, and the record of the last. */
  readonly more?: { readonly count: number; readonly last?: number }
}

/** A child’s random number, if it has the form that is given to one: else somebody wrote it. */
export const pickSubject = (subject: string): string | undefined =>
  /^[0-9a-f]{32}$/.test(subject) ? subject : undefined

/** Collects what is wrong with a log. */
export interface Faults {
  /** `place`: the record, or those among which it is. `subject`: the child, if the record does not say so. */
  readonly add: (code: LogFaultCode, message: string, place?: number | RecordRange, subject?: string) => void
  /** The first of them. */
  readonly listed: () => readonly LogFault[]
  readonly count: () => number
}

/** Of one kind, so many are listed; one cause can make thousands. */
const alikeListed = 20

interface Kind {
  count: number
  /** Where the last that is listed stands. */
  at: number
}

const readPlace = (place: number | RecordRange | undefined): Pick<LogFault, 'seq' | 'range'> => {
  if (place === undefined) return {}
  if (typeof place === 'number') return { seq: place }
  return place.from === place.to ? { seq: place.from } : { range: place }
}

const countMore = (fault: LogFault, { seq, range }: Pick<LogFault, 'seq' | 'range'>): LogFault => {
  const last = seq ?? range?.from
  return { ...fault, more: { count: (fault.more?.count ?? 0) + 1, ...(last === undefined ? {} : { last }) } }
}

/** Keeps the first `limit`, and of each kind the first few; counts the others. */
export const createFaultList = (limit: number): Faults => {
  const listed: LogFault[] = []
  const kinds = new Map<string, Kind>()
  let count = 0
  const add: Faults['add'] = (code, message, place, subject) => {
    count += 1
    const where = readPlace(place)
    const kind = kinds.get(`${code} ${message}`)
    if (kind !== undefined && kind.count >= alikeListed) {
      listed[kind.at] = countMore(listed[kind.at]!, where)
      return
    }
    if (listed.length >= limit) return
    kinds.set(`${code} ${message}`, { count: (kind?.count ?? 0) + 1, at: listed.length })
    listed.push({ code, ...where, ...(subject === undefined ? {} : { subject }), message })
  }
  return { add, listed: () => listed, count: () => count }
}

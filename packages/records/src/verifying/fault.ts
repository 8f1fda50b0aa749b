/** What can be wrong with a stored log, and what that means to an auditor. */
export const logFaultCodes = {
  unreadable: 'A stored value is not of the kind that was stored: the file was damaged, or written by another program.',
  sequence: 'Records are numbered from 0 without gaps; here one is missing, too many, or in another place.',
  'repeated-id': 'Two records bear one id.',
  id: 'The id is not one that this program gives.',
  envelope: 'What the record says of itself is not in the form in which it was kept.',
  'other-log': 'The record says that it belongs to another log.',
  column: 'A column that lists are filtered by says something else than the record itself.',
  leaf: 'The hash that is stored for the record is not the hash of the record.',
  payload: 'What is sealed is not what the record was made for.',
  time: 'The record was recorded before the one that it follows.',
  tile: 'A hash of the tree is missing, is wrong, or is of what is not there.',
  head: 'What is stored of the end of the log does not fit the records.',
  checkpoint: 'The checkpoint of the log is not one that the log’s key signed over these records.',
  rulebook: 'The rules that records name are not kept, or not as they were.',
  index: 'What lists are filtered by is missing or is not what the record says.',
  'not-erased': 'The log says that this was erased, and it is still there.',
  key: 'A key is missing though nothing says that it was erased, or it was changed.',
  resealed: 'What was sealed again under another key is not what it was made of, or is sealed for another child.',
  subject: 'A reference may lead to another child than the one it was kept for.',
  'caller-key': 'A key of a caller was changed where it is stored.',
  once: 'What is kept so that a request is answered once was changed.',
  outside: 'The checkpoint that was kept elsewhere is not one of this log’s key.',
  truncated: 'The log is shorter than it was when the checkpoint kept elsewhere was signed: records were taken away.',
  forked:
    'The log does not begin with the records that the checkpoint kept elsewhere was signed over: they were replaced.',
} as const
export type LogFaultCode = keyof typeof logFaultCodes

export interface LogFault {
  readonly code: LogFaultCode
  /** Of the record, where it is known which. */
  readonly seq?: number
  /** What was found and what was expected, in plain words. It holds no fact. */
  readonly message: string
}

export interface Faults {
  readonly add: (code: LogFaultCode, message: string, seq?: number | undefined) => void
  /** The first of them. */
  readonly listed: () => readonly LogFault[]
  readonly count: () => number
}

/** Keeps the first `limit`, and counts the others. */
export const faultList = (limit: number): Faults => {
  const listed: LogFault[] = []
  let count = 0
  return {
    add: (code, message, seq) => {
      count += 1
      if (listed.length < limit) listed.push({ code, ...(seq === undefined ? {} : { seq }), message })
    },
    listed: () => listed,
    count: () => count,
  }
}

import { accepted } from '@virtual-school/rules/internal'
import type { RecordsDatabase } from '../database/open.ts'
import { readHead } from '../log/head.ts'
import { type Checked, refusal } from '../model/checked.ts'
import { checkTail } from './check-tail.ts'
import { type LogFault, logFaultCodes } from './fault.ts'

const renderPlace = ({ seq, range }: LogFault): string => {
  if (seq !== undefined) return `Record ${seq}`
  return range === undefined ? 'The log' : `Records ${range.from} to ${range.to}`
}

const renderFault = (fault: LogFault): string => `${renderPlace(fault)}: ${logFaultCodes[fault.code]} ${fault.message}`

const refuse = (why: string, todo: string): Checked<never> =>
  refusal('not-proved', '', `The log is not sound, and nothing is added to such a log. ${why} ${todo}`)

const lookCloser =
  'To see all that is wrong, run “virtual-school records verify”. Then put a sound copy in its place, or begin another log.'

const keysAlone =
  'There are keys of children and no records at all: the file or the tables of the records were replaced by empty ones.'
const putBack = 'Put the records back; or, if there never were any, move the keys away too.'

/** Keys are made with the first decision, which comes after the rules are recorded. */
const hasKeysAlone = async ({ db }: Pick<RecordsDatabase, 'db'>): Promise<boolean> => {
  const { size } = await readHead(db)
  if (size > 0) return false
  return (await db.selectFrom('keys.data_keys').select('key').limit(1).executeTakeFirst()) !== undefined
}

/** Refuses a log whose end is not what these keys (a line each) signed, with the first things that are wrong. Rejects if storage fails. */
export const refuseUnsound = async (
  database: Pick<RecordsDatabase, 'db' | 'kind'>,
  verifierKeys: string,
): Promise<Checked<null>> => {
  const [first, second, ...more] = await checkTail(database, verifierKeys)
  if (first !== undefined) {
    const faults = second === undefined ? renderFault(first) : `${renderFault(first)} ${renderFault(second)}`
    return refuse(more.length === 0 ? faults : `${faults} And more.`, lookCloser)
  }
  return (await hasKeysAlone(database)) ? refuse(keysAlone, putBack) : accepted(null)
}

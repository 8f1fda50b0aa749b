import {
  type LogProgress,
  type LogReport,
  type Records,
  recordLogRead,
  verifierKeysOf,
  verifyLog,
} from '@virtual-school/records'
import { showPage } from '../html/page.ts'
import { problemPage } from '../html/problem.ts'
import type { PageRoute, Tools, Visit } from '../html/route.ts'
import type { PageReply } from '../parts.ts'
import { recordWords } from '../words/records.ts'
import { fromRecords } from './reading.ts'

/** For so long the whole log is checked while somebody waits for the page. */
const mostSeconds = 10

const count = (number: number): string => number.toLocaleString('en-GB')

/** The check was stopped, as there was no more time. */
const outOfTime = (at: LogProgress) => ({ name: 'OutOfTime', at })

/** What came of checking the log in the time that there is. */
type Outcome = { readonly report: LogReport } | { readonly stoppedAt: LogProgress }

const verifyFor = async (records: Records): Promise<Outcome> => {
  const begun = performance.now()
  let stoppedAt: LogProgress | undefined
  try {
    const log = { ...records, verifierKey: await verifierKeysOf(records) }
    const report = await verifyLog(log, {
      progress: at => {
        if (performance.now() - begun < mostSeconds * 1_000) return
        stoppedAt = at
        throw outOfTime(at)
      },
    })
    return { report }
  } catch (thrown) {
    if (stoppedAt !== undefined) return { stoppedAt }
    throw thrown
  }
}

/** The logs that are being checked: one check of a log at a time. */
const checked = new WeakSet<Records>()

const verify = fromRecords(async (tools, visit, { records, by }) => {
  if (checked.has(records)) return verifyPage(tools, visit, undefined, true)
  checked.add(records)
  try {
    const read = await recordLogRead(records, by, { read: 'verify' })
    if (!read.ok) return problemPage(tools.service, 'not-allowed')
    return verifyPage(tools, visit, await verifyFor(records))
  } finally {
    checked.delete(records)
  }
})

const foundWords = (outcome: Outcome) => {
  if ('stoppedAt' in outcome) {
    const { done, of } = outcome.stoppedAt
    return {
      heading: recordWords.unfinished,
      text: recordWords.unfinishedAbout(count(done), of === null ? '?' : count(of)),
    }
  }
  const { isSound, verified, faultsCount } = outcome.report
  return isSound
    ? { heading: recordWords.sound, text: recordWords.soundAbout(count(verified.size)) }
    : { heading: recordWords.unsound, text: recordWords.unsoundAbout(count(faultsCount)) }
}

const verifyPage = ({ service }: Tools, { visitor }: Visit, outcome?: Outcome, isBusy = false): PageReply =>
  showPage(service, {
    view: 'records/verify',
    title: recordWords.verifyTitle,
    section: 'records',
    cache: 'none',
    status: isBusy ? 503 : 200,
    visitor,
    model: {
      isPrivate: true,
      words: recordWords,
      about: recordWords.verifyAbout(mostSeconds),
      found: outcome && foundWords(outcome),
      isBusy,
    },
  })

/** Checking the whole log. */
export const verifyRoutes: readonly PageRoute[] = [
  {
    method: 'get',
    path: '/records/verify',
    scope: 'records:read',
    isShared: true,
    answer: fromRecords((tools, visit) => verifyPage(tools, visit)),
  },
  {
    method: 'post',
    path: '/records/verify',
    scope: 'records:read',
    isChange: true,
    goesOn: () => ({ path: '/records/verify' }),
    answer: verify,
  },
]

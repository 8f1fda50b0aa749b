import { type AboutToRead, faultWords, isStorageFailed, type Reader, type Records } from '@virtual-school/records'
import { problemPage } from '../html/problem.ts'
import type { PageRoute, Tools, Visit } from '../html/route.ts'
import type { PageReply, Visitor } from '../parts.ts'

/** The records, and who reads them. */
export interface PageReading {
  readonly records: Records
  readonly by: Reader
  readonly visitor: Visitor
}

type AnswerFromRecords = (tools: Tools, visit: Visit, reading: PageReading) => PageReply | Promise<PageReply>

/** Who asks, as a record says it. */
const readerOf = ({ client, realm, scopes, person }: Visitor, { correlation }: Visit): Reader => ({
  client,
  realm,
  everyRealm: scopes.has('records:read:all'),
  ...(person !== undefined && { actor: person }),
  ...(correlation !== undefined && { correlation }),
})

/** Answers from the records. If they are off, or storage fails, the page says so. */
export const fromRecords =
  (answer: AnswerFromRecords): PageRoute['answer'] =>
  async (tools, visit) => {
    const { service } = tools
    const { records } = service
    if (records === undefined) return problemPage(service, 'records-off')
    if (visit.visitor === undefined) return problemPage(service, 'not-allowed')
    try {
      return await answer(tools, visit, { records, by: readerOf(visit.visitor, visit), visitor: visit.visitor })
    } catch (thrown) {
      if (!isStorageFailed(thrown) && faultWords(thrown) === undefined) throw thrown
      service.onStorageFailure(thrown)
      return problemPage(service, 'records-unavailable', undefined, visit.visitor)
    }
  }

/** The same, as often in a minute as one child’s records may be read. `asked` names what is read. */
export const limitedPerChild = (asked: (visit: Visit) => AboutToRead, answer: AnswerFromRecords): PageRoute['answer'] =>
  fromRecords(async (tools, visit, reading) => {
    const { access } = tools.service
    return (await access.countReading(reading.visitor, asked(visit), visit.correlation))
      ? answer(tools, visit, reading)
      : problemPage(tools.service, 'too-many', undefined, visit.visitor)
  })

/** The page for an id that nobody has, or nobody of this realm. */
export const noRecord = ({ service }: Tools, { visitor }: Visit): PageReply =>
  problemPage(service, 'no-record', `${service.base}/records`, visitor)

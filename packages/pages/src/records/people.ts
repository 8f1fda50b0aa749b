import { randomUUID } from 'node:crypto'
import { addEventOnce, isRepeat, onceOf } from '@virtual-school/records'
import type { Issue } from '@virtual-school/rules'
import type { FieldError } from '../html/page.ts'
import { showPage } from '../html/page.ts'
import { problemPage } from '../html/problem.ts'
import type { PageRoute, Tools, Visit } from '../html/route.ts'
import type { PageReply } from '../parts.ts'
import { recordWords } from '../words/records.ts'
import { timeInWords } from '../words/when.ts'
import { contestPage, readShouldBe } from './contest.ts'
import { fromRecords, noRecord, type PageReading } from './reading.ts'
import { type Act, acts, recordPage } from './record.ts'

type Members = keyof typeof recordWords.needed

/** What each act needs, beside the reason that all of them have. */
const membersOf: Record<Act, readonly Exclude<Members, 'reason'>[]> = {
  reviewed: [],
  overridden: ['outcome'],
  communicated: ['to', 'way'],
  contested: ['fact', 'shouldBe'],
}

/** The id of the input of a member, as its form has it. */
const fieldOf = (act: Act, member: string): string => `${act}-${member}`

type Event = Readonly<Record<string, string | number | boolean | null>>

/** What was sent as an event, or what is not there. */
const readEvent = (
  tools: Tools,
  visit: Visit,
  act: Act,
): { readonly event: Event } | { readonly errors: readonly FieldError[] } => {
  const { form } = visit
  const values = membersOf[act].map(
    name => [name, name === 'shouldBe' ? readShouldBe(tools, visit) : form.get(name) || undefined] as const,
  )
  const all = [...values, ['reason', form.get('reason') || undefined] as const]
  const errors = all.flatMap(([name, value]) =>
    value === undefined ? [{ field: fieldOf(act, name), text: recordWords.needed[name] }] : [],
  )
  return errors.length > 0 ? { errors } : { event: { type: act, ...Object.fromEntries(all) } as Event }
}

/** What the records say against it, each beside its field. */
const issueErrors = (act: Act, issues: readonly Issue[]): readonly FieldError[] =>
  issues.map(({ pointer, message }) => {
    const name = pointer.slice(1)
    if (name === 'reason') return { field: fieldOf(act, name), text: recordWords.reasonTooLong }
    if (name === 'shouldBe') return { field: fieldOf(act, name), text: recordWords.cannotBe }
    if (name in recordWords.needed) return { field: fieldOf(act, name), text: recordWords.needed[name as Members] }
    return { field: fieldOf(act, 'reason'), text: message }
  })

interface Refused {
  readonly act: Act
  readonly errors: readonly FieldError[]
}

/** The form again, with what is wrong. If the record stands beside it, that is a reading as any other, and counts as one. */
const refuse = async (
  tools: Tools,
  visit: Visit,
  reading: PageReading,
  { act, errors }: Refused,
): Promise<PageReply> => {
  if (act === 'contested' && visit.form.get('fact') !== '') return contestPage(tools, visit, errors)
  const { service } = tools
  const asked = { id: visit.params.id ?? '' }
  return (await service.access.countReading(reading.visitor, asked, visit.correlation))
    ? recordPage(tools, visit, reading, { act, errors })
    : problemPage(service, 'too-many', undefined, visit.visitor)
}

const isAct = (name: string): name is Act => acts.some(one => one === name)

/** POST /records/:id/people: what a person did about a decision. */
const people = fromRecords(async (tools, visit, reading) => {
  const { id = '' } = visit.params
  const act = visit.form.get('act')
  if (!isAct(act)) return problemPage(tools.service, 'not-a-form')
  // Its forms stand on the page of the record alone.
  if (!reading.visitor.scopes.has('records:read'))
    return problemPage(tools.service, 'not-allowed', undefined, visit.visitor)
  // What is right can only be asked once it is known what is wrong.
  if (act === 'contested' && visit.form.get('fact') !== '' && !visit.form.has('shouldBe'))
    return contestPage(tools, visit, [])
  const read = readEvent(tools, visit, act)
  if ('errors' in read) return refuse(tools, visit, reading, { act, errors: read.errors })
  const { records, by } = reading
  const once = onceOf(records, by, { key: keyOf(visit, read.event), request: { about: id, event: read.event } })
  const added = await addEventOnce(records, { about: id, event: read.event, by }, once)
  if (!added.ok) {
    if (added.issues.some(one => one.pointer === '/id' && one.code !== 'not-allowed-here'))
      return noRecord(tools, visit)
    return refuse(tools, visit, reading, { act, errors: issueErrors(act, added.issues) })
  }
  const { value } = added
  if (!isRepeat(value)) return recordedPage(tools, visit, act, value)
  return value.repeats === 'same' || value.repeats === 'erased'
    ? recordedPage(tools, visit, act, undefined)
    : problemPage(tools.service, 'fault', undefined, visit.visitor)
})

/** A page has a key of its own. What is sent twice from it is recorded once; what was changed in between is something else. */
const keyOf = ({ form }: Visit, event: Event): string => {
  const sent = form.get('once')
  return `${/^[0-9a-f-]{36}$/.test(sent) ? sent : randomUUID()} ${JSON.stringify(event)}`
}

const recordedPage = (
  { service }: Tools,
  { params, visitor }: Visit,
  act: Act,
  kept: { readonly id: string; readonly recordedAt: string } | undefined,
): PageReply =>
  showPage(service, {
    view: 'records/recorded',
    title: recordWords.recorded,
    section: 'records',
    cache: 'none',
    visitor,
    model: {
      isPrivate: true,
      words: recordWords,
      id: params.id,
      done: recordWords.acts[act].done,
      as: kept && recordWords.recordedAs(timeInWords(kept.recordedAt)),
      number: kept?.id,
    },
  })

/** What people did about a decision. */
export const peopleRoute: PageRoute = {
  method: 'post',
  path: '/records/:id/people',
  scope: 'records:write',
  isChange: true,
  goesOn: ({ params }) => ({ path: `/records/${encodeURIComponent(params.id ?? '')}` }),
  answer: people,
}

import { importLibraries, unwrap } from './libraries.mjs'
import { askedBy, children, events } from './people.mjs'
import { requests } from './requests.mjs'

/** The first of these years is past its time when records older than six years are pruned. */
const times = ['2018-03-05T09:00:00.000Z', '2021-10-11T10:30:00.000Z', '2024-02-29T15:45:00.000Z']

/**
 * Keeps decisions in earlier years, with the library of the old program and a clock that is set; and what people did.
 * @param {import('./write.mjs').Wanted} wanted
 * @param {number} count
 * @returns {Promise<readonly import('./write.mjs').Given[]>}
 */
export const earlierYears = async ({ program, environment }, count) => {
  const {
    records: library,
    rules: { loadRules },
  } = await importLibraries(program)
  /** @type {import('@virtual-school/rules').AnyRules} */
  const rules = await loadRules()
  const asked = requests(program, count)
  const each = Math.ceil(count / times.length)
  /** @type {import('./write.mjs').Given[]} */
  const given = []
  for (const [at, time] of times.entries()) {
    const surroundings = { now: () => new Date(time) }
    const records = unwrap(await library.recordsFromEnvironment(environment, { engine: '1.0.0', surroundings }))
    await library.activateRules(records, rules, { client: 'local' })
    for (let n = at * each; n < Math.min(count, (at + 1) * each); n += 1) {
      const request = /** @type {import('./requests.mjs').Request} */ (asked[n])
      const { client, subjectRef } = askedBy(n)
      const decided = rules.evaluateForRecord(request)
      if ('issues' in decided) throw new Error(JSON.stringify(decided.issues))
      const by = { client, actor: 'staff-4711' }
      const [kept] = await library.keepDecisions(records, [{ by, subjectRef, rules, request, decided }])
      const { id = '', receipt = '' } = kept ?? {}
      given.push({ ...request, id, client, receipt, ...(subjectRef === undefined ? {} : { subjectRef }) })
      if (n % 3 === 0) unwrap(await library.addEvent(records, { about: id, event: events[n % events.length], by }))
      if (subjectRef === children.held) {
        const event = { type: 'held', reason: 'A court asked for the file.' }
        unwrap(await library.addEvent(records, { about: id, event, by }))
      }
    }
    await records.close()
  }
  return given
}

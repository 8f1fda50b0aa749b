import { setImmediate } from 'node:timers/promises'
import { decideOne, notOnOffer } from '../decide.ts'
import type { Defaults } from '../intake/envelope.ts'
import { problems, problemType } from '../problems.ts'
import type { Service } from '../service.ts'
import type { Item } from './item.ts'

/** About how much is answered before the socket and other requests get their turn. */
const portionCharacters = 64 * 1024

const answer = async (
  service: Service,
  { line, read }: Item,
  defaults: Defaults,
  correlationId: string,
): Promise<string> => {
  if (!read.ok) return JSON.stringify({ line, issues: read.issues })
  const outcome = await decideOne(service, service.rules, read.value, defaults, correlationId)
  switch (outcome.kind) {
    case 'decided':
      return `{"result":${outcome.text}}`
    case 'refused':
      return JSON.stringify({ line, issues: outcome.issues })
    case 'rules-not-on-offer':
      return JSON.stringify({ line, issues: [notOnOffer(service.rules)] })
    case 'evaluators-disagree': {
      const { title, status } = problems[outcome.kind]
      return JSON.stringify({ line, problem: { type: problemType(outcome.kind), title, status } })
    }
  }
}

/**
 * One line of answer an item, in order. Goes out as each group is done, or sooner where that would be much. A batch is
 * answered as of one day and from the same rules, even across midnight and a reload.
 */
export async function* answersOf(
  service: Service,
  groups: AsyncIterable<Iterable<Item>> | Iterable<Iterable<Item>>,
  correlationId: string,
): AsyncGenerator<string> {
  const defaults: Defaults = { asOf: service.today(), trace: 'none' }
  for await (const group of groups) {
    let portion = ''
    for (const item of group) {
      portion += `${await answer(service, item, defaults, correlationId)}\n`
      if (portion.length < portionCharacters) continue
      yield portion
      portion = ''
      await setImmediate()
    }
    if (portion !== '') yield portion
    await setImmediate()
  }
}

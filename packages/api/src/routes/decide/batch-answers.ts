import { setImmediate } from 'node:timers/promises'
import type { By } from '@virtual-school/records'
import { consider, type Defaults, notOnOffer, type Outcome, type Unkept } from '../../decide/evaluate-request.ts'
import { answerText, keepAll } from '../../decide/record-decisions.ts'
import { problems, problemType } from '../../http/problems.ts'
import type { Service } from '../../service.ts'
import type { Item } from './batch-items.ts'

/** About how much is answered, and kept at once, before the socket and other requests get their turn. */
const portionCharacters = 64 * 1024
/** What is kept in one append. */
const portionItems = 100

type Considered = Outcome | Unkept | { readonly kind: 'unread'; readonly text: string }
interface Line {
  readonly line: number
  readonly considered: Considered
}

const lineOf = (service: Service, line: number, outcome: Outcome): string => {
  switch (outcome.kind) {
    case 'decided':
      return answerText(outcome)
    case 'refused':
      return JSON.stringify({ line, issues: outcome.issues })
    case 'rules-not-on-offer':
      return JSON.stringify({ line, issues: [notOnOffer(service.rules)] })
    default: {
      const { title, status } = problems[outcome.kind]
      return JSON.stringify({ line, problem: { type: problemType(outcome.kind), title, status } })
    }
  }
}

/** The lines of a portion, once all that is to be kept of it is on disk. */
const linesOf = async (service: Service, lines: readonly Line[], by: By): Promise<string> => {
  const read = lines.flatMap(({ considered }) => (considered.kind === 'unread' ? [] : [considered]))
  const outcomes = await keepAll(service, read, by)
  let next = 0
  const texts = lines.map(({ line, considered }) =>
    considered.kind === 'unread' ? considered.text : lineOf(service, line, outcomes[next++]!),
  )
  return texts.map(text => `${text}\n`).join('')
}

const considerItem = async (service: Service, { line, read }: Item, defaults: Defaults, by: By): Promise<Line> => ({
  line,
  considered: read.ok
    ? await consider(service, service.rules, read.value, defaults, by.correlation)
    : { kind: 'unread', text: JSON.stringify({ line, issues: read.issues }) },
})

const charactersOf = ({ considered }: Line): number => ('text' in considered ? considered.text.length : 0)

/**
 * One line of answer an item, in order. Goes out as each group is done, or sooner where that would be much. A batch is
 * answered as of one day and from the same rules, even across midnight and a reload.
 */
export async function* answersOf(
  service: Service,
  groups: AsyncIterable<Iterable<Item>> | Iterable<Iterable<Item>>,
  by: By,
): AsyncGenerator<string> {
  const defaults: Defaults = { asOf: service.today(), trace: 'none' }
  for await (const group of groups) {
    let portion: Line[] = []
    let characters = 0
    for (const item of group) {
      const line = await considerItem(service, item, defaults, by)
      portion.push(line)
      characters += charactersOf(line)
      if (characters < portionCharacters && portion.length < portionItems) continue
      yield await linesOf(service, portion, by)
      portion = []
      characters = 0
      await setImmediate()
    }
    if (portion.length > 0) yield await linesOf(service, portion, by)
    await setImmediate()
  }
}

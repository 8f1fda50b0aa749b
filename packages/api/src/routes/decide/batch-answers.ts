import { setImmediate } from 'node:timers/promises'
import type { By } from '@virtual-school/records'
import {
  type DecisionOutcome,
  type Defaults,
  evaluateRequest,
  type PendingDecision,
  rulesNotOnOffer,
} from '../../decide/evaluate-request.ts'
import { recordAll, renderDecisionText } from '../../decide/record-decisions.ts'
import { problemType } from '../../http/problem.ts'
import { problems } from '../../http/problems.ts'
import { tellIssues } from '../../http/told-issues.ts'
import type { Service } from '../../service.ts'
import type { Item } from './batch-items.ts'
import { requestNames } from './schemas.ts'

/** About how many characters are answered, and recorded together, before the socket and other requests are served. */
const portionCharacters = 64 * 1024
/** How many items are recorded together at most. */
const portionItems = 100

type EvaluatedItem = DecisionOutcome | PendingDecision | { readonly kind: 'unread'; readonly text: string }
interface Line {
  readonly line: number
  readonly sent?: unknown
  readonly evaluated: EvaluatedItem
}

const renderLine = (service: Service, { line, sent }: Omit<Line, 'evaluated'>, outcome: DecisionOutcome): string => {
  switch (outcome.kind) {
    case 'decided':
      return renderDecisionText(outcome)
    case 'refused':
      return JSON.stringify({ line, issues: tellIssues(outcome.issues, requestNames(service.rules), sent) })
    case 'rules-not-on-offer':
      return JSON.stringify({ line, issues: [rulesNotOnOffer(service.rules)] })
    default: {
      const { title, status } = problems[outcome.kind]
      return JSON.stringify({
        line,
        problem: { type: `${service.publicUrl}${problemType(outcome.kind)}`, title, status },
      })
    }
  }
}

/** The lines of a portion, when all that is to be recorded of it is on disk. */
const recordPortion = async (service: Service, lines: readonly Line[], by: By): Promise<string> => {
  const read = lines.flatMap(({ evaluated }) => (evaluated.kind === 'unread' ? [] : [evaluated]))
  const outcomes = await recordAll(service, read, by)
  let next = 0
  const texts = lines.map(({ evaluated, ...line }) =>
    evaluated.kind === 'unread' ? evaluated.text : renderLine(service, line, outcomes[next++]!),
  )
  return texts.map(text => `${text}\n`).join('')
}

const evaluateItem = async (service: Service, { line, read }: Item, defaults: Defaults, by: By): Promise<Line> => {
  const { rules } = service
  if (read.ok)
    return {
      line,
      sent: read.value,
      evaluated: await evaluateRequest(service, rules, read.value, defaults, by.correlation),
    }
  const issues = tellIssues(read.issues, requestNames(rules))
  return { line, evaluated: { kind: 'unread', text: JSON.stringify({ line, issues }) } }
}

const countCharacters = ({ evaluated }: Line): number => ('text' in evaluated ? evaluated.text.length : 0)

/** The same answers as one JSON array, each on a line of its own. */
export async function* asArray(answers: AsyncIterable<string>): AsyncGenerator<string> {
  let before = '[\n'
  for await (const portion of answers) {
    yield before + portion.trimEnd().replaceAll('\n', ',\n')
    before = ',\n'
  }
  yield before === ',\n' ? '\n]\n' : '[]\n'
}

/**
 * Answers items with a line each, in their order. The lines go out when a group is done, or sooner if they are many. A batch is
 * answered as of one day and from the same rules, even across midnight and a reload.
 */
export async function* answerBatch(
  service: Service,
  groups: AsyncIterable<Iterable<Item>> | Iterable<Iterable<Item>>,
  by: By,
): AsyncGenerator<string> {
  const defaults: Defaults = { asOf: service.today(), trace: 'none' }
  for await (const group of groups) {
    let portion: Line[] = []
    let characters = 0
    for (const item of group) {
      const line = await evaluateItem(service, item, defaults, by)
      portion.push(line)
      characters += countCharacters(line)
      if (characters < portionCharacters && portion.length < portionItems) continue
      yield await recordPortion(service, portion, by)
      portion = []
      characters = 0
      await setImmediate()
    }
    if (portion.length > 0) yield await recordPortion(service, portion, by)
    await setImmediate()
  }
}

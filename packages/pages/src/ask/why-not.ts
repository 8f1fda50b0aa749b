import { sentence } from '@virtual-school/rules/internal'
import { showPage } from '../html/page.ts'
import { problemPage } from '../html/problem.ts'
import type { Tools, Visit } from '../html/route.ts'
import type { PageReply } from '../parts.ts'
import type { WhyNotReport } from '../why-not/task.ts'
import { answerWords } from '../words/answer.ts'
import { type AskState, factsSaid, requestOf, sealState } from './state.ts'

/** What would have to change for the answer that somebody wants. */
export const whyNotPage = async (tools: Tools, { form, visitor }: Visit, state: AskState): Promise<PageReply> => {
  const { service } = tools
  const definition = service.rules.rulebook.decisions.get(state.decision)!
  const wanted = definition.answers.find(({ id }) => id === form.get('wanted'))
  if (service.whyNot === undefined || wanted === undefined) return problemPage(service, 'not-found')
  const report = await service.whyNot(service.rules, { ...requestOf(state), facts: factsSaid(state.said) }, wanted.id)
  return showPage(service, {
    view: 'ask/why-not',
    title: answerWords.whyNot,
    section: 'ask',
    cache: 'none',
    status: statuses[report.kind],
    visitor,
    model: {
      isPrivate: true,
      words: answerWords,
      question: definition.question,
      wanted: sentence(wanted.summary),
      address: `${service.base}/ask/${state.decision}`,
      state: sealState(tools, state),
      ...(report.kind === 'found' ? { lines: outline(report.lines) } : { failure: failures[report.kind] }),
    },
  })
}

type Failure = Exclude<WhyNotReport['kind'], 'found'>

const statuses: Record<WhyNotReport['kind'], number> = { found: 200, refused: 400, busy: 503, 'too-long': 503 }
const failures: Record<Failure, string> = {
  refused: answerWords.whyNotRefused,
  busy: answerWords.whyNotBusy,
  'too-long': answerWords.whyNotTooLong,
}

/** A line, with those that are set in below it. */
interface Outline {
  readonly text: string
  readonly under: Outline[]
}

/** Lines that are set in, as entries under entries. */
const outline = (lines: readonly string[]): readonly Outline[] => {
  const top: Outline[] = []
  const open: { readonly depth: number; readonly under: Outline[] }[] = [{ depth: -1, under: top }]
  for (const line of lines.filter(one => one.trim() !== '')) {
    const depth = line.length - line.trimStart().length
    while (open.length > 1 && open.at(-1)!.depth >= depth) open.pop()
    const entry: Outline = { text: line.trim().replace(/^- /, ''), under: [] }
    open.at(-1)!.under.push(entry)
    open.push({ depth, under: entry.under })
  }
  return top
}

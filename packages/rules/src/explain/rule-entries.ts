import { match } from 'ts-pattern'
import type { Trace, TraceRule } from '../evaluate/decision.ts'
import { dateInWords } from '../kernel/dates.ts'
import { listed, stop } from '../kernel/words.ts'
import type { Citation } from '../language/citation.ts'
import { authorityName, daysInForce } from '../wording/names.ts'
import { evidenceWords, forceWords } from '../wording/words.ts'
import { type Context, editionsBehind, titleOfRule } from './context.ts'
import type { Entry } from './layout.ts'
import { findReasons, reasonsInWords } from './reasons.ts'

/** The rules behind a finding, each with why it holds, its force, its days and its sources; bare names if there is no trace. */
export const rulesBehind = (context: Context, because: readonly string[]): readonly Entry[] =>
  because.flatMap(name => {
    const editions = editionsBehind(context, name)
    return editions.length > 0
      ? editions.map(rule => ruleEntry(context, rule))
      : [{ lead: 'Rule', text: namedTitle(titleOfRule(context, name), name) }]
  })

/** One edition of a rule: its title, why it holds or does not, its standing and its sources. */
export const ruleEntry = (context: Context, rule: TraceRule): Entry => ({
  lead: 'Rule',
  text: stop(rule.title),
  under: [
    { text: whyInWords(context, rule) },
    { text: standing(context, rule) },
    ...rule.citations.map(citation => sourceEntry(context, citation)),
  ],
})

const namedTitle = (title: string, name: string): string => (title === name ? name : `${stop(title)} (${name})`)

const standing = (context: Context, rule: TraceRule): string =>
  `${authorityName(context, rule.layer)}; ${forceWords[rule.force]}; ${daysInForce(context, rule)}; ${rule.name}.`

const whyInWords = (context: Context, rule: TraceRule): string => {
  const why = listed(listDeciding(context, rule), 'and')
  return match(rule.truth)
    .with('true', () => (why === '' ? 'It applies whatever the facts are.' : `It applies because ${why}.`))
    .with('unknown', () => `It may apply: ${why}.`)
    .with('false', () => `It does not apply: ${why}.`)
    .exhaustive()
}

/** What decides a rule: its conditions, the days on which it is in force, and the rules that except it, as far as these are as true as it is. */
export const listDeciding = (context: Context, rule: TraceRule): readonly string[] => {
  const { truth, conditions, inForce, exceptedBy = [] } = rule
  const own =
    conditions?.truth === truth
      ? [
          reasonsInWords(findReasons(context, conditions)) ??
            (truth === 'false' ? 'its conditions can never hold' : null),
        ]
      : []
  const days = inForce === truth && truth !== 'true' ? [clockInWords(context, rule)] : []
  const exceptions = exceptedBy.flatMap(one => {
    const title = `“${titleOfRule(context, one.rule)}”`
    if (truth === 'unknown' && one.truth === 'unknown')
      return [`it is not known whether an exception applies, ${title}`]
    return truth === 'false' && one.truth === 'true' ? [`an exception applies, ${title}`] : []
  })
  return [...own, ...days, ...exceptions].filter(one => one !== null)
}

/** For a rule that is in force by a date fact: that it was not, or that this is not known. */
const clockInWords = (context: Context, rule: TraceRule): string => {
  const { clock } = rule.effective
  if (rule.inForce === 'unknown') return `it is not known whether it was in force (${daysInForce(context, rule)})`
  const day = clock === undefined ? undefined : context.trace?.facts[clock]?.value
  return `it was not in force${typeof day === 'string' ? ` on ${dateInWords(day)}` : ''} (${daysInForce(context, rule)})`
}

/** Where the words stand: title, place, the force they have by themselves, and how well they are known. */
export const sourceEntry = ({ rulebook, trace }: Context, { source, locator, evidence, damaged }: Citation): Entry => {
  const known = rulebook.sources.get(source)
  const { title, publisher, attribution } = sourceIn(trace, source) ??
    known ?? { title: source, publisher: '', attribution: 'stated' }
  const remarks = [
    known === undefined ? null : forceWords[known.kind],
    evidenceWords[evidence],
    attribution === 'inferred' ? 'the document does not itself say whose it is' : null,
    damaged === true ? 'words are missing from the copy that was read' : null,
  ].filter(remark => remark !== null)
  return {
    lead: 'Source',
    text: stop(
      `${title}, ${locator}${publisher === '' ? '' : `; ${publisher}`}${remarks.length === 0 ? '' : ` (${remarks.join('; ')})`}`,
    ),
  }
}

const sourceIn = (trace: Trace | null, id: string) =>
  trace !== null && Object.hasOwn(trace.sources, id) ? trace.sources[id] : undefined

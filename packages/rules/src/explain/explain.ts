import type { Rulebook } from '../compile/rulebook.ts'
import type { Decision } from '../evaluate/decision.ts'
import { dateInWords } from '../kernel/dates.ts'
import { isObject } from '../kernel/guards.ts'
import { listed } from '../kernel/words.ts'
import { authorityName } from '../wording/names.ts'
import { definitionsSection } from './appendix.ts'
import { consideredSections } from './considered.ts'
import { type Context, createContext } from './context.ts'
import { answerSection, conclusionsSection, deadlinesSection, listSections, requirementsSection } from './findings.ts'
import { type Explanation, filled } from './layout.ts'
import { cautionsSection, missingSection, notWeighedSection, readingsSection } from './open-points.ts'
import { factsSection, rulesSection } from './record.ts'
import { type ExplanationFormat, renderers } from './renderers.ts'
import { renderScreen, type ShortAccount } from './screen.ts'
import { buildShort } from './short.ts'

/** How much is told, and how the reader of a short account gets the rest. */
export interface ExplanationLength {
  /** Absent: `full`. */
  readonly detail?: 'short' | 'full'
  /** Ends “… and 5 more: ” in a short account, as `--full` does in a terminal. Absent: “the full account”. */
  readonly rest?: string
}

/**
 * A decision in plain English: the answer, what it rests on and why, what is open, and what was considered; or, with
 * `detail: 'short'`, one screen of it: the answer, what to do, who and by when. Nothing is worked out again: every truth is
 * the decision’s own, from its findings and its trace, and the rules lend only their words. So a decision read back from its
 * JSON is explained in the same words. As text, unless another format is named. Throws a `TypeError`, in words, if it is given no
 * decision, or a format that there is not.
 */
export const explain = (
  rules: { readonly rulebook: Rulebook },
  decision: Decision,
  options: ExplanationLength & { readonly format?: ExplanationFormat } = {},
): string => {
  const { format = 'text', detail, rest } = options
  if (!Object.hasOwn(renderers, format))
    throw new TypeError(
      `explain knows the formats ${listed(
        Object.keys(renderers).map(one => `“${one}”`),
        'and',
      )}.`,
    )
  if (detail === 'short' && format === 'text') return renderScreen(buildShort(contextOf(rules, decision), rest))
  return renderers[format](buildExplanation(rules, decision, options))
}

/**
 * What `explain` says, before it is decided how it looks: what was found, how it was worked out, and how each definition came
 * out; in short only what was found. All texts are plain; code that shows them must make them safe for its format.
 */
export const buildExplanation = (
  rules: { readonly rulebook: Rulebook },
  decision: Decision,
  { detail, rest }: ExplanationLength = {},
): Explanation => {
  const context = contextOf(rules, decision)
  if (detail !== undefined && detail !== 'short' && detail !== 'full')
    throw new TypeError('“detail” of an explanation is “short” or “full”.')
  if (detail !== 'short') return buildFull(context)
  const { title, about, answer, blocks, smallPrint } = buildShort(context, rest)
  return { title, about, found: [answer, ...blocks.flat(), ...smallPrint], workings: [], appendix: [] }
}

/** One screen of a decision in its parts, for a page that lays them out itself. */
export const shortAccount = (rules: { readonly rulebook: Rulebook }, decision: Decision): ShortAccount =>
  buildShort(contextOf(rules, decision))

/** Whoever writes JavaScript learns of a slip here, and not somewhere below. */
const contextOf = (rules: { readonly rulebook: Rulebook }, decision: Decision): Context => {
  if (!isObject(decision) || 'issues' in decision || typeof decision.decision !== 'string')
    throw new TypeError(
      'What is explained is a decision. If evaluate gives “issues”, it refused the request: there is none.',
    )
  return createContext(rules.rulebook, decision)
}

const buildFull = (context: Context): Explanation => ({
  title: context.definition?.question ?? context.decision.decision,
  about: `${authorityName(context, context.decision.authority)}, ${dateInWords(context.decision.asOf)}`,
  found: filled([
    answerSection(context),
    conclusionsSection(context),
    requirementsSection(context),
    ...listSections(context),
    deadlinesSection(context),
    missingSection(context),
    readingsSection(context),
    notWeighedSection(context),
    cautionsSection(context),
  ]),
  workings: filled([factsSection(context), ...consideredSections(context), rulesSection(context)]),
  appendix: filled([definitionsSection(context)]),
})

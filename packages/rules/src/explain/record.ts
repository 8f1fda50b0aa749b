import type { TraceFact } from '../evaluate/decision.ts'
import { listed, sentence, stop } from '../kernel/words.ts'
import { factClause } from '../wording/clauses.ts'
import { authorityName } from '../wording/names.ts'
import type { Context } from './context.ts'
import type { Entry, Section } from './layout.ts'
import { findReasons, reasonsInWords } from './reasons.ts'

/** The facts that were given, those that were worked out, and those that are not known. */
export const factsSection = (context: Context): Section => {
  const facts = Object.entries(context.trace?.facts ?? {})
  const labelsOf = (from: TraceFact['from']) =>
    facts
      .filter(([, fact]) => fact.value === null && fact.from === from)
      .map(([name]) => context.rulebook.factsByName.get(name)?.label ?? name)
  const open = (lead: string, labels: readonly string[]): readonly Entry[] =>
    labels.length === 0 ? [] : [{ lead, text: stop(labels.join('; ')) }]
  return {
    heading: 'What was known',
    entries: [
      ...facts.flatMap(([name, fact]) =>
        fact.value === null ? [] : [{ text: sentence(factInWords(context, name, fact)) }],
      ),
      ...open('Asked, and not known', labelsOf('not-known')),
      ...open('Not asked', labelsOf('not-asked')),
    ],
  }
}

const factInWords = (context: Context, name: string, { value, from, derivation = [] }: TraceFact): string => {
  if (value === null) return ''
  const fact = context.rulebook.factsByName.get(name)
  const clause = fact === undefined ? `${name} is ${value}` : factClause(fact, value)
  if (from !== 'derived') return clause
  const shown = derivation.find(part => part.value === value && part.when.truth === 'true')
  const why = shown && reasonsInWords(findReasons(context, shown.when))
  return `${clause} (worked out${why ? `: ${why}` : ''})`
}

/** Which encoding of the rules decided, so that the decision can be made again. */
export const rulesSection = (context: Context): Section => {
  const { rulebook, decision } = context
  const { version, digest, layers } = decision.rules
  const isOther = digest !== rulebook.digest
  return {
    heading: 'The rules that decided',
    entries: [
      { lead: 'Version', text: version },
      { lead: 'Digest', text: digest },
      {
        lead: 'Rules of',
        text: stop(
          listed(
            layers.map(layer => authorityName(context, layer)),
            'and',
          ),
        ),
      },
      { lead: 'Question and answer as recorded', text: `${decision.decision}: ${decision.answer ?? decision.status}` },
      ...(isOther
        ? [
            {
              lead: 'Note',
              text: `The words here were taken from other rules than those that decided: version ${rulebook.version}, ${rulebook.digest}.`,
            },
          ]
        : []),
    ],
  }
}

import type { Authority, DecisionDefinition, Rulebook, UnmodelledText } from '@virtual-school/rules'
import { firstDayOf, plusDays, sentence } from '@virtual-school/rules/internal'
import { dateInWords } from '@virtual-school/rules/words'
import { possessive } from './edit-words.ts'
import type { Mutant } from './mutant.ts'

/** Lists, for each question whose law is held whole from a day, the mutants in which that is a day earlier or later. */
export const completenessMutants = (rulebook: Rulebook): readonly Mutant[] =>
  [...rulebook.decisions.values()].flatMap((decision, i) => {
    const { completeFrom } = decision
    if (completeFrom === undefined) return []
    const day = firstDayOf(completeFrom.day)
    return [-1, 1].map((step): Mutant => {
      const other = plusDays(day, step)!
      const change: DecisionDefinition = { ...decision, completeFrom: { ...completeFrom, day: other } }
      return {
        id: `question:${decision.id}/completeFrom:day=${other}`,
        kind: 'date',
        group: 'questions',
        of: decision.id,
        layer: rulebook.national,
        file: 'decisions.json',
        pointer: `/decisions/${i}/completeFrom/day`,
        sentence: sentence(
          `the law of “${decision.question}” held whole from ${dateInWords(other)} and not from ${dateInWords(day)}`,
        ),
        change: { on: 'decision', decision: change },
      }
    })
  })

/**
 * Lists the mutants of an authority’s own texts of which no rule is made, as far as they decide whether an answer is open: one that
 * is a bar made one that adds, another made a bar, and one that keeps answers open for some made so for every child.
 */
export const textMutants = (authority: Authority): readonly Mutant[] =>
  authority.unmodelled
    .filter(text => text.layer === authority.id)
    .flatMap(was => {
      const isBar = was.bears === 'bar'
      const other: UnmodelledText = { ...was, bears: isBar ? 'adds' : 'bar' }
      return [
        ...(was.isNotHeld ? [] : [buildMutant(authority, was, other, `bears=${other.bears}`, bearsInWords(isBar))]),
        ...(was.conditions !== undefined && (isBar || was.isNotHeld)
          ? [
              buildMutant(
                authority,
                was,
                { ...was, conditions: undefined },
                'conditions=dropped',
                'without its conditions',
              ),
            ]
          : []),
      ]
    })

const bearsInWords = (wasBar: boolean): string =>
  wasBar ? 'taken for one that forbids nothing by itself' : 'taken for one that forbids by itself'

const buildMutant = (
  { id, name }: Authority,
  was: UnmodelledText,
  text: UnmodelledText,
  code: string,
  words: string,
): Mutant => ({
  id: `text:${id}.${was.id}:${code}`,
  kind: 'bearing',
  group: 'texts',
  of: was.id,
  layer: id,
  file: null,
  pointer: '',
  sentence: sentence(`${possessive(name)} text of which no rule is made, “${was.title}”, ${words}`),
  change: { on: 'text', was, text },
})

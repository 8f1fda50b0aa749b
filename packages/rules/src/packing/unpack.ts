import type { Trace, TraceFact } from '../evaluate/decision.ts'
import { FROM_LETTERS, type PackedTrace } from '../evaluate/trace/packed.ts'
import { accepted, type Checked, type Issue, refused } from '../kernel/issue.ts'
import { TRUTH_LETTERS, TRUTH_WORDS, type TruthWord } from '../kernel/truth.ts'
import { withReplaced } from './walk.ts'

const truthWords: ReadonlyMap<string, TruthWord> = new Map(TRUTH_LETTERS.map((letter, i) => [letter, TRUTH_WORDS[i]!]))
const readFrom: ReadonlyMap<string, TraceFact['from']> = new Map(
  Object.entries(FROM_LETTERS).map(([word, letter]) => [letter, word as TraceFact['from']]),
)

/**
 * The full trace again: `skeleton` is the trace that the same rules give for the same question, for the facts that were known
 * or for none, and `packed` is put into it. Issues if the two do not fit: another number of letters, a letter that means
 * nothing, a fact that the skeleton does not have, a value that is said to be there and is not. They hold no value.
 */
export const unpackTrace = (skeleton: Trace, packed: PackedTrace): Checked<Trace> => {
  const letters = listLetters(packed)
  const names = new Set<string>()
  const trace = withReplaced(skeleton, {
    truth: () => letters.truth(),
    found: fact => {
      names.add(fact)
      return knownValue(packed, fact)
    },
    entry: fact => {
      names.add(fact)
      const from = letters.from()
      return { value: from === 'given' || from === 'derived' ? knownValue(packed, fact) : null, from }
    },
  })
  const issues = [...letters.issues(), ...unknownFacts(packed, names), ...missingValues(trace)]
  return issues.length > 0 ? refused(issues) : accepted(trace)
}

const knownValue = ({ found }: PackedTrace, fact: string) => (Object.hasOwn(found, fact) ? found[fact]! : null)

/** Gives out the letters one by one, and says at the end whether there were as many as were asked for. */
const listLetters = ({ truths, from }: PackedTrace) => {
  let [truthsRead, fromRead, isWrong] = [0, 0, false]
  const word = <T>(words: ReadonlyMap<string, T>, letter: string | undefined, otherwise: T): T => {
    const known = letter === undefined ? undefined : words.get(letter)
    isWrong ||= letter !== undefined && known === undefined
    return known ?? otherwise
  }
  return {
    truth: () => word(truthWords, truths[truthsRead++], 'unknown'),
    from: () => word(readFrom, from[fromRead++], 'not-asked'),
    issues: (): readonly Issue[] => [
      ...misfit('/truths', truths.length, truthsRead),
      ...misfit('/from', from.length, fromRead),
      ...(isWrong ? [issue('unknown-word', '', 'Only t, f and u are truths, only g, d, a and k say where from.')] : []),
    ],
  }
}

const issue = (code: Issue['code'], pointer: string, message: string): Issue => ({ code, pointer, message })

const misfit = (pointer: string, count: number, wanted: number): readonly Issue[] =>
  count === wanted
    ? []
    : [issue('malformed', pointer, `The trace of this question has ${wanted} letters here, and there are ${count}.`)]

const unknownFacts = ({ found }: PackedTrace, names: ReadonlySet<string>): readonly Issue[] =>
  Object.keys(found)
    .filter(name => !names.has(name))
    .map(name => issue('unknown-fact', `/found/${name}`, 'The trace of this question has no such fact.'))

const missingValues = ({ facts }: Trace): readonly Issue[] =>
  Object.entries(facts)
    .filter(([, { value, from }]) => value === null && (from === 'given' || from === 'derived'))
    .map(([name]) => issue('missing-member', `/found/${name}`, 'A value is said to be known here and is not there.'))

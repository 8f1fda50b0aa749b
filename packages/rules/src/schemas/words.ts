import { proposedFact } from '../compile/decisions.ts'
import type { Rulebook, VocabularyFact } from '../compile/rulebook.ts'
import { sentence } from '../kernel/words.ts'
import { evidences } from '../language/citation.ts'
import { findingCodes } from '../language/finding-codes.ts'
import { type OperatorName, operatorNames, operators } from '../language/operators.ts'
import { registerClasses } from '../language/register.ts'
import { forces } from '../language/rulebook.ts'
import type { NameKind } from '../language/shape.ts'
import { evidenceSentence, forceMeanings } from '../wording/words.ts'

/** A word that may stand in a place, and what it means: an editor shows that beside it. */
export interface Word {
  readonly id: string
  readonly said: string
}

/** The words of a vocabulary that may stand for names of each kind. */
export type WordLists = Readonly<Record<Exclude<NameKind, 'day' | 'dayOrMonth'>, readonly Word[]>>

/** Every name that the rules have, by what it stands for, with its question, its statement or its title. */
export const collectWords = (rulebook: Rulebook): WordLists => {
  const { facts, factsByName, authorities, decisions, deadlines, sources } = rulebook
  const layers = [...authorities.values()]
  const dates = facts.filter(one => one.type === 'date')
  return {
    anyDateFact: dates.map(factWord),
    authority: layers.map(one => ({ id: one.id, said: one.name })),
    dateFact: dates.filter(isGiven).map(factWord),
    deadline: [...deadlines.values()].map(titled),
    decision: [...decisions.values()].map(one => ({ id: one.id, said: one.question })),
    definition: once(
      layers
        .flatMap(one => [...one.definitions.values()])
        .map(one => ({ id: one.name, said: sentence(one.statement) })),
    ),
    evidence: evidences.map(id => ({ id, said: evidenceSentence(id) })),
    fact: facts.map(factWord),
    finding: Object.entries(findingCodes).map(([id, said]) => ({ id, said })),
    force: forces.map(id => ({ id, said: sentence(forceMeanings[id]) })),
    list: [...rulebook.lists.values()].map(titled),
    operator: operatorNames.map(operatorWord),
    party: once([...rulebook.lists.values()].flatMap(one => (one.verbs.length > 0 ? one.items.map(titled) : []))),
    proposal: valueWords(factsByName.get(proposedFact)),
    reading: once(layers.flatMap(one => [...one.readings.values()].map(titled))),
    registerClass: registerClasses.map(id => ({ id, said: classMeanings.get(id)! })),
    rule: once(layers.flatMap(one => one.rules.map(rule => ({ id: rule.name, said: sentence(rule.title) })))),
    source: [...sources.values()].map(one => ({ id: one.id, said: `${one.title}. ${one.publisher}.` })),
    testedFact: facts.filter(one => one.kept).map(factWord),
  }
}

/** The values of a fact that has words. */
export const valueWords = (fact: VocabularyFact | undefined): readonly Word[] =>
  (fact?.values ?? []).map(one => ({ id: one.value, said: sentence(one.statement) }))

/** A thing by its id and its title. */
export const titled = ({ id, title }: { readonly id: string; readonly title: string }): Word => ({ id, said: title })

/** An operator, and how a test with it reads. */
export const operatorWord = (id: OperatorName): Word => ({ id, said: `The fact … ${operators[id].reads} … the value.` })

/** Whether a fact can be given as it is, and is tested: no other follows into it. */
export const isGiven = (fact: VocabularyFact): boolean => fact.kept && fact.derived === undefined

const factWord = ({ name, question, help }: VocabularyFact): Word => ({
  id: name,
  said: help === undefined ? question : `${question}\n\n${help}`,
})

/** Each word once: the authorities of a country share its names, and editions of a rule theirs. */
export const once = (words: readonly Word[]): readonly Word[] => [...new Map(words.map(one => [one.id, one])).values()]

const classMeanings: ReadonlyMap<string, string> = new Map([
  ['rule', 'It decides.'],
  ['offer', 'It promises a service.'],
  ['process', 'It says how something is done, by no fact here.'],
  ['context', 'Nothing follows from it.'],
  ['not-modelled', 'Something follows that these facts cannot express.'],
  ['open', 'Nobody has said yet.'],
] satisfies [(typeof registerClasses)[number], string][])

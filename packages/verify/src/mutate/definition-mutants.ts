import type { Authority, DecisionDefinition, Definition, Rulebook } from '@virtual-school/rules'
import { sentence } from '@virtual-school/rules/internal'
import { conditionEdits } from './condition-edits.ts'
import { editInWords, possessive } from './edit-words.ts'
import type { Mutant } from './mutant.ts'

/** Lists every mutant of an authority’s own definitions. */
export const definitionMutants = (rulebook: Rulebook, authority: Authority): readonly Mutant[] =>
  ownDefinitions(rulebook, authority).flatMap(definition =>
    conditionEdits(definition.conditions, rulebook.factsByName).map((edit): Mutant => {
      const words = editInWords({ rulebook, authority }, edit)
      return {
        id: `definition:${authority.id}.${definition.name}/conditions${edit.at}:${edit.code}`,
        kind: edit.kind,
        group: 'definitions',
        of: definition.name,
        layer: authority.id,
        file: null,
        pointer: `/conditions${edit.at}`,
        sentence: sentence(`${possessive(authority.name)} definition “${definition.statement}” ${words}`),
        change: { on: 'definition', layer: authority.id, definition: { ...definition, conditions: edit.whole } },
      }
    }),
  )

const ownDefinitions = ({ authorities, national }: Rulebook, { id, definitions }: Authority): readonly Definition[] => {
  const below = id === national ? undefined : authorities.get(national)?.definitions
  return [...definitions.values()].filter(({ name }) => !below?.has(name))
}

/** Lists every mutant of the tests of requirements, which all authorities share. */
export const requirementMutants = (rulebook: Rulebook): readonly Mutant[] =>
  [...rulebook.decisions.values()].flatMap((decision, i) =>
    decision.requirements.flatMap((_, j) => testMutants(rulebook, decision, i, j)),
  )

const testMutants = (rulebook: Rulebook, decision: DecisionDefinition, i: number, j: number): readonly Mutant[] => {
  const authority = rulebook.authorities.get(rulebook.national)!
  const requirement = decision.requirements[j]!
  return conditionEdits(requirement.test, rulebook.factsByName).map((edit): Mutant => {
    const words = editInWords({ rulebook, authority }, edit)
    const requirements = decision.requirements.with(j, { ...requirement, test: edit.whole })
    return {
      id: `requirement:${decision.id}.${requirement.id}/test${edit.at}:${edit.code}`,
      kind: edit.kind,
      group: 'requirements',
      of: `${decision.id} ${requirement.id}`,
      layer: rulebook.national,
      file: 'decisions.json',
      pointer: `/decisions/${i}/requirements/${j}/test${edit.at}`,
      sentence: sentence(`the requirement “${requirement.title}” of “${decision.question}” ${words}`),
      change: { on: 'decision', decision: { ...decision, requirements } },
    }
  })
}

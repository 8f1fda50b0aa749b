import type { Authority, PlacedRegister } from '@virtual-school/rules'
import type { Rules } from '@virtual-school/rules/internal'
import { listed, restingOnGone } from '@virtual-school/rules/internal'
import type { Finding } from './finding.ts'
import type { CheckScope } from './scope.ts'

/**
 * Finds sources that a layer cites and no register of it or of the nation goes through, registers with sentences of which nobody
 * has said what became of them, and what rests on words that are gone. Of rules that were not loaded whole nothing is known.
 */
export const registerFindings = ({ rules, authorities }: CheckScope): readonly Finding[] =>
  rules.rulebook.isWhole
    ? authorities.flatMap(authority => [
        ...missingRegisters(rules, authority),
        ...authority.registers.flatMap(register => openEntries(authority, register)),
        ...authority.registers.flatMap(register => goneEntries(rules, authority, register)),
      ])
    : []

const missingRegisters = ({ rulebook }: Rules, authority: Authority): readonly Finding[] => {
  const nation = rulebook.authorities.get(rulebook.national)!
  const registered = new Set([...authority.registers, ...nation.registers].map(one => one.source))
  const citing = new Map<string, Set<string>>()
  for (const { by, sources } of ownCitations(authority, nation))
    for (const source of sources) citing.set(source, (citing.get(source) ?? new Set()).add(by))
  return [...citing]
    .filter(([source]) => !registered.has(source))
    .map(([source, by]) => ({
      code: 'register-missing',
      about: `${authority.id} ${source}`,
      rules: authority.rules.map(one => one.name).filter(name => by.has(name)),
      message: `“${source}” is cited by ${some([...by])}, and no register says what became of its sentences. “virtual-school register new ${source} --authority ${authority.id}” writes one from a copy of the text.`,
      witness: null,
    }))
}

/** What is written in the authority’s own layer and cites something. */
const ownCitations = (authority: Authority, nation: Authority) => {
  const own = <T>(all: ReadonlyMap<string, T>, national: ReadonlyMap<string, T>) =>
    [...all].filter(([name]) => authority === nation || !national.has(name))
  return [
    ...authority.rules.filter(one => one.layer === authority.id).map(one => ({ by: one.name, of: one })),
    ...own(authority.definitions, nation.definitions).map(([name, of]) => ({ by: `the definition “${name}”`, of })),
    ...own(authority.readings, nation.readings).map(([id, of]) => ({ by: `the reading “${id}”`, of })),
  ].map(({ by, of }) => ({ by, sources: of.citations.map(one => one.source) }))
}

const namedCount = 3

/** The first of some names, and how many others there are. */
const some = (names: readonly string[]): string => {
  const rest = names.length - namedCount
  return rest <= 1 ? listed(names, 'and') : `${names.slice(0, namedCount).join(', ')} and ${rest} others`
}

const openEntries = ({ id }: Authority, { source, file, entries }: PlacedRegister): readonly Finding[] => {
  const open = entries.filter(one => one.class === 'open' && one.gone === undefined)
  if (open.length === 0) return []
  const are = `${entries.length === 1 ? 'entry' : 'entries'} ${open.length === 1 ? 'is' : 'are'}`
  return [
    {
      code: 'register-open',
      about: `${id} ${source}`,
      rules: [],
      message: `In ${file}, ${open.length} of ${entries.length} ${are} open: nobody has said what became of the sentence. The first is ${open[0]!.locator}. “virtual-school register list ${source}” shows them all.`,
      witness: null,
    },
  ]
}

const goneEntries = ({ rulebook }: Rules, { id }: Authority, register: PlacedRegister): readonly Finding[] => {
  const resting = restingOnGone(rulebook, register)
  if (resting.length === 0) return []
  return [
    {
      code: 'register-gone',
      about: `${id} ${register.source}`,
      rules: resting.filter(name => rulebook.authorities.get(id)!.rules.some(one => one.name === name)),
      message: `${register.file} marks words as gone on which this still rests: ${some(resting)}. End it on the day before the new text holds, or cite the words that took their place.`,
      witness: null,
    },
  ]
}

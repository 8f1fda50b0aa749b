import { codeAsFirst, type Link, relationOf, wordName } from '@virtual-school/rules/internal'
import type { SqlTerm } from '../form/term.ts'
import type { FactWhatIfs, Ground, Lane } from './what-ifs.ts'

/** Gives the bits of a comparison of two facts, by its name. */
export const bitsOfLink = (ground: Ground, supposed: ReadonlyMap<number, FactWhatIfs>, name: string): SqlTerm => {
  const { terms, codes, links } = ground
  const { call, number, or } = terms
  const place = links.findIndex((_, i) => [true, false].some(truth => wordName.linked(i, truth) === name))
  // How law bears that is not held is not known in any case.
  if (place < 0) return number(0)
  const link = links[place]!
  const holds = comparison(ground, link, name === wordName.linked(place, true))
  const [first, second] = [codes.get(link.first), codes.get(link.second)]
  /** Values of one side beside what is known of the other. */
  const suppose = (index: number, compare: (value: SqlTerm) => SqlTerm): SqlTerm =>
    or(
      ...(supposed.get(index)?.lanes ?? []).flatMap(lane => {
        const value = valueOfLane(ground, lane)
        return value === undefined ? [] : [call('case', compare(value), number(lane.bit), number(0))]
      }),
    )
  const ifUnknown = (own: SqlTerm | undefined, other: SqlTerm, bits: SqlTerm): readonly SqlTerm[] =>
    bits === number(0) ? [] : [own === undefined ? call('isKnown', other) : call('isNull', own), bits]
  const whens = [
    ...(second === undefined
      ? []
      : ifUnknown(
          first,
          second,
          suppose(link.first, value => holds(value, second)),
        )),
    ...(first === undefined
      ? []
      : ifUnknown(
          second,
          first,
          suppose(link.second, value => holds(first, value)),
        )),
  ]
  const known = first && second ? call('case', holds(first, second), number(-1), number(0)) : number(0)
  return whens.length === 0 ? known : call('case', ...whens, known)
}

/** The value that is supposed in a lane; undefined if it is one beside a fact that is known of nobody. */
const valueOfLane = ({ terms: { call, number }, codes }: Ground, { code, beside }: Lane): SqlTerm | undefined => {
  if (beside === undefined) return number(code)
  const other = codes.get(beside)
  return other && call('plus', other, number(code))
}

/** Gives a test for a comparison to hold, or not to, of two codes; of one that is not known neither is so. */
const comparison = (ground: Ground, link: Link, wanted: boolean): ((one: SqlTerm, other: SqlTerm) => SqlTerm) => {
  const { rules, terms } = ground
  const { call, number } = terms
  const { isLess, isEqual, isGreater } = relationOf(rules.rulebook, link)
  const translate = translator(ground, link)
  const bit = (isSo: boolean): SqlTerm => number(isSo === wanted ? 1 : 0)
  return (one, second) => {
    const other = translate(second)
    const isBothKnown = call('isKnown', call('plus', one, other))
    const found = call(
      'case',
      call('less', one, other),
      bit(isLess),
      call('equal', one, other),
      bit(isEqual),
      isBothKnown,
      bit(isGreater),
      number(0),
    )
    return call('equal', found, number(1))
  }
}

/** Codes of the second fact of a link as those of its first. */
const translator = (
  { rules: { rulebook }, terms: { call, number } }: Ground,
  link: Link,
): ((code: SqlTerm) => SqlTerm) => {
  const second = rulebook.facts[link.second]!
  if (second.type !== 'enum') return code => code
  const asFirst = codeAsFirst(rulebook, link)
  return code =>
    call(
      'case',
      ...second.values!.flatMap((_, i) => [call('equal', code, number(i)), number(asFirst(i))]),
      call('null'),
    )
}

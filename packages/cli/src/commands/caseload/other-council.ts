import type { GatheredChildren } from '@virtual-school/caseload'
import type { Rules } from '@virtual-school/rules/internal'
import { listed } from '@virtual-school/rules/internal'

/** What is asked about, as far as it matters whose files they are. */
interface AskedCouncil {
  readonly authority: string
  readonly isOwn: boolean
}

/** A warning if files name another council than the one asked about. What cannot be compared is none. */
export const otherCouncil = (
  { rulebook }: Rules,
  { councils }: Pick<GatheredChildren, 'councils'>,
  { authority, isOwn }: AskedCouncil,
): readonly string[] => {
  const name = rulebook.authorities.get(authority)?.name
  if (name === undefined || authority === rulebook.national) return []
  const numbers = councilNumbers(rulebook)
  const isOther = (said: string): boolean =>
    /^\d+$/.test(said) ? isOtherNumber(numbers, said, authority) : !isCode(said) && !isSameName(said, name)
  const files = [...councils].filter(([, names]) => [...names].some(isOther)).map(([file]) => file)
  if (files.length === 0) return []
  const own = isOwn ? ` With “--own”, all whom they call looked after are said to be looked after by ${name}.` : ''
  return [
    `warning: ${listed(files, 'and')}: Another council is named here than ${name}, which was asked about.${own} Look at “LA” or “LEA” in the file.`,
  ]
}

/** The department’s numbers of councils. */
const councilNumbers = ({ codeSets }: Rules['rulebook']): ReadonlyMap<string, string> =>
  new Map(
    [...codeSets.values()]
      .flatMap(set => set.lists.flatMap(list => list.codes))
      .flatMap(({ code, council }) => (council === undefined ? [] : [[code, council] as const])),
  )

/** A number is another council’s if it is known to be, or if that of the council asked about is known and is not it. */
const isOtherNumber = (numbers: ReadonlyMap<string, string>, said: string, authority: string): boolean => {
  const council = numbers.get(said)
  return council === undefined ? said.length === 3 && [...numbers.values()].includes(authority) : council !== authority
}

/** A code of the statistics office, as E06000032: which council it is of is not known here. */
const isCode = (said: string): boolean => /^[A-Z]\d{8}$/.test(said)

const saysLittle = new Set(['authority', 'borough', 'city', 'council', 'county', 'district', 'london', 'royal'])

/** “Luton Borough Council” and “Central Beds” are Luton and Central Bedfordshire: a word of one begins a word of the other. */
const isSameName = (said: string, name: string): boolean => {
  const wordsOf = (text: string) =>
    text
      .toLowerCase()
      .split(/[^\p{L}]+/u)
      .filter(word => word.length > 3 && !saysLittle.has(word))
  const own = wordsOf(name)
  return wordsOf(said).some(word => own.some(other => other.startsWith(word) || word.startsWith(other)))
}

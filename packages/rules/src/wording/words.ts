import type { TruthWord } from '../kernel/truth.ts'
import { sentence } from '../kernel/words.ts'
import type { evidences } from '../language/citation.ts'
import type { Bearing, RegisterEntry } from '../language/register.ts'
import type { Force, ItemTime } from '../language/rulebook.ts'

/** How binding a text is, in words. */
export const forceWords: Readonly<Record<Force, string>> = {
  law: 'law',
  'statutory-guidance': 'statutory guidance',
  'regard-guidance': 'guidance to have regard to',
  'non-statutory-guidance': 'non-statutory guidance',
  'local-policy': 'local policy',
  'local-offer': 'local offer',
}

/** What each force means, in a clause that ends without a full stop. */
export const forceMeanings: Readonly<Record<Force, string>> = {
  law: 'an Act of Parliament, or regulations made under one',
  'statutory-guidance':
    'guidance issued under an Act, to be followed unless exceptional circumstances justify departing from it',
  'regard-guidance': 'guidance that the law says must be considered; departing from it needs a good reason',
  'non-statutory-guidance': 'advice of the government, which binds nobody',
  'local-policy': 'what a council’s own page asks of people',
  'local-offer': 'what a council’s own page says that it gives. It asks nothing of anybody',
}

/** The same in a word or two, for a line that has room for no more. */
export const shortForceWords: Readonly<Record<Force, string>> = {
  ...forceWords,
  'regard-guidance': 'guidance',
  'non-statutory-guidance': 'guidance',
}

/** When somebody has a part: before the action goes ahead, at any time, or after it. */
export const timeWords: Readonly<Record<ItemTime, string>> = { before: 'first', always: '', after: 'afterwards' }

/** How a text is known, in words; null if it was read itself. */
export const evidenceWords: Readonly<Record<(typeof evidences)[number], string | null>> = {
  primary: null,
  'superseded-version': 'an earlier version was read, amended since',
  restated: 'read only as restated by another',
  unverified: 'from memory, not seen',
}

/** How a text is known, as a sentence: “The text itself was read.” */
export const evidenceSentence = (evidence: (typeof evidences)[number]): string =>
  sentence(evidenceWords[evidence] ?? 'the text itself was read')

/** What became of a sentence of a source, as a sentence. */
export const entryMeanings: ReadonlyMap<RegisterEntry['class'], string> = new Map([
  ['rule', 'A rule was made of it.'],
  ['offer', 'It offers a service.'],
  ['process', 'It says how something is done.'],
  ['context', 'It sets the scene.'],
  ['not-modelled', 'Not in the rules.'],
  ['open', 'Nobody has said yet.'],
] satisfies [RegisterEntry['class'], string][])

/** What a text that no rule is made of does to answers, as a sentence. */
export const bearingMeanings: Readonly<Record<Bearing, string>> = {
  bar: 'It forbids something by itself, so answers that it could overturn stay open.',
  adds: 'It asks for more than the rules do.',
  detail: 'It changes how something is done.',
}

/** A truth as an answer: “yes”, “no” or “not known”. */
export const yesOrNo: Readonly<Record<TruthWord, string>> = { true: 'yes', false: 'no', unknown: 'not known' }

/** Clauses that begin alike share their beginning: “the child goes to an academy or a college”. */
export const alternatives = (clauses: readonly string[]): string => {
  const words = clauses.map(clause => clause.split(' '))
  const [first = []] = words
  let shared = 0
  while (shared < first.length - 1 && words.every(one => one[shared] === first[shared] && one.length > shared + 1))
    shared += 1
  while (isArticle(first[shared - 1])) shared -= 1
  if (shared > 3 && isArticle(first[shared - 2])) shared -= 2
  if (shared < 2) return orList(clauses)
  return `${first.slice(0, shared).join(' ')} ${orList(words.map(one => one.slice(shared).join(' ')))}`
}

/** After an article begins the name of a thing, which is not cut: “on a child in need plan or a child protection plan”. */
const isArticle = (word: string | undefined): boolean => word !== undefined && /^(a|an|the|no)$/.test(word)

const orList = (parts: readonly string[]): string =>
  parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} or ${parts.at(-1)}`

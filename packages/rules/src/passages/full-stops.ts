const wordsIn = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/))

/** Abbreviations after which a sentence always goes on. */
const alwaysGoOn = wordsIn('e.g i.e eg ie cf viz vs v incl excl esp dr mr mrs ms mx prof rev hon st messrs')
/** Abbreviations after which it goes on if a number follows. */
const goOnBeforeNumbers = wordsIn(
  `no nos p pp para paras reg regs s ss sec sect ch chs chap sch sched art arts cl vol vols ed fig figs app ref refs tel ext
   approx max min jan feb mar apr jun jul aug sep sept oct nov dec`,
)
/** As “a.m” and “U.K”. */
const dotted = /^(?:\p{L}\.)+\p{L}$/u

const opening = '["\'“‘([{*_]*'
const stops = /[.!?…]+["'”’)\]}*_]*(?=[\s\u200B])/gu
const beginsNext = new RegExp(`^[\\s\\u200B]+${opening}[^\\s\\p{Ll}]`, 'u')
const shortNumber = /(?:^|\s)\d{1,2}\.$/u

/**
 * Where sentences end inside a paragraph, each after its stop and whatever closes with it. An abbreviation, an initial, a number
 * and an address end none, nor does a stop before a small letter; nor the number that opens a sentence.
 */
export const sentenceEnds = (text: string): readonly number[] => {
  const ends: number[] = []
  for (const { 0: stop, index } of text.matchAll(stops)) {
    const end = index + stop.length
    if (isEnd(text.slice(ends.at(-1) ?? 0, index), stop, text.slice(end))) ends.push(end)
  }
  return ends
}

const isEnd = (before: string, stop: string, after: string): boolean => {
  if (!/[\p{L}\p{N}]/u.test(after) || !/[\p{L}\p{N}]/u.test(before) || !beginsNext.test(after)) return false
  if (!stop.startsWith('.') || stop.startsWith('..')) return true
  const word = /[^\s\u200B("'“‘[{/]*$/u.exec(before)![0]
  const isOpening = before.replace(/^[“‘"'([*_\s]+/u, '') === word
  if (isOpening && /^(?:\d{1,3}(?:\.\d{1,3})*|\p{L}|[ivx]{1,5})$/iu.test(word)) return false
  if (alwaysGoOn.has(word.toLowerCase())) return false
  if (goOnBeforeNumbers.has(word.toLowerCase()) && /^[\s\u200B]+[([]?\d/u.test(after)) return false
  // “at 9 a.m. The school” ends one, “the U.K. Government” does not.
  if (dotted.test(word) && /^\p{Lu}/u.test(word)) return false
  if (/^\p{Lu}$/u.test(word) && word !== 'I') return false
  return !(shortNumber.test(`${before}.`) && /^\s*\d{1,4}\b(?:\.|$|\s)/u.test(after))
}

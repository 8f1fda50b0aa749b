/** What a text is read by: its sentences, words and syllables. */
export interface Tally {
  readonly sentences: number
  readonly words: number
  readonly syllables: number
}

/** Nothing read yet. */
export const nothing: Tally = { sentences: 0, words: 0, syllables: 0 }

/** Both together. */
export const plus = (a: Tally, b: Tally): Tally => ({
  sentences: a.sentences + b.sentences,
  words: a.words + b.words,
  syllables: a.syllables + b.syllables,
})

/** One or more sentences; what ends without a full stop ends all the same. A semicolon ends none. */
export const read = (text: string): Tally => {
  const sentences = text.split(/[.?!]+(?=[\s”)]|$)/).filter(one => /\p{L}/u.test(one))
  const words = sentences.flatMap(one => one.match(/[\p{L}\p{N}’]+/gu) ?? [])
  const syllables = words.reduce((sum, word) => sum + countSyllables(word), 0)
  return { sentences: sentences.length, words: words.length, syllables }
}

/** The grade of Flesch and Kincaid: the years of school that an American reader needs. */
export const gradeOf = ({ sentences, words, syllables }: Tally): number =>
  0.39 * (words / sentences) + 11.8 * (syllables / words) - 15.59

/** Vowels that stand together are one syllable; an e that ends a word or stands before d or s is mostly silent. A number is read as its digits. */
const countSyllables = (word: string): number => {
  const letters = word.toLowerCase().replace(/’s?/g, '')
  if (/^\d+$/.test(letters)) return Math.min(letters.length, 4)
  const said = letters
    .replace(/([^aeiouy]|^)y(?=[aeiou])/g, '$1')
    .replace(/(?<=[^aeiouytd])ed$/, '')
    .replace(/(?<=[^aeiouysxzcg]|[^cs]h)es$/, '')
    .replace(/(?<=[^aeiouyl])e$/, '')
    .replace(/(?<=[aeiouy]l)e$/, '')
  return Math.max(1, said.match(/[aeiouy]+/g)?.length ?? 0)
}

import type { Scope } from '@virtual-school/api'
import { type Checked, didYouMean, type Issue, nearest } from '@virtual-school/rules'

/** The scopes that were typed with commas between, or what is wrong with each word that is none. */
export const scopesGiven = (
  typed: string,
  known: readonly Scope[],
  isScope: (word: string) => word is Scope,
): Checked<readonly Scope[]> => {
  const words = [...new Set(typed.split(',').map(word => word.trim()))]
  const good = words.filter(isScope)
  if (good.length === words.length) return { ok: true, value: good }
  return { ok: false, issues: words.filter(word => !isScope(word)).map(word => notAScope(word, known)) }
}

const notAScope = (word: string, known: readonly Scope[]): Issue => {
  const suggestion = nearest(word, known)
  return {
    code: 'unknown-word',
    pointer: '/scopes',
    message: `There is no scope “${word.slice(0, 80)}”. Permitted: ${known.join(', ')}.${didYouMean(suggestion)}`,
    ...(suggestion === undefined ? {} : { suggestion }),
  }
}

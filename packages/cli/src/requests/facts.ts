import type { Issue, Scalar } from '@virtual-school/rules'
import type { Rules } from '@virtual-school/rules/internal'
import { pointerOf } from '@virtual-school/rules/internal'

const unknownWords = new Set(['null', 'unknown'])

/**
 * What was typed, as a value of the fact’s type. What does not fit stays text, and of a fact that does not exist too: the
 * library then refuses it with its own words.
 */
export const parseFact = (rules: Rules, name: string, text: string): Scalar | null => {
  const typed = text.trim()
  const lower = typed.toLowerCase()
  if (unknownWords.has(lower)) return null
  const type = rules.rulebook.factsByName.get(name)?.type
  if (type === 'boolean' && (lower === 'true' || lower === 'false')) return lower === 'true'
  if (type === 'integer' && /^[-+]?\d{1,9}$/.test(typed)) return Number(typed)
  return typed
}

/** The facts of `--set`, or what is wrong with how they are written. */
export const parseFactSettings = (
  rules: Rules,
  settings: readonly string[],
): { facts: Readonly<Record<string, Scalar | null>>; issues: readonly Issue[] } => {
  const facts = new Map<string, Scalar | null>()
  const issues: Issue[] = []
  for (const setting of settings) {
    const at = setting.indexOf('=')
    const name = setting.slice(0, at).trim()
    if (at < 1)
      issues.push({
        code: 'malformed',
        pointer: '/facts',
        message: '“--set” is followed by a fact’s name, an equals sign and its value, as “--set ageYears=14”.',
      })
    else if (facts.has(name))
      issues.push({
        code: 'duplicate-key',
        pointer: pointerOf(['facts', name]),
        message: 'This fact is set twice. Keep one of them.',
      })
    else facts.set(name, parseFact(rules, name, setting.slice(at + 1)))
  }
  return { facts: Object.fromEntries(facts), issues }
}

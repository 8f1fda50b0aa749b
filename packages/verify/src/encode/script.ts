import type { Term, TruthTerms } from '../smt/terms.ts'

/** What is stated to a solver: declarations and assertions, written down as terms are named. */
export interface Script {
  /** A new constant. */
  readonly declare: (name: string, sort: 'Bool' | 'Int') => Term
  /** States that a term is true. */
  readonly assert: (term: Term) => void
  /** A short name for a true-or-false term; the same for equal terms, however often they come about. */
  readonly name: (term: Term) => Term
  /** Takes what was written since it was last taken. */
  readonly take: () => string
}

/** An empty script. */
export const openScript = (): Script => {
  let lines: string[] = []
  const names = new Map<Term, Term>()
  const declare = (name: string, sort: 'Bool' | 'Int'): Term => {
    lines.push(`(declare-const ${name} ${sort})`)
    return name
  }
  const assert = (term: Term): void => void lines.push(`(assert ${term})`)
  const nameTerm = (term: Term): Term => {
    const known = names.get(term)
    if (known !== undefined) return known
    const name = declare(`n${names.size}`, 'Bool')
    names.set(term, name)
    assert(`(= ${name} ${term})`)
    return name
  }
  return {
    declare,
    assert,
    name: term => {
      if (!term.startsWith('(')) return term
      return term.startsWith('(not ') ? negation(nameTerm(inner(term))) : nameTerm(term)
    },
    take: () => {
      const text = lines.join('\n')
      lines = []
      return text
    },
  }
}

const inner = (negated: Term): Term => negated.slice(5, -1)
const negation = (name: Term): Term => `(not ${name})`

/** Gives both terms of a truth a short name. */
export const nameTruth = (script: Script, { t, f }: TruthTerms): TruthTerms => ({
  t: script.name(t),
  f: script.name(f),
})

import type { Issue, IssueCode } from '@virtual-school/rules'
import type { Rules } from '@virtual-school/rules/internal'
import { nearest, withSuggestion } from '@virtual-school/rules/internal'

/** Refuses a name that is not held, with the nearest that is; if none is near, with how to list them. */
export const unknownName = (
  code: IssueCode,
  what: string,
  name: string,
  held: readonly string[],
  find?: string,
): Issue => {
  const suggestion = nearest(name, held)
  const howToFind = suggestion === undefined ? ` ${find ?? someOf(held)}` : ''
  const message = `There is no ${what} “${name.slice(0, 80)}”.${howToFind}`
  return withSuggestion({ code, pointer: '', message }, suggestion)
}

/** How many names a message lists: more of them nobody reads. */
const mostNames = 6

const someOf = (held: readonly string[]): string => {
  const rest = held.length - mostNames
  if (rest <= 1) return `Held: ${held.join(', ')}.`
  return `Held: ${held.slice(0, mostNames).join(', ')} and ${rest} more. “virtual-school rules” has all of them: the name of a rule begins with whose it is.`
}

/** What is wrong with a choice of one authority or one decision: a name that the rules do not hold, with the nearest. */
export const selectionIssues = (
  { authorities, decisions }: Rules,
  chosen: { readonly authority?: string; readonly decision?: string },
): readonly Issue[] => {
  const held = { authority: authorities.map(one => one.id), decision: decisions.map(one => one.id) }
  return (['authority', 'decision'] as const).flatMap(kind => {
    const name = chosen[kind]
    return name === undefined || held[kind].includes(name)
      ? []
      : [unknownName(`unknown-${kind}`, kind, name, held[kind])]
  })
}

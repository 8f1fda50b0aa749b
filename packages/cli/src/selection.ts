import type { Issue, Rules } from '@virtual-school/rules'
import { unknown } from './unknown.ts'

/** What is wrong with a choice of one authority or one decision: a name that the rules do not hold, with the nearest. */
export const selectionIssues = (
  { authorities, decisions }: Rules,
  chosen: { readonly authority?: string; readonly decision?: string },
): readonly Issue[] => {
  const held = { authority: authorities.map(one => one.id), decision: decisions.map(one => one.id) }
  return (['authority', 'decision'] as const).flatMap(kind => {
    const name = chosen[kind]
    return name === undefined || held[kind].includes(name) ? [] : [unknown(`unknown-${kind}`, kind, name, held[kind])]
  })
}

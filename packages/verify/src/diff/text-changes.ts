import type { Rules } from '@virtual-school/rules/internal'
import { listNamedParts, type NamedPart, type PartKind, partKinds } from './named-parts.ts'
import { isSame } from './plain-form.ts'

/** How one named part of the rules changed. */
export interface TextChange {
  readonly kind: PartKind
  readonly name: string
  /** The first day or month of the edition, if the part is a rule with several. */
  readonly edition?: string
  readonly change: 'added' | 'removed' | 'changed'
  /** The members that changed. */
  readonly members: readonly string[]
}

/**
 * Lists what changed in the documents, by name and not by line: order and layout are no change. Sorted by kind, then by name.
 */
export const textChanges = (old: Rules, now: Rules): readonly TextChange[] => {
  const [before, after] = [grouped(listNamedParts(old)), grouped(listNamedParts(now))]
  return [...new Set([...before.keys(), ...after.keys()])]
    .flatMap(key => partChanges(before.get(key) ?? [], after.get(key) ?? []))
    .sort((a, b) => partKinds.indexOf(a.kind) - partKinds.indexOf(b.kind) || (sortName(a) < sortName(b) ? -1 : 1))
}

const sortName = ({ name, edition = '' }: TextChange): string => `${name} ${edition}`

const grouped = (parts: readonly NamedPart[]): ReadonlyMap<string, readonly NamedPart[]> => {
  const groups = new Map<string, NamedPart[]>()
  for (const part of parts) {
    const key = `${part.kind} ${part.name}`
    groups.set(key, [...(groups.get(key) ?? []), part])
  }
  return groups
}

/** Editions of one name: those that begin together belong together, then the others in their order. */
const partChanges = (before: readonly NamedPart[], after: readonly NamedPart[]): readonly TextChange[] => {
  const isMany = Math.max(before.length, after.length) > 1
  const together = before.flatMap(one => {
    const same = after.find(other => other.edition === one.edition)
    return same === undefined ? [] : [[one, same] as const]
  })
  const left = before.filter(one => !together.some(([a]) => a === one))
  const right = after.filter(one => !together.some(([, b]) => b === one))
  const rest = Array.from({ length: Math.max(left.length, right.length) }, (_, i) => [left[i], right[i]] as const)
  return [...together, ...rest].flatMap(([a, b]) => comparePart(a, b, isMany))
}

const comparePart = (before: NamedPart | undefined, after: NamedPart | undefined, isMany: boolean): TextChange[] => {
  const { kind, name, edition } = (after ?? before)!
  const members = before === undefined || after === undefined ? [] : membersThatDiffer(before, after)
  const change = before === undefined ? 'added' : after === undefined ? 'removed' : 'changed'
  if (change === 'changed' && members.length === 0) return []
  return [{ kind, name, ...(isMany && edition !== undefined ? { edition } : {}), change, members }]
}

const membersThatDiffer = (before: NamedPart, after: NamedPart): readonly string[] =>
  [...new Set([...Object.keys(before.members), ...Object.keys(after.members)])].filter(
    name => !isSame({ value: before.members[name] }, { value: after.members[name] }),
  )

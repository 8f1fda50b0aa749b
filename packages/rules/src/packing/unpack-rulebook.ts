import type { Rulebook } from '../compile/rulebook.ts'

/**
 * A compiled rulebook as JSON. What a package carries was read, checked and compiled when it was built; whoever loads it need do
 * none of that again. JSON has no Map, no Set and no undefined, and would write twice what stands in two places: these stand as
 * objects with one of the members below, and no member of a rulebook has a name that begins with this.
 */
export const mark = '~'
/** The members that stand for what JSON has not. */
export const kinds = {
  map: '~map',
  set: '~set',
  missing: '~undefined',
  named: '~as',
  again: '~see',
  more: '~more',
} as const

/** What a package carries of its rules. */
export interface PackedRules {
  readonly rulebook: unknown
  /** The code sets of national returns; undefined if they are not wanted. */
  readonly codeSets: unknown
  /** What was released; undefined if that is not wanted. */
  readonly releases: unknown
}

/** The rulebook, frozen as a compiled one is. What was given is used up. */
export const unpackRulebook = ({ rulebook, codeSets, releases }: PackedRules): Rulebook => {
  const base = unpacked(rulebook, []) as Rulebook
  if (codeSets === undefined && releases === undefined) return base
  const more = {
    ...(codeSets === undefined ? {} : { codeSets: unpacked(codeSets, []) as Rulebook['codeSets'] }),
    ...(releases === undefined ? {} : { releases: unpacked(releases, []) as Rulebook['releases'] }),
  }
  return Object.freeze({ ...base, ...more })
}

/** In the order in which it was packed, so that what is wanted again is known by then. */
const unpacked = (value: unknown, named: unknown[]): unknown => {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i += 1) value[i] = unpacked(value[i], named)
    return Object.freeze(value)
  }
  const members = value as Record<string, unknown>
  for (const name in members) {
    if (name.startsWith(mark)) return unpackedMark(name, members, named)
    const member = members[name]
    if (typeof member === 'object') members[name] = unpacked(member, named)
  }
  return Object.freeze(members)
}

const unpackedMark = (name: string, members: Record<string, unknown>, named: unknown[]): unknown => {
  const found = members[name]
  if (name === kinds.again) return named[found as number]
  if (name === kinds.missing) return undefined
  if (name === kinds.more) {
    const { [name]: base, ...more } = members
    for (const own in more) more[own] = unpacked(more[own], named)
    return Object.freeze({ ...(named[base as number] as object), ...more })
  }
  if (name === kinds.named) {
    const whole = unpacked(members.is, named)
    named[found as number] = whole
    return whole
  }
  const each = (found as unknown[]).map(one => unpacked(one, named))
  return Object.freeze(name === kinds.map ? new Map(each as [unknown, unknown][]) : new Set(each))
}

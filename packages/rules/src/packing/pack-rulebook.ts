import { isPlainObject } from '../kernel/guards.ts'
import { kinds, mark } from './unpack-rulebook.ts'

/** What is no longer than a reference to it would be is written again. */
const worthNaming = 40

/** What has fewer members than this is never said to be another object and more. */
const worthExtending = 6

/** Part of a rulebook as JSON; what stands in several places is written once. Throws at what no rulebook holds. */
export const packRulebook = (value: unknown): unknown => {
  const pool: Pool = { ids: new Map(), byContent: new Map() }
  const one = shared(value, pool)
  const packing: Packing = { counts: new Map(), names: new Map(), bases: new Map() }
  count(one, pool, packing)
  return packed(one, packing)
}

const isHeld = (value: unknown): value is object => typeof value === 'object' && value !== null

interface Pool {
  readonly ids: Map<object, number>
  /** By what it holds: of several objects that hold the same, the first. */
  readonly byContent: Map<string, object>
}

/** The same value, made of one object where it had several that were equal. */
const shared = (value: unknown, pool: Pool): unknown => {
  if (!isHeld(value) || pool.ids.has(value)) return value
  const copy = copied(value, member => shared(member, pool))
  const content = contentOf(copy, pool)
  const known = pool.byContent.get(content)
  if (known !== undefined) return known
  pool.byContent.set(content, copy)
  pool.ids.set(copy, pool.ids.size)
  return copy
}

/** The same text for all objects that hold the same, whose own objects are already shared. */
const contentOf = (value: object, { ids }: Pool): string => {
  const names =
    value instanceof Map ? 'map' : value instanceof Set ? 'set' : Array.isArray(value) ? 'list' : Object.keys(value)
  return JSON.stringify([names, membersOf(value).map(one => (isHeld(one) ? ids.get(one) : [typeof one, one]))])
}

const copied = (value: object, of: (member: unknown) => unknown): object => {
  if (Array.isArray(value)) return value.map(of)
  if (value instanceof Map) return new Map(Array.from(value, ([name, member]) => [name, of(member)]))
  if (value instanceof Set) return new Set(Array.from(value, of))
  if (!isPlainObject(value) || Object.keys(value).some(name => name.startsWith(mark)))
    throw new Error('A rulebook holds something that cannot be packed.')
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, of(member)]))
}

const membersOf = (value: object): readonly unknown[] => {
  if (value instanceof Map) return [...value.entries()].flat()
  return value instanceof Set ? [...value] : Object.values(value)
}

interface Packing {
  /** How often each object is needed, in the order in which they are written. */
  readonly counts: Map<object, number>
  /** What was written and is wanted again, by its number. */
  readonly names: Map<object, number>
  /** Of what is another object and some members more, that object. */
  readonly bases: Map<object, object>
}

const count = (value: unknown, pool: Pool, packing: Packing): void => {
  if (!isHeld(value)) return
  const { counts, bases } = packing
  const seen = counts.get(value) ?? 0
  if (seen > 0) return void counts.set(value, seen + 1)
  const base = findBase(value, pool, counts)
  if (base !== undefined) {
    bases.set(value, base)
    counts.set(base, counts.get(base)! + 1)
  }
  for (const member of membersOf(value).slice(base === undefined ? 0 : membersOf(base).length))
    count(member, pool, packing)
  counts.set(value, 1)
}

/** An object that was written before and has all the members that this one begins with: as a rule begins as its document does. */
const findBase = (value: object, pool: Pool, counts: ReadonlyMap<object, number>): object | undefined => {
  if (!isPlainObject(value)) return undefined
  const entries = Object.entries(value)
  for (let length = entries.length - 1; length >= worthExtending; length -= 1) {
    const base = pool.byContent.get(contentOf(Object.fromEntries(entries.slice(0, length)), pool))
    if (base !== undefined && counts.has(base)) return base
  }
  return undefined
}

const packed = (value: unknown, packing: Packing): unknown => {
  if (value === undefined) return { [kinds.missing]: 1 }
  if (!isHeld(value)) return value
  const known = packing.names.get(value)
  if (known !== undefined) return { [kinds.again]: known }
  const members = packedMembers(value, packing)
  const isBase = [...packing.bases.values()].includes(value)
  if (packing.counts.get(value) === 1 || (!isBase && JSON.stringify(members).length < worthNaming)) return members
  const name = packing.names.size
  packing.names.set(value, name)
  return { [kinds.named]: name, is: members }
}

const packedMembers = (value: object, packing: Packing): unknown => {
  const each = (values: Iterable<unknown>) => Array.from(values, one => packed(one, packing))
  if (Array.isArray(value)) return each(value)
  if (value instanceof Map) return { [kinds.map]: Array.from(value, each) }
  if (value instanceof Set) return { [kinds.set]: each(value) }
  const base = packing.bases.get(value)
  const entries = Object.entries(value).slice(base === undefined ? 0 : Object.keys(base).length)
  const more = Object.fromEntries(entries.map(([name, member]) => [name, packed(member, packing)]))
  return base === undefined ? more : { [kinds.more]: packing.names.get(base), ...more }
}

/** How often each number of a report was added to. Numbers that nothing was added to are 0. */
export type Counts = ReadonlyMap<string, number>

/** What is counted, and which numbers each adds one to. */
interface Counted<U> {
  readonly units: readonly U[]
  readonly keysOf: (unit: U) => readonly string[]
  /** Whether a row of the report is there because this number is more than none. */
  readonly makesRow: (key: string) => boolean
}

/** Counts units by each of their keys. */
export const countKeys = <U>({ units, keysOf }: Pick<Counted<U>, 'units' | 'keysOf'>): Counts => {
  const counts = new Map<string, number>()
  for (const unit of units) for (const key of keysOf(unit)) counts.set(key, (counts.get(key) ?? 0) + 1)
  return counts
}

/** A count as a report shows it; null: it is five or fewer, or left out so that no such count can be worked out. */
export type Shown = number | null

/** Counts up to this one are not shown. It is above the counts that could point to a child, which are 1 to 4: see `findLeftOut`. */
const mostHidden = 5
const base = 10

/** Whether a count could point to a child. */
export const isSmall = (count: number): boolean => count > 0 && count < mostHidden

/** Five or fewer, and none, as null; all others rounded to the nearest 10. */
export const roundCount = (count: number): Shown => (count <= mostHidden ? null : Math.round(count / base) * base)

/** The rule, for readers of a report. */
export const roundingRule =
  'All counts are rounded to the nearest 10, each by itself, so that rows do not add up to their total; c stands for five or fewer, or none. If all numbers together would still show a count of 1 to 4, more of them are left out and shown as c. Rates are worked out from the rounded counts.'

/** Anything that is made of parts of which each could have been otherwise. */
interface Parted {
  readonly kind: string
  readonly parts: readonly unknown[]
}

/** One or two units taken out, and one or two put in. */
interface Move<U> {
  readonly out: readonly U[]
  readonly in: readonly U[]
}

/** So many others are looked at for each unit of a small count, at most. */
const mostOthers = 60

const exchangePart = <U extends Parted>(unit: U, at: number, other: U): U => ({
  ...unit,
  parts: unit.parts.map((part, n) => (n === at ? other.parts[n] : part)),
})

/** What could as well have been: two units with a part exchanged, one that is as another in a part, one more or one less. */
function* listMoves<U extends Parted>(unit: U, others: readonly U[]): Generator<Move<U>, void, undefined> {
  const alike = others.filter(other => other.kind === unit.kind && other !== unit).slice(0, mostOthers)
  for (let at = 0; at < unit.parts.length; at += 1)
    for (const other of alike) {
      const [one, two] = [exchangePart(unit, at, other), exchangePart(other, at, unit)]
      yield { out: [unit, other], in: [one, two] }
      yield { out: [unit], in: [one] }
      yield { out: [other], in: [two] }
    }
  yield { out: [], in: [unit] }
  yield { out: [unit], in: [] }
}

const computeChanges = <U>({ out, in: put }: Move<U>, keysOf: Counted<U>['keysOf']): Counts => {
  const changes = new Map<string, number>()
  const add = (units: readonly U[], by: number) => {
    for (const unit of units) for (const key of keysOf(unit)) changes.set(key, (changes.get(key) ?? 0) + by)
  }
  add(out, -1)
  add(put, 1)
  return changes
}

/**
 * Which numbers have to be left out of a report of rounded counts, so that no count of 1 to 4 can be worked out from all others
 * together. For each such count another log is looked for in which it is another count, and of which every number of the report
 * reads the same: then nobody can tell the two logs apart. Rounding nearly always leaves one. If none is found, the fewest
 * numbers that tell them apart are left out. Every number that is shown has to be among the keys of the units.
 */
export const findLeftOut = <U extends Parted>(counted: Counted<U>): ReadonlySet<string> => {
  const counts = countKeys(counted)
  const distinct = [...new Map(counted.units.map(unit => [JSON.stringify(unit), unit])).values()]
  const left = new Set<string>()
  const search = { ...counted, counts, distinct, left }
  for (const [small, having] of groupUnitsBySmall(search))
    for (const key of findTellingApart(small, having, search)) left.add(key)
  return left
}

interface Search<U> extends Pick<Counted<U>, 'keysOf' | 'makesRow'> {
  readonly counts: Counts
  readonly distinct: readonly U[]
  /** Left out already: these tell nothing. */
  readonly left: ReadonlySet<string>
}

/** The units that each small count counts. */
const groupUnitsBySmall = <U>({ distinct, counts, keysOf }: Search<U>): ReadonlyMap<string, readonly U[]> => {
  const found = new Map<string, U[]>()
  for (const unit of distinct)
    for (const key of keysOf(unit)) if (isSmall(counts.get(key) ?? 0)) found.set(key, [...(found.get(key) ?? []), unit])
  return found
}

/** The fewest numbers that tell another log from this one; none if some log reads the same. One unit more is always another log. */
const findTellingApart = <U extends Parted>(
  small: string,
  having: readonly U[],
  search: Search<U>,
): readonly string[] => {
  let fewest: readonly string[] | undefined
  for (const unit of having)
    for (const move of listMoves(unit, search.distinct)) {
      const distinguishing = listTellingApart(computeChanges(move, search.keysOf), small, search)
      if (distinguishing?.length === 0) return []
      if (distinguishing !== undefined && distinguishing.length < (fewest?.length ?? Number.POSITIVE_INFINITY))
        fewest = distinguishing
    }
  return fewest ?? []
}

/** The numbers that a change would make look otherwise; undefined: it leaves this count as it is, or a row comes or goes. */
const listTellingApart = <U>(
  changes: Counts,
  small: string,
  { counts, left, makesRow }: Search<U>,
): readonly string[] | undefined => {
  if ((changes.get(small) ?? 0) === 0) return undefined
  const distinguishing: string[] = []
  for (const [key, by] of changes) {
    const before = counts.get(key) ?? 0
    if (makesRow(key) && (before === 0) !== (before + by === 0)) return undefined
    if (!left.has(key) && roundCount(before + by) !== roundCount(before)) distinguishing.push(key)
  }
  return distinguishing
}

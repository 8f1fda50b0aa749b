import type { CodeSet, Scalar } from '../../src/index.ts'
import { birthday, plusDays } from '../../src/kernel/dates.ts'

/** An episode as it stands in a return, its days as `YYYY-MM-DD`; empty for what is blank. */
export interface EpisodeRow {
  readonly from: string
  readonly began: string
  readonly status: string
  readonly to: string
  readonly ended: string
}

/** What is known of a child in a test. */
export interface History {
  readonly birth: string
  readonly rows: readonly EpisodeRow[]
  readonly reviews: readonly string[]
}

type Facts = Record<string, Scalar>

const shortBreaks = ['V3', 'V4']
const orders = ['E11', 'E12', 'E41', 'E43', 'E44', 'E45', 'E46', 'E47', 'E48', 'E4A', 'E4B']

/**
 * What care is on a day, by walking the days of the child’s life: on each, which rows say that the child is in an episode. It
 * shares nothing with the library but the facts of each code. Null: the rows contradict one another or do not say enough, or the child died.
 */
export const careByDays = (set: CodeSet, { birth, rows, reviews }: History, day: string): Facts | null => {
  const distinct = rows.filter((one, i) => rows.findIndex(other => JSON.stringify(other) === JSON.stringify(one)) === i)
  const standing = distinct.filter(
    one =>
      one.to !== '' ||
      !distinct.some(
        other => other.to !== '' && other.from === one.from && other.began === one.began && other.status === one.status,
      ),
  )
  if (distinct.some(({ from, to, ended }) => (to === '' && ended !== '') || (to !== '' && to <= from))) return null
  if (standing.some(({ ended, to }) => ended === 'E2' && to <= day)) return null
  const first = distinct.map(one => one.from).sort()[0]
  const last = [day, ...distinct.flatMap(one => [one.from, one.to])].sort().at(-1)!
  if (first === undefined) return { dateOfBirth: birth }
  const covering = (on: string) => standing.filter(({ from, to }) => from <= on && (to === '' || to > on))
  const byDay = new Map<string, EpisodeRow>()
  let isTangled = false
  for (let on = first; on <= last; on = plusDays(on, 1)) {
    const found = covering(on)
    // What contradicts itself before care begins again, with all before at an end, is nobody’s present.
    if (found.length > 1) isTangled = true
    else if (on <= day && beginsAfresh(found[0], covering(plusDays(on, -1)), on)) isTangled = false
    if (found[0] !== undefined) byDay.set(on, found[0])
  }
  if (isTangled) return null
  const adult = standing.find(({ ended, to }) => to !== '' && leftAsAdult(set, ended, to, birth))
  if (adult !== undefined && standing.some(({ from }) => from >= adult.to)) return null
  const now = byDay.get(day)
  // Whether a remand is to a council or to youth detention the code does not say, and no other is presumed.
  if (now?.status === 'J1') return null
  const said = now === undefined ? leftBy(set, byDay, first, day, birth) : nowSaid(set, byDay, now, day, reviews)
  return { dateOfBirth: birth, ...said }
}

/** Whether care begins on a day that nothing goes on to from the day before. */
const beginsAfresh = (now: EpisodeRow | undefined, before: readonly EpisodeRow[], on: string): boolean =>
  now?.from === on && now.began === 'S' && before.every(one => one.to === on && !['', 'X1'].includes(one.ended))

/** By its code, or by a code that says so of an adult. */
const leftAsAdult = (set: CodeSet, ended: string, to: string, birth: string): boolean => {
  const code = set.lists.find(one => one.id === 'reason-episode-ceased')?.codes.find(one => one.code === ended)
  const eighteen = birthday(birth, 18)
  return (to >= eighteen ? { ...code?.facts, ...code?.factsAtEighteen } : code?.facts)?.careExitRoute === 'aged-out'
}

const factsOf = (set: CodeSet, list: string, code: string): Facts => ({
  ...set.lists.find(one => one.id === list)?.codes.find(one => one.code === code)?.facts,
})

const nowSaid = (
  set: CodeSet,
  byDay: ReadonlyMap<string, EpisodeRow>,
  now: EpisodeRow,
  day: string,
  reviews: readonly string[],
): Facts => {
  const said = factsOf(set, 'legal-status', now.status)
  let isShortBreak = false
  let episode = now
  for (let on = day; ; on = plusDays(on, -1)) {
    const here = byDay.get(on)
    if (here === episode) {
      isShortBreak ||= here.status === '' || shortBreaks.includes(here.status)
      continue
    }
    // The day before the first of `episode`.
    if (episode.began === 'S' && here?.ended === 'X1') return said
    if (episode.began === 'S') break
    if (here === undefined) return said
    if (here.ended !== 'X1' && !(here.ended === '' && episode.began !== '')) return said
    episode = here
    on = plusDays(on, 1)
  }
  if (isShortBreak) return said
  const since = episode.from
  const facts = {
    ...said,
    lookedAfterSince: since,
    ...(['L1', 'L2'].includes(episode.status) ? { careBeganInEmergency: true } : {}),
  }
  const firstReview = reviews.filter(one => one >= since).sort()[0]
  return firstReview !== undefined && isSurelyFirst(since, firstReview)
    ? { ...facts, firstReviewOn: firstReview }
    : facts
}

/** No 31 March lies between, or not four weeks. */
const isSurelyFirst = (since: string, review: string): boolean => {
  let aprils = 0
  let days = 0
  for (let on = since; on < review; on = plusDays(on, 1)) {
    days += 1
    if (plusDays(on, 1).endsWith('-04-01')) aprils += 1
  }
  return aprils === 0 || days <= 28
}

const leftBy = (
  set: CodeSet,
  byDay: ReadonlyMap<string, EpisodeRow>,
  first: string,
  day: string,
  birth: string,
): Facts => {
  for (let on = day; on >= first; on = plusDays(on, -1)) {
    const last = byDay.get(on)
    if (last === undefined) continue
    const maybeShortBreak = last.status === '' || shortBreaks.includes(last.status)
    if (last.ended === 'X1' || (maybeShortBreak && !orders.includes(last.ended))) return {}
    const facts = factsOf(set, 'reason-episode-ceased', last.ended)
    const isOther = facts.careExitRoute === 'other' && last.ended !== 'E15'
    return isOther && last.to >= birthday(birth, 18) ? { ...facts, careExitRoute: 'aged-out' } : facts
  }
  return {}
}

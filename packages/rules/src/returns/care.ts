import { birthday, type CivilDate, dateInWords, plusDays } from '../kernel/dates.ts'
import type { Issue } from '../kernel/issue.ts'
import type { Code } from '../language/codes.ts'
import { isUnreadable, type OpenRow, placeOf, unreadableIssue } from './cells.ts'
import { checkBirth, type Episode, readEpisodes } from './episodes.ts'
import { issueAt, type Remark } from './remarks.ts'
import type { Telling } from './told.ts'

/** What is being put together about a child. */
export interface Fold {
  readonly day: CivilDate
  /** The council that is asked. */
  readonly authority: string | undefined
  readonly issues: Issue[]
  readonly remarks: Remark[]
  readonly tellings: Telling[]
  readonly superseded: Set<OpenRow>
  /** Facts that have to be told by something else, each with where that is said. */
  readonly asked: { readonly fact: string; readonly row: OpenRow; readonly index: number }[]
}

/** A review of the care plan. */
export interface CareReview {
  readonly on: CivilDate
  readonly row: OpenRow
}

/**
 * What episodes of one return say of care on the day: that of the day and the time in care that it is part of, or how the last
 * one ended. `birth`: the date of birth, if it is known.
 */
export const tellCare = (
  fold: Fold,
  rows: readonly OpenRow[],
  reviews: readonly CareReview[],
  birth: CivilDate | undefined,
): void => {
  const before = fold.issues.length
  const episodes = readEpisodes(rows, fold.day, fold)
  if (birth !== undefined) checkBirth(episodes, birth, fold.issues)
  checkGrownUp(episodes, birth, fold.issues)
  if (fold.issues.length > before || episodes.length === 0) return
  const { day } = fold
  // Whether an episode goes on is not known if no column says when it ended.
  if (episodes.some(one => !one.hasEndColumn && (one.from === undefined || one.from <= day))) return
  const now = episodes.findIndex(({ from, to }) => from !== undefined && from <= day && (to === undefined || to > day))
  if (now >= 0) tellNow(fold, episodes, now, reviews)
  else {
    const last = episodes.findLast(({ to }) => to !== undefined && to <= day)
    if (last !== undefined) tellLeaving(fold, last, birth)
  }
}

/** Nobody is looked after again who left care as an adult: one of the two rows is wrong. */
const checkGrownUp = (episodes: readonly Episode[], birth: CivilDate | undefined, issues: Issue[]): void => {
  const left = episodes.find(({ ended, to }) => to !== undefined && saysGrownUp(ended, to, birth))
  if (left === undefined) return
  const later = episodes.find(({ from }) => from !== undefined && from >= left.to!)
  if (later !== undefined)
    issues.push(
      issueAt(
        placeOf(later.row, later.parts.from),
        'contradiction',
        `Care begins again after the child had left it as an adult (${left.row.table.name}, line ${left.row.line}). One of the two is wrong.`,
      ),
    )
}

const saysGrownUp = (ended: Code | undefined, to: CivilDate, birth: CivilDate | undefined): boolean => {
  const isAdult = birth !== undefined && to >= birthday(birth, 18)
  return ended?.facts?.[exitRoute] === agedOut || (isAdult && ended?.factsAtEighteen?.[exitRoute] === agedOut)
}

const exitRoute = 'careExitRoute'
const agedOut = 'aged-out'

const tellNow = (fold: Fold, episodes: readonly Episode[], now: number, reviews: readonly CareReview[]): void => {
  const episode = episodes[now]!
  if (isUnreadable(episode.statusCell)) {
    fold.issues.push(unreadableIssue(episode.row, episode.statusCell))
    return
  }
  noteOutdated(fold, episode)
  const { status } = episode
  if (status?.facts !== undefined)
    fold.tellings.push(dated(status.facts, [episode.row], columnAt(episode, episode.parts.status).name))
  if (status?.asks !== undefined) fold.asked.push({ fact: status.asks, row: episode.row, index: episode.parts.status })
  const { facts: always, name } = columnAt(episode, episode.parts.from)
  if (always !== undefined && !isShortBreak(episode)) fold.tellings.push(dated(always, [episode.row], name))
  const start = startOf(fold, episodes, now)
  if (start === undefined) return
  const since = episodes[start]!
  const inBetween = episodes.slice(start, now + 1)
  if (inBetween.some(isShortBreak)) return
  const { firstStatus } = since.parts.table.periods!
  const rows = inBetween.map(one => one.row)
  const { fact } = columnAt(since, since.parts.from)
  if (fact !== undefined) fold.tellings.push(dated({ [fact]: since.from! }, rows, name))
  for (const { codes, facts } of firstStatus)
    if (codes.includes(since.status?.code ?? ''))
      fold.tellings.push(dated(facts, [since.row], columnAt(since, since.parts.status).name))
  tellFirstReview(fold, since.from!, reviews)
}

/** What has ended meanwhile is not in an older table, and the newer one may have left it out. */
const noteOutdated = ({ day, remarks }: Fold, { row }: Episode): void => {
  const { name, older } = row.table
  if (older === undefined || older.newerLatest > day) return
  const message = `Only ${name} has this open episode. It knows of nothing after ${dateInWords(older.latest)}, and ${older.newer} goes on to ${dateInWords(older.newerLatest)} without it. If that one lists every child, the child left care in between.`
  remarks.push({ kind: 'outdated', ...issueAt(placeOf(row), 'contradiction', message) })
}

const columnAt = ({ row }: Episode, index: number) => row.table.layout.byIndex[index]!.column

/** In a series of short breaks a child may not be looked after. An episode that does not say could be in one; a whole period is not. */
const isShortBreak = ({ parts: { table }, status }: Episode): boolean =>
  status === undefined ? table.rows === 'episode' : table.periods!.shortBreaks.includes(status.code)

/** The episode with which the time in care began that this one is part of; undefined if no row says so. */
const startOf = (fold: Fold, episodes: readonly Episode[], now: number): number | undefined => {
  for (let i = now; ; i -= 1) {
    const link = linkBefore(episodes[i]!, episodes[i - 1])
    if (link === 'start') return i
    if (link === 'goes-on') continue
    if (link === 'contradicts')
      fold.remarks.push({
        kind: 'set-aside',
        ...issueAt(
          placeOf(episodes[i]!.row),
          'contradiction',
          'This row and the one before do not agree on whether a time in care began here. The day on which it began is not told.',
        ),
      })
    return undefined
  }
}

/** Whether a time in care begins with an episode, or goes on from the one before it. */
const linkBefore = (episode: Episode, before: Episode | undefined): 'start' | 'goes-on' | 'contradicts' | 'unknown' => {
  const { table } = episode.parts
  if (table.rows === 'period') return 'start'
  const { begins, goesOn } = table.periods!
  const isBeginning = begins.includes(episode.began ?? '')
  if (before?.to === undefined || before.to !== episode.from) return isBeginning ? 'start' : 'unknown'
  const isEnd = before.ended !== undefined && !goesOn.includes(before.ended.code)
  const isGoingOn = before.ended !== undefined && !isEnd
  if (isBeginning) return isGoingOn ? 'contradicts' : 'start'
  if (episode.began === undefined) return isGoingOn ? 'goes-on' : 'unknown'
  return isEnd ? 'contradicts' : 'goes-on'
}

const tellLeaving = (fold: Fold, last: Episode, birth: CivilDate | undefined): void => {
  const { goesOn, endsAnyStay } = last.parts.table.periods!
  if (isUnreadable(last.endedCell)) {
    fold.issues.push(unreadableIssue(last.row, last.endedCell))
    return
  }
  const { ended } = last
  if (ended === undefined) return
  if (goesOn.includes(ended.code)) {
    const message = 'Another episode is said to begin on the day on which this one ended, and there is none.'
    fold.remarks.push({ kind: 'incomplete', ...issueAt(placeOf(last.row), 'missing-member', message) })
    return
  }
  if (ended.facts === undefined || (isShortBreak(last) && !endsAnyStay.includes(ended.code))) return
  const isAdult = birth !== undefined && last.to! >= birthday(birth, 18)
  const facts = isAdult ? { ...ended.facts, ...ended.factsAtEighteen } : ended.facts
  fold.tellings.push(dated(facts, [last.row], columnAt(last, last.parts.ended).name))
}

const returnYearFrom = '-04-01'
const soonDays = 28

/**
 * The first review of a time in care. A return holds the reviews of one year, from April on: the earliest of them is the first
 * if the child came into care in that year, or so shortly before that no review is likely in between.
 */
const tellFirstReview = (fold: Fold, since: CivilDate, reviews: readonly CareReview[]): void => {
  const inTime = reviews.filter(one => one.on >= since).sort((a, b) => (a.on < b.on ? -1 : 1))
  const first = inTime[0]
  if (first === undefined) return
  const year = first.on.slice(0, 4)
  const begins = first.on >= year + returnYearFrom ? year + returnYearFrom : `${Number(year) - 1}${returnYearFrom}`
  if (since >= begins || first.on <= plusDays(since, soonDays)) {
    const { review, byIndex } = first.row.table.layout
    const { fact, name } = byIndex[review!.on]!.column
    const rows = inTime.filter(one => one.on === first.on).map(one => one.row)
    if (fact !== undefined) fold.tellings.push(dated({ [fact]: first.on }, rows, name))
    return
  }
  const message =
    'The child came into care in an earlier year of the return than this review. The first may be in that return, so it is not told.'
  fold.remarks.push({ kind: 'incomplete', ...issueAt(placeOf(first.row), 'missing-member', message) })
}

const dated = (facts: Telling['facts'], rows: readonly OpenRow[], column: string): Telling => ({
  facts,
  kind: 'dated',
  rank: 0,
  rows,
  column,
})

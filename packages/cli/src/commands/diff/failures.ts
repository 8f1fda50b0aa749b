import { count } from '../../terminal/layout.ts'
import type { Report } from './report.ts'

/** Why it cannot be said that no child is less protected than before; none where it can. */
export const failuresOf = ({ old, now, difference, cases }: Report): readonly string[] => {
  const worse = difference.pairs.flatMap(one => one.regions).filter(one => one.isLessProtective).length
  const open = difference.pairs.filter(one => one.ended !== 'complete')
  const worseCases = cases?.changes.filter(one => one.isLessProtective).reduce((sum, one) => sum + one.count, 0) ?? 0
  const gone = (word: string, before: readonly { readonly id: string }[], after: readonly { readonly id: string }[]) =>
    before
      .filter(({ id }) => !after.some(one => one.id === id))
      .map(({ id }) => `there is no ${word} “${id}” any more, so that nothing protects anyone there.`)
  return [
    ...(worse === 0 ? [] : [`the new rules are less protective in ${count(worse, 'region')}.`]),
    ...open.map(
      ({ authority, decision, ended }) =>
        `${authority} ${decision} was not compared to the end: ${ended === 'more' ? 'a bound was reached; raise --regions or --seconds.' : 'the solver could not tell in its time; raise --seconds.'}`,
    ),
    ...(worseCases === 0 ? [] : [`${count(worseCases, 'request')} of the file would be less protected.`]),
    ...gone('authority', old.rules.authorities, now.rules.authorities),
    ...gone('decision', old.rules.decisions, now.rules.decisions),
  ]
}

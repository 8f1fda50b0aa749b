import { nearest } from '@virtual-school/rules'
import { accepted, type Checked, type Issue } from '../checked.ts'
import { withSuggestion } from '../issues.ts'
import { type FreeText, reviewCodeOf } from './free-texts.ts'

/** What a person decided on the texts of a copy. */
export interface ReviewGiven {
  /** The code of the list that they read. Absent: nobody has read it, and the letter shows none of the texts. */
  readonly reviewed?: string | undefined
  /** The ids of events whose texts must not go out. */
  readonly leaveOut?: readonly string[] | undefined
}

/** The texts of a copy, and what was decided on them. */
export interface Review {
  readonly texts: readonly FreeText[]
  readonly isReviewed: boolean
  readonly leaveOut: ReadonlySet<string>
}

const otherTexts =
  'The texts of this copy are not those of the list with this code: some were added since, or there are none. Export without it, read the new list, and give its code.'
const noSuchText = 'No text of this copy stands in an event of this id. The list beside the folder shows the ids.'

const leaveOutIssues = (texts: readonly FreeText[], ids: readonly string[]): readonly Issue[] => {
  const known = texts.map(one => one.id)
  return ids.flatMap((id, at): readonly Issue[] =>
    known.includes(id)
      ? []
      : [withSuggestion({ code: 'unknown-name', pointer: `/leaveOut/${at}`, message: noSuchText }, nearest(id, known))],
  )
}

/** Holds what was decided to the texts that there are now, or gives every issue (`/reviewed`, `/leaveOut/0`). */
export const reviewOf = (texts: readonly FreeText[], { reviewed, leaveOut = [] }: ReviewGiven): Checked<Review> => {
  const isOther = reviewed !== undefined && (texts.length === 0 || reviewed !== reviewCodeOf(texts))
  const issues = [
    ...(isOther ? [{ code: 'not-proved', pointer: '/reviewed', message: otherTexts } as const] : []),
    ...leaveOutIssues(texts, leaveOut),
  ]
  if (issues.length > 0) return { ok: false, issues }
  return accepted({ texts, isReviewed: reviewed !== undefined, leaveOut: new Set(leaveOut) })
}

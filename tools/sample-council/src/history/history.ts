import type { Day } from '../days.ts'

/** From a day up to, not including, another; without that it lasts. */
export interface Span {
  readonly from: Day
  readonly to?: Day
}

/** Whether it lasts on a day. */
export const isOn = ({ from, to }: Span, day: Day): boolean => from <= day && (to === undefined || to > day)

/** A child who does not exist, with everything that the files of a council tell. */
export interface Child {
  /** As the council calls the child: S000123. */
  readonly id: string
  /** A pupil number that no pupil can have: its letter is none of those that real ones begin with. */
  readonly upn: string
  readonly bornOn: Day
  readonly sex: 'F' | 'M'
  readonly ethnicity: string
  readonly diedOn?: Day
  readonly care?: CareHistory
  readonly need?: NeedHistory
  readonly school?: SchoolRecord
}

/** Part of a time in care in which legal status and placement stay the same, as the return has it. */
export interface Episode {
  readonly from: Day
  readonly began: string
  readonly status: string
  readonly need: string
  readonly place: string
  readonly provider: string
  readonly inArea: boolean
  readonly to?: Day
  readonly ended?: string
  readonly placeChange?: string
}

/** A time in care, or one stay of a series of short breaks. */
export interface Period extends Span {
  readonly kind: 'care' | 'short-break'
  readonly episodes: readonly [Episode, ...Episode[]]
  /** Days of the reviews, in their order. */
  readonly reviews: readonly Day[]
  /** Why it ended. */
  readonly left?: string
}

/** Slips that real files have: rows that contradict one another. Nothing can be said of such a child. */
export type CareSlip = 'episodes-overlap' | 'reason-without-day' | 'ended-before-it-began'

/** What the return about children looked after says of a child. */
export interface CareHistory {
  readonly periods: readonly Period[]
  readonly workers: readonly (Span & { readonly id: string; readonly reason: string })[]
  readonly missing: readonly (Span & { readonly kind: 'A' | 'M' })[]
  /** How the child lived with a family for good before, and since when. */
  readonly permanence: { readonly code: string; readonly on?: Day }
  readonly deprivations: readonly Span[]
  readonly asylumUntil?: Day
  readonly placedForAdoption?: Span
  /** Answers of the yearly questions on health, in their order. */
  readonly health?: readonly string[]
  readonly leaver?: { readonly inTouch: string; readonly activity: string; readonly home: string }
  readonly motherOf?: Day
  /** It shows in the last episode. */
  readonly slip?: CareSlip
}

/** A referral with what followed. */
export interface Referral extends Span {
  readonly source: string
  readonly need: string
  readonly noFurtherAction: boolean
  readonly closedFor?: string
  readonly assessments: readonly (Span & { readonly factors: readonly string[] })[]
  readonly plans: readonly Span[]
  readonly enquiries: readonly { readonly on: Day; readonly conference?: Day }[]
  readonly protection: readonly ProtectionPlan[]
  readonly proceedings?: { readonly from: Day; readonly offered: boolean }
}

/** A child protection plan. */
export interface ProtectionPlan extends Span {
  readonly firstCategory: string
  readonly lastCategory: string
  readonly before: number
  readonly reviews: readonly Day[]
}

/** What the children in need census says of a child. */
export interface NeedHistory {
  readonly referrals: readonly Referral[]
  readonly disabilities: readonly string[]
  readonly slip?: 'plan-outlasts-case' | 'closed-before-referral'
}

/** A time out of school as a punishment. */
export interface Exclusion {
  readonly on: Day
  readonly category: 'SUSP' | 'PERM' | 'LNCH'
  readonly sessions: number
  readonly reasons: readonly string[]
}

/** What the school census says of a child. */
export interface SchoolRecord {
  readonly school: number
  readonly entered: Day
  /** No longer on roll since. */
  readonly left?: Day
  readonly status: string
  readonly year: string
  readonly sen: string
  readonly needs: readonly string[]
  readonly lookedAfterBefore: string
  readonly kinship: string
  readonly premium: string
  readonly meals: string
  readonly carer: string
  readonly language: string
  readonly exclusions: readonly Exclusion[]
}

import type { Decision } from '@virtual-school/rules/internal'
import { type ProblemSlug, problems } from '../http/problems.ts'

/** What the service counts and measures. No label comes from a caller. */
export interface Metrics {
  /** A decision was given: its ids are those of the rules. */
  readonly decided: (decision: string, authority: string, answer: string) => void
  /** A request was refused, or failed. */
  readonly refused: (slug: ProblemSlug) => void
  /** A request was answered, with this status. */
  readonly answered: (status: number) => void
  /** How long a route of the table took. */
  readonly took: (route: string, seconds: number) => void
  /** The two evaluators differed. */
  readonly disagreed: () => void
  /** A request was turned away because of overload. */
  readonly shed: () => void
  /** The rules were to be loaded again, and were or could not be. */
  readonly reloaded: (outcome: 'loaded' | 'refused') => void
  /** Records could not be written or read. */
  readonly recordsFailed: () => void
  /** How long it took until decisions that were recorded together were on disk. */
  readonly committed: (seconds: number) => void
  /** A checkpoint over `size` records was copied into a second place, at this time in seconds since 1970. */
  readonly checkpointCopied: (place: 'directory' | 'command', size: number, atSeconds: number) => void
  /** A checkpoint could not be copied into a second place. */
  readonly checkpointFailed: (place: 'directory' | 'command') => void
  /** The newest checkpoint in the second place was signed over another log. */
  readonly checkpointDiffers: () => void
  /** All metrics as text, as Prometheus reads it. */
  readonly text: () => Promise<string>
}

/** Metrics that count nothing. */
export const noMetrics: Metrics = {
  decided: () => {},
  refused: () => {},
  answered: () => {},
  took: () => {},
  committed: () => {},
  checkpointCopied: () => {},
  disagreed: () => {},
  shed: () => {},
  reloaded: () => {},
  recordsFailed: () => {},
  checkpointFailed: () => {},
  checkpointDiffers: () => {},
  text: async () => '',
}

/** Counts a decision. */
export const countDecision = (
  { decided }: Metrics,
  { decision, authority, answer }: Pick<Decision, 'decision' | 'authority' | 'answer'>,
): void => decided(decision, authority, answer ?? 'undetermined')

/** Counts bytes that were refused before they became a request. */
export const countUnread =
  ({ refused, answered }: Metrics) =>
  (slug: ProblemSlug): void => {
    refused(slug)
    answered(problems[slug].status)
  }

import { type ProblemSlug, problems } from '../http/problems.ts'

/** What the service counts. Nothing that a caller made up ever becomes a label. */
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
  /** A request was turned away, for there was too much to do. */
  readonly shed: () => void
  /** The rules were loaded anew, or were to be and could not. */
  readonly reloaded: (outcome: 'loaded' | 'refused') => void
  /** Something could not be kept, or be read where it is kept. */
  readonly recordsFailed: () => void
  /** How long it took until decisions were on disk that were kept together. */
  readonly committed: (seconds: number) => void
  /** A checkpoint over so many records was put into a second place, at this time in seconds since 1970. */
  readonly checkpointCopied: (place: 'directory' | 'command', size: number, atSeconds: number) => void
  /** A checkpoint could not be put into a second place. */
  readonly checkpointFailed: (place: 'directory' | 'command') => void
  /** The log is not one that the newest checkpoint in its second place was signed over. */
  readonly checkpointDiffers: () => void
  /** All of it, as Prometheus reads it. */
  readonly text: () => Promise<string>
}

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

// The contract fixes the order of a decision’s members, so its start tells all; it need not be parsed again.
const head =
  /^\{"decision":"([^"\\]*)","authority":"([^"\\]*)","asOf":"[^"\\]*","status":"[^"\\]*","answer":(?:"([^"\\]*)"|null)/

/** Counts a decision by what stands at the start of its text. */
export const countDecision = ({ decided }: Metrics, text: string): void => {
  const [, decision, authority, answer] = head.exec(text) ?? []
  if (decision !== undefined && authority !== undefined) decided(decision, authority, answer ?? 'undetermined')
}

/** Counts what was refused before it became a request. */
export const countUnread =
  ({ refused, answered }: Metrics) =>
  (slug: ProblemSlug): void => {
    refused(slug)
    answered(problems[slug].status)
  }

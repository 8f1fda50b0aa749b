/** What `verify.html` carries, and all that it checks. Texts stand in it byte for byte as they were kept. */
export interface VerifyData {
  /** The log’s public key, as `log.pub` has it: several, a line each, if the key was replaced. */
  readonly verifierKey: string
  /** Rules as they were kept, by their digest. */
  readonly rules: Readonly<Record<string, string>>
  readonly findings: readonly VerifyFinding[]
  readonly events: readonly VerifyEvent[]
}

export interface VerifyFinding {
  readonly number: number
  readonly folder: string
  readonly question: string
  /** When, in words. */
  readonly when: string
  readonly receipt: string
  /** What was sealed: the request, the result and its packed trace. Null: its key is no more. */
  readonly payload: string | null
}

export interface VerifyEvent {
  /** What it is, and when, in words. */
  readonly what: string
  readonly receipt: string
}

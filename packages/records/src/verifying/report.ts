import type { LogFault } from './fault.ts'

/** What was found in a stored log. */
export interface LogReport {
  /** Whether nothing was found wrong. */
  readonly isSound: boolean
  /** The first of them, in the order in which they were found. */
  readonly faults: readonly LogFault[]
  /** Of all, those that are not listed too. */
  readonly faultsCount: number
  /** What is no fault and has to be known, a sentence each. */
  readonly remarks: readonly string[]
  /** What the records themselves lead to: how many they are, and the root over them in base64. */
  readonly verified: { readonly size: number; readonly root: string }
  /** The checkpoints kept elsewhere that the log was held to: over how many records the largest was signed, and how many they are. */
  readonly outside?: { readonly size: number; readonly count: number }
  /** Whether the keys were there to be looked at; if not, whether one is missing or was changed was not looked at either. */
  readonly seesKeys: boolean
  readonly counts: LogCounts
  /** The record since which references are bound to children; absent: since the first. */
  readonly boundSince?: number
}

export interface LogCounts {
  /** Records by their type. */
  readonly types: Readonly<Record<string, number>>
  /** Payloads that opened. */
  readonly opened: number
  /** Payloads that have a key, or may have one, and were not opened, since the deployment’s keys were not given. */
  readonly closed: number
  /** Payloads whose key is no more. */
  readonly erased: number
  readonly indexRows: number
  readonly tiles: number
  readonly rulebooks: number
  readonly dataKeys: number
  /** Decisions that were kept before references were bound to children: for them the link rests on the keys alone. */
  readonly unbound: number
}

export interface LogProgress {
  /** Records looked at. */
  readonly done: number
  /** Of how many; null where the end of the log cannot be read. */
  readonly of: number | null
}

import type { Rules } from '@virtual-school/rules/internal'
import fc from 'fast-check'
import { type Attack, attackOn } from './attacks.ts'
import { converse } from './converse.ts'
import { judge } from './verdict.ts'

export interface Fault {
  readonly fault: string
  readonly attack: Attack
}

export interface Findings {
  readonly requestsCount: number
  /** How often each kind was answered how. */
  readonly statuses: ReadonlyMap<string, number>
  readonly faults: readonly Fault[]
}

export interface FuzzOptions {
  readonly requests: number
  readonly seed: number
  /** Ends once so many faults were found. */
  readonly faultsEnough?: number
  /** How many turns of the event loop an answer is waited for; one takes 50 milliseconds or longer. */
  readonly turns?: number
}

const atOnce = 32

/** Attacks a service until it has been sent so many requests, or has shown so many faults. */
export const fuzz = async (
  port: number,
  rules: Rules,
  { requests, seed, faultsEnough = 20, turns = 1_200 }: FuzzOptions,
): Promise<Findings> => {
  const statuses = new Map<string, number>()
  const faults: Fault[] = []
  let requestsCount = 0
  const arbitrary = attackOn(rules)
  const attackAll = async (attacks: Attack[]): Promise<void> => {
    for (let attack = attacks.pop(); attack !== undefined; attack = attacks.pop()) {
      const verdict = judge(attack, await converse(port, attack, turns))
      requestsCount += attack.count
      if (verdict.fault !== undefined) faults.push({ fault: verdict.fault, attack })
      for (const status of verdict.statuses) {
        const key = `${attack.kind} ${status}`
        statuses.set(key, (statuses.get(key) ?? 0) + 1)
      }
    }
  }
  for (let round = 0; requestsCount < requests && faults.length < faultsEnough; round += 1) {
    const attacks = fc.sample(arbitrary, { seed: seed + round, numRuns: 500 })
    await Promise.all(Array.from({ length: atOnce }, () => attackAll(attacks)))
  }
  return { requestsCount, statuses, faults }
}

/** A fault in words, with what was sent, so that it can be sent again. */
export const told = ({ fault, attack }: Fault): string =>
  `${attack.kind}: ${fault}: ${JSON.stringify(Buffer.concat(attack.pieces).toString('latin1').slice(0, 600))}`

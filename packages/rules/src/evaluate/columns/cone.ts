import { gate } from './gates.ts'
import type { Plan } from './plan.ts'

/** The gates that depend on some words: a head, as in `GateCode`, the gate’s word, and its members; one after another. */
export interface Cone {
  readonly code: Int32Array
  /** Their words. */
  readonly outs: Int32Array
}

/** A gate of a plan, as a plan has it. */
interface PlacedGate {
  readonly head: number
  readonly out: number
  readonly members: Int32Array
}

/** The gates of a plan, each after its members. */
const listGates = ({ code, gatesFrom }: Plan): readonly PlacedGate[] => {
  const found: PlacedGate[] = []
  let out = gatesFrom
  for (let at = 0; at < code.length; ) {
    const head = code[at]!
    const count = head >> 2
    const end = out + code[at + 1]!
    for (at += 2; out < end; out += 1, at += count) found.push({ head, out, members: code.subarray(at, at + count) })
  }
  return found
}

const encode = (gates: readonly PlacedGate[]): Cone => ({
  code: Int32Array.from(gates.flatMap(({ head, out, members }) => [head, out, ...members])),
  outs: Int32Array.from(gates, one => one.out),
})

/** The gates of which some words are made. */
export const gatesBehind = (plan: Plan, words: Iterable<number>): Cone => {
  const isNeeded = new Uint8Array(plan.wordsCount)
  for (const one of words) isNeeded[one] = 1
  const gates = listGates(plan)
    .toReversed()
    .filter(({ out, members }) => {
      if (isNeeded[out] === 1) for (const member of members) isNeeded[member] = 1
      return isNeeded[out] === 1
    })
  return encode(gates.toReversed())
}

/** The gates among `within` that depend on any of these words. */
export const coneOf = (plan: Plan, within: Cone, words: Iterable<number>): Cone => {
  const isReached = new Uint8Array(plan.wordsCount)
  const isWithin = new Uint8Array(plan.wordsCount)
  for (const one of words) isReached[one] = 1
  for (const one of within.outs) isWithin[one] = 1
  return encode(
    listGates(plan).filter(({ out, members }) => {
      if (isWithin[out] === 0 || !members.some(member => isReached[member] === 1)) return false
      isReached[out] = 1
      return true
    }),
  )
}

/** Runs the gates of a cone. */
export const runCone = ({ code }: Cone, words: Int32Array): void => {
  for (let at = 0; at < code.length; ) {
    const head = code[at]!
    const out = code[at + 1]!
    const end = at + 2 + (head >> 2)
    let found = words[code[at + 2]!]!
    if ((head & 3) === gate.all) for (at += 3; at < end; at += 1) found &= words[code[at]!]!
    else if ((head & 3) === gate.any) for (at += 3; at < end; at += 1) found |= words[code[at]!]!
    else found = ~found
    at = end
    words[out] = found
  }
}

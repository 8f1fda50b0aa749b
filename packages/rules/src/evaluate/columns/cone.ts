import { gate } from './gates.ts'
import type { Plan } from './plan.ts'

/**
 * Some gates of a plan: runs of them, each a head as in `GateCode`, how many gates of that head follow, and then of each gate its
 * word and its members.
 */
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

const encode = (gates: readonly PlacedGate[]): Cone => {
  const code: number[] = []
  for (let i = 0; i < gates.length; ) {
    const { head } = gates[i]!
    const from = i
    while (i < gates.length && gates[i]!.head === head) i += 1
    code.push(head, i - from)
    for (const { out, members } of gates.slice(from, i)) code.push(out, ...members)
  }
  return { code: Int32Array.from(code), outs: Int32Array.from(gates, one => one.out) }
}

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

const [all2, any2, all3, any3] = [4 * 2 + gate.all, 4 * 2 + gate.any, 4 * 3 + gate.all, 4 * 3 + gate.any]

/** Runs the gates of a cone. */
export const runCone = ({ code }: Cone, words: Int32Array): void => {
  for (let at = 0; at < code.length; ) {
    const head = code[at]!
    const size = 1 + (head >> 2)
    const end = at + 2 + code[at + 1]! * size
    if (head === any2 || head === any3) runAny(code, words, head, at + 2, end)
    else if (head === all2 || head === all3) runAll(code, words, head, at + 2, end)
    else for (let gateAt = at + 2; gateAt < end; gateAt += size) runOne(code, words, head, gateAt)
    at = end
  }
}

const runAny = (code: Int32Array, words: Int32Array, head: number, from: number, end: number): void => {
  if (head === any2)
    for (let at = from; at < end; at += 3) words[code[at]!] = words[code[at + 1]!]! | words[code[at + 2]!]!
  else
    for (let at = from; at < end; at += 4)
      words[code[at]!] = words[code[at + 1]!]! | words[code[at + 2]!]! | words[code[at + 3]!]!
}

const runAll = (code: Int32Array, words: Int32Array, head: number, from: number, end: number): void => {
  if (head === all2)
    for (let at = from; at < end; at += 3) words[code[at]!] = words[code[at + 1]!]! & words[code[at + 2]!]!
  else
    for (let at = from; at < end; at += 4)
      words[code[at]!] = words[code[at + 1]!]! & words[code[at + 2]!]! & words[code[at + 3]!]!
}

/** A gate of any other kind, which begins at this place. */
const runOne = (code: Int32Array, words: Int32Array, head: number, at: number): void => {
  const end = at + 1 + (head >> 2)
  let found = words[code[at + 1]!]!
  if ((head & 3) === gate.all) for (let i = at + 2; i < end; i += 1) found &= words[code[i]!]!
  else if ((head & 3) === gate.any) for (let i = at + 2; i < end; i += 1) found |= words[code[i]!]!
  else found = ~found
  words[code[at]!] = found
}

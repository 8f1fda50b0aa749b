/** The kinds of gates. */
export const gate = { all: 0, any: 1, not: 2 } as const

/** A gate, and the words that it reads. */
export interface WordGate {
  readonly kind: number
  readonly members: readonly number[]
}

/** Gates as they are run: each run is a head, four times the count of members and the kind; how many gates of that head follow; and their members. */
export interface GateCode {
  readonly code: Int32Array
  /** By gate as it was given, its word. */
  readonly wordOf: Int32Array
}

const headOf = ({ kind, members }: WordGate): number => 4 * members.length + kind

/**
 * Puts gates of the same kind and count side by side, as far as each may come after its members: then a pass foretells what it
 * does next. The gates are the words from `from` on, each after its members.
 */
export const encodeGates = (gates: readonly WordGate[], from: number): GateCode => {
  const wordOf = new Int32Array(gates.length)
  const { users, waits } = linkUsers(gates, from)
  const ready = new Map<number, number[]>()
  const makeReady = (i: number): void => {
    const head = headOf(gates[i]!)
    const others = ready.get(head)
    if (others === undefined) ready.set(head, [i])
    else others.push(i)
  }
  waits.forEach((count, i) => {
    if (count === 0) makeReady(i)
  })
  const code: number[] = []
  const wordFor = (word: number): number => (word < from ? word : wordOf[word - from]!)
  let next = from
  for (let left = gates.length; left > 0; ) {
    const [head, run] = longest(ready)
    ready.delete(head)
    code.push(head, run.length)
    for (const i of run) {
      code.push(...gates[i]!.members.map(wordFor))
      wordOf[i] = next++
    }
    left -= run.length
    for (const i of run)
      for (const user of users[i]!) {
        waits[user]! -= 1
        if (waits[user] === 0) makeReady(user)
      }
  }
  return { code: Int32Array.from(code), wordOf }
}

/** Who reads each gate, and how many gates each one waits for. */
const linkUsers = (gates: readonly WordGate[], from: number) => {
  const users: number[][] = gates.map(() => [])
  const waits = gates.map(({ members }, i) => {
    const read = members.filter(word => word >= from)
    for (const word of read) users[word - from]!.push(i)
    return read.length
  })
  return { users, waits }
}

const longest = (ready: ReadonlyMap<number, number[]>): readonly [number, readonly number[]] => {
  let found: readonly [number, readonly number[]] = [0, []]
  for (const one of ready) if (one[1].length > found[1].length) found = one
  return found
}

const [all2, any2, all3, any3] = [4 * 2 + gate.all, 4 * 2 + gate.any, 4 * 3 + gate.all, 4 * 3 + gate.any]

/** Runs gates into the words from this one on: a pass over 32 children. Most gates have two members or three. */
export const runGates = (code: Int32Array, words: Int32Array, from: number): void => {
  let out = from
  let at = 0
  while (at < code.length) {
    const head = code[at]!
    const end = out + code[at + 1]!
    at += 2
    if (head === any2) for (; out < end; out += 1, at += 2) words[out] = words[code[at]!]! | words[code[at + 1]!]!
    else if (head === all2) for (; out < end; out += 1, at += 2) words[out] = words[code[at]!]! & words[code[at + 1]!]!
    else {
      if (head === any3) runAny3(code, words, out, end, at)
      else if (head === all3) runAll3(code, words, out, end, at)
      else runMany(code, words, head, out, end, at)
      at += (head >> 2) * (end - out)
      out = end
    }
  }
}

const runAny3 = (code: Int32Array, words: Int32Array, from: number, end: number, start: number): void => {
  for (let out = from, at = start; out < end; out += 1, at += 3)
    words[out] = words[code[at]!]! | words[code[at + 1]!]! | words[code[at + 2]!]!
}

const runAll3 = (code: Int32Array, words: Int32Array, from: number, end: number, start: number): void => {
  for (let out = from, at = start; out < end; out += 1, at += 3)
    words[out] = words[code[at]!]! & words[code[at + 1]!]! & words[code[at + 2]!]!
}

/** A run of any other kind. */
const runMany = (code: Int32Array, words: Int32Array, head: number, from: number, end: number, start: number): void => {
  const count = head >> 2
  let at = start
  for (let out = from; out < end; out += 1) {
    if ((head & 3) === gate.not) {
      words[out] = ~words[code[at]!]!
      at += 1
      continue
    }
    const last = at + count
    let found = words[code[at]!]!
    if ((head & 3) === gate.all) for (at += 1; at < last; at += 1) found &= words[code[at]!]!
    else for (at += 1; at < last; at += 1) found |= words[code[at]!]!
    words[out] = found
  }
}

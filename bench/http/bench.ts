import { writeHttpPart } from '../kept-document.ts'
import { table } from '../table.ts'
import type { Child } from './child.ts'
import { type Door, openDoor, startService } from './door.ts'
import { batchRequestsCount, type Overload, overload } from './overload.ts'
import type { Usage } from './servers/announce.ts'
import { assertDecides, type Question, questions, startServers, type Trace } from './subjects.ts'
import { memoryRows, overloadRows, rateRows, targetRows } from './tables.ts'
import { httpText } from './text.ts'
import { byTurns } from './turns.ts'

const print = (text: string): void => void process.stdout.write(`${text}\n\n`)

type Questions = Readonly<Record<Trace, Question>>

const usages = async (children: Readonly<Record<string, Child>>): Promise<Readonly<Record<string, Usage>>> =>
  Object.fromEntries(
    await Promise.all(Object.entries(children).map(async ([name, child]) => [name, await child.usage(true)] as const)),
  )

const measureByTurns = async (asked: Questions, door: Door) => {
  const { subjects, children } = await startServers(asked, door)
  for (const subject of subjects) {
    const trace = subject.name.slice('service-'.length)
    if (trace === 'none' || trace === 'full') await assertDecides(subject.aim, asked[trace])
  }
  const before = await usages(children)
  const turns = await byTurns(subjects)
  const after = await usages(children)
  for (const child of Object.values(children)) await child.stop()
  return {
    turns,
    memory: Object.fromEntries(Object.keys(before).map(name => [name, [before[name]!, after[name]!] as const])),
  }
}

/** Batches keep the service busy for so long that the sender, which shares the processors, outdoes it. */
const batch = (): readonly string[] => {
  const request = JSON.stringify({ decision: 'exclusion-notice', asOf: '2026-01-05', facts: {} })
  return [`[${Array.from({ length: batchRequestsCount }, () => request).join(',')}]`]
}

const measureOverload = async (door: Door, path: string, bodies: readonly string[]): Promise<Overload> => {
  const child = await startService(door)
  const found = await overload(child, { url: `${child.url}/${path}`, bodies, headers: door.headers })
  await child.stop()
  return found
}

/** All of it: the three servers alternately, then the service alone under more than it can take. */
export const runBench = async (isWritten: boolean): Promise<void> => {
  const asked = await questions()
  const door = openDoor()
  try {
    const { turns, memory } = await measureByTurns(asked, door)
    const overloads = {
      decisions: await measureOverload(door, 'decide', asked.none.bodies),
      batches: await measureOverload(door, 'decide/batch', batch()),
    }
    const found = { turns, memory, overloads }
    for (const rows of [rateRows, memoryRows, overloadRows, targetRows]) print(table(rows(found)))
    if (isWritten) writeHttpPart(httpText(found))
  } finally {
    door.close()
  }
}

import { availableParallelism, loadavg } from 'node:os'
import { markdownTable } from '../table.ts'
import { batchRequestsCount, manyConnections, timesCapacity } from './overload.ts'
import { type Found, memoryRows, overloadRows, rateRows, targetRows } from './tables.ts'
import { roundsCount, usualConnections } from './turns.ts'

/** The part of docs/benchmarks.md that is about the service. */
export const httpText = (
  found: Found,
): string => `Written by \`npm run bench http -- --write\`; not by hand. Node ${process.version}, ${availableParallelism()} CPUs, load average ${loadavg()[0]!.toFixed(1)} as it ended: other work ran on the machine, so read ratios and processor time rather than rates.

The built service runs in its own process, with a key that the command line made, limits by caller that are not reached, a log of every request in a file, and records off. Beside it run a bare Express handler, which parses the same bodies with \`express.json\` and answers a constant of the same length, and Express with \`json-rules-engine\` for the same rules. That answers the names of the rules that hold, and nothing of what the service adds: no checks, no missing facts, no readings, no trace. The sender (autocannon, ${usualConnections} connections) is a process too and shares the processors. The three take turns; each ratio is of the same round, the median of ${roundsCount}. The question is \`reduced-timetable\` in Luton with all known (two answers), half known and hardly anything known, alternately.

${markdownTable(rateRows(found))}

Memory before the first round and after the last, each after a collection of garbage:

${markdownTable(memoryRows(found))}

### Over capacity

${manyConnections} callers who send more than ${timesCapacity} times the peak in all, each at its times or as soon as it is answered, alternately with the peak. Who is turned away is held for half a second, so they cannot bring five times what the service decides at full speed. Batches, of ${batchRequestsCount} decisions each, keep the service busy for longer, so that the callers outdo it; there a batch counts as one.

${markdownTable(overloadRows(found))}

### Targets of the service

“Short” is a target that this run did not reach.

${markdownTable(targetRows(found))}
`

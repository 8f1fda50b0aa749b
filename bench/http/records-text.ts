import { availableParallelism, loadavg } from 'node:os'
import { markdownTable } from '../table.ts'
import { recordsTargetRows, type Steady, steadyRows } from './records-targets.ts'
import { rateRows } from './tables.ts'
import { roundsCount, type Turns } from './turns.ts'

/** The part of docs/benchmarks.md that is about keeping. */
export const recordsText = (
  turns: Turns,
  steady: Steady,
): string => `Written by \`npm run bench:http:records -- --write\`; not by hand. Node ${process.version}, ${availableParallelism()} CPUs, load average ${loadavg()[0]!.toFixed(1)} as it ended: other work ran on the machine, so read processor time rather than rates.

The same built service three times, as above and without trace: records off, in SQLite (\`synchronous=FULL\`), and in a PostgreSQL of its own on this machine (\`fsync\` on), each answering only after the decision is on disk with a signed checkpoint and a receipt. Each request names one of 200 children. 50 connections; the sender and PostgreSQL share the processors. They take turns; each figure is the median of ${roundsCount} rounds. PostgreSQL’s own processor time is not in its row.

${markdownTable(rateRows({ turns }))}

There each connection sends again as soon as it is answered, so how long an answer takes is how many are waiting. The same with 1,000 requests a second in all, on 50 connections, ${steady.off!.length} rounds of four seconds by turns, each figure the median. That was measured first, after eight seconds of all that each can do. Before each round PostgreSQL is told to CHECKPOINT, so that it writes on into log files that are there, as a server does that has run for a while; a new one, of 16 MiB, is made while a COMMIT waits:

${markdownTable(steadyRows(steady))}

${markdownTable(recordsTargetRows(turns, steady))}
`

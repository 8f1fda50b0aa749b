import { availableParallelism, loadavg } from 'node:os'
import { markdownTable } from '../table.ts'
import { recordsTargetRows } from './records-targets.ts'
import { rateRows } from './tables.ts'
import { roundsCount, type Turns } from './turns.ts'

/** The part of docs/benchmarks.md that is about keeping. */
export const recordsText = (
  turns: Turns,
): string => `Written by \`npm run bench:http:records -- --write\`; not by hand. Node ${process.version}, ${availableParallelism()} CPUs, load average ${loadavg()[0]!.toFixed(1)} as it ended: other work ran on the machine, so read processor time rather than rates.

The same built service three times, as above and without trace: records off, in SQLite (\`synchronous=FULL\`), and in a PostgreSQL of its own on this machine (\`fsync\` on), each answering only after the decision is on disk with a signed checkpoint and a receipt. 50 connections; the sender and PostgreSQL share the processors. They take turns; each figure is the median of ${roundsCount} rounds. PostgreSQL’s own processor time is not in its row.

${markdownTable(rateRows({ turns }))}

${markdownTable(recordsTargetRows(turns))}
`

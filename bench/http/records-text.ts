import { availableParallelism, loadavg } from 'node:os'
import { markdownTable } from '../table.ts'
import { versions } from './records-subjects.ts'
import { besideRows, type RecordsFound, recordsTargetRows, steadyRows } from './records-targets.ts'
import { rateRows } from './tables.ts'
import { roundSeconds, roundsCount } from './turns.ts'

/** The part about the version before, if there was one to compare with. */
const besideText = (found: RecordsFound): string => {
  const { now, before } = versions()
  if (before === undefined) return ''
  return `### Beside the version before

This version, commit ${now.commit}, beside the version before, commit ${before.commit}, in the same run. Each service is started by the command of its own checkout and answers the same requests, with the same settings, but each with a data folder, a database, and a key that its own command made. Again each of 50 connections sends as soon as it is answered. A round is this version, the version before twice, and this version again, ${roundSeconds} seconds each. Each figure is the median of ${roundsCount} rounds; each ratio is of the same round. The steady rate above was measured in this order too, and then in reverse order.

${markdownTable(besideRows(found))}

`
}

/** The part of docs/benchmarks.md that is about keeping. */
export const recordsText = (
  found: RecordsFound,
): string => `Written by \`npm run bench http-records -- --write\`; not by hand. Node ${process.version}, ${availableParallelism()} CPUs, load average ${loadavg()[0]!.toFixed(1)} as it ended: other work ran on the machine, so read processor time rather than rates.

The same built service three times, without trace, each started by the built command, with a key and a log as above: records off, in SQLite (\`synchronous=FULL\`), and in its own PostgreSQL on this machine (\`fsync\` on), each answering only after the decision is on disk with a signed checkpoint and a receipt. Each request names one of 200 children. 50 connections; the sender and PostgreSQL share the processors. They take turns; each figure is the median of ${roundsCount} rounds. PostgreSQL’s own processor time is not in its row.

${markdownTable(rateRows(found))}

There each connection sends again as soon as it is answered, so how long an answer takes is how many are waiting. The same with 1,000 requests a second in all, on 50 connections, ${found.steady.off!.length} rounds of four seconds, alternately, each figure the median. That was measured first, after eight seconds of all that each can do. Before each round PostgreSQL is told to CHECKPOINT, so that it writes on into log files that are there, as a server does that has run for a while; a new one, of 16 MiB, is made while a COMMIT waits:

${markdownTable(steadyRows(found))}

${besideText(found)}### Targets of keeping

${markdownTable(recordsTargetRows(found))}
`

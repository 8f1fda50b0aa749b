import { runBench } from './bench.ts'
import { runRecordsBench } from './records.ts'
import { serveConstants, serveJsonRulesEngine } from './servers/express.ts'
import { serveDecisions } from './servers/service.ts'

const roles: Readonly<Record<string, () => Promise<void>>> = {
  service: serveDecisions,
  bare: serveConstants,
  engine: serveJsonRulesEngine,
  records: () => runRecordsBench(option === '--write'),
}

const [role = '', option] = process.argv.slice(2)
await (roles[role]?.() ?? runBench(role === '--write'))

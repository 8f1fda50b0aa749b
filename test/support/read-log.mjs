import { recordsFromEnvironment, verifyLog } from '@virtual-school/records'

// Another process again, so that no connection stays behind: prints what is wrong with the log, and every decision in it.
const opened = await recordsFromEnvironment(process.env, { engine: '1.0.0', mustExist: true, evenUnsound: true })
if (!opened.ok) throw new Error(JSON.stringify(opened.issues))
const { faults, verified } = await verifyLog(opened.value)
const rows = await opened.value.database.db.selectFrom('records').select('envelope').orderBy('seq').execute()
const decisions = rows
  .map(row => JSON.parse(row.envelope))
  .filter(({ type }) => type === 'evaluated')
  .map(({ correlation = '', id, seq }) => ({ correlation, id, seq }))
await opened.value.close()
console.log(JSON.stringify({ faults, size: verified.size, decisions }))

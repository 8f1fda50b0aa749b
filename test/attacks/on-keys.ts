import { type Attack, type Attacked, places } from './attack.ts'

const { decision, other, gone } = places

const keyOf = async (log: Attacked, seq: number): Promise<string> => (await log.envelopeOf(seq)).key ?? ''

/** Something of the data key of a record. */
const ofKey = async (log: Attacked, change: string) =>
  log.sql(`update keys.data_keys set ${change} where key = '${await keyOf(log, decision)}'`)

const changeKey = async (log: Attacked) => {
  const [row] = await log.rows(`select wrapped from keys.data_keys where key = '${await keyOf(log, decision)}'`)
  const wrapped = Buffer.from(row!.wrapped as Uint8Array)
  wrapped[30]! ^= 1
  await ofKey(log, `wrapped = ${log.bytes(wrapped)}`)
}

/** What two rows of a table have in a column, each in the other. */
const swapped = async (log: Attacked, table: string, column: string, on: string, of: readonly string[]) => {
  const [one, two] = await log.rows(`select * from ${table} where ${on} in ('${of.join("', '")}')`)
  const put = (row: typeof one, value: string) =>
    log.sql(`update ${table} set ${column} = ${value} where ${on} = '${String(row![on])}'`)
  await put(one, log.bytes(Buffer.alloc(1)))
  await put(two, log.bytes(one![column] as Uint8Array))
  await put(one, log.bytes(two![column] as Uint8Array))
}

/** What can be done to keys, to what is erased, to the index and to the rules. */
export const onKeys: Readonly<Record<string, Attack>> = {
  'key-destroyed': async log => log.sql(`delete from keys.data_keys where key = '${await keyOf(log, decision)}'`),
  'key-changed': changeKey,
  'keys-swapped': async log =>
    swapped(log, 'keys.data_keys', 'wrapped', 'key', [await keyOf(log, decision), await keyOf(log, other)]),
  'key-of-another-subject': log => ofKey(log, `subject = '${'e'.repeat(32)}'`),
  'key-of-another-year': log => ofKey(log, 'year = year - 1'),
  'key-of-another-question': log => ofKey(log, `decision = 'another'`),
  'key-brought-back': async log => {
    const { key, subject, decision: question } = await log.envelopeOf(gone)
    const [row] = await log.rows('select wrapped from keys.data_keys limit 1')
    const wrapped = log.bytes(row!.wrapped as Uint8Array)
    await log.plainly(`insert into keys.data_keys (key, subject, decision, year, wrapped)
      values ('${key}', '${subject}', '${question}', 2026, ${wrapped})`)
  },
  'row-of-lists-brought-back': log =>
    log.plainly(
      `insert into record_index (seq, subject, answer, status, rules) values (${gone}, null, 'permitted', 'determined', '')`,
    ),
  'references-swapped': async log => {
    const subjects = await Promise.all([decision, other].map(async seq => (await log.envelopeOf(seq)).subject ?? ''))
    await swapped(log, 'keys.subjects', 'lookup', 'subject', subjects)
  },
  'reference-taken-away': async log =>
    log.sql(`delete from keys.subjects where subject = '${(await log.envelopeOf(decision)).subject}'`),
  'reference-to-nobody': async log =>
    log.sql(
      `update keys.subjects set subject = '${'d'.repeat(32)}' where subject = '${(await log.envelopeOf(decision)).subject}'`,
    ),
  'answer-in-lists': ({ sql }) => sql(`update record_index set answer = 'permitted' where seq = ${decision}`),
  'rules-in-lists': ({ sql }) => sql(`update record_index set rules = '' where seq = ${decision}`),
  'child-in-lists': async log =>
    log.sql(`update record_index set subject = '${(await log.envelopeOf(other)).subject}' where seq = ${decision}`),
  'row-of-lists-taken-away': ({ sql }) => sql(`delete from record_index where seq = ${decision}`),
  'row-of-lists-invented': ({ plainly }) =>
    plainly(
      `insert into record_index (seq, subject, answer, status, rules) values (900, null, 'permitted', 'determined', '')`,
    ),
  'rules-text': ({ sql }) => sql(`update rulebooks set text = text || ' '`),
  'rules-version': ({ sql }) => sql(`update rulebooks set version = '6.6.6' where version <> '9.9.9'`),
  'rules-taken-away': ({ sql }) => sql(`delete from rulebooks where version = '9.9.9'`),
}

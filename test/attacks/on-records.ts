import { type Attack, type Attacked, places } from './attack.ts'

const { decision, sibling, other, late, reviewed, erased } = places
const id = '019aab00-0000-7000-8000-00000000000f'

/** Two records, each in the place of the other. */
const swap = async ({ sql }: Attacked, a: number, b: number) => {
  await sql(`update records set seq = 900000 where seq = ${a}`)
  await sql(`update records set seq = ${a} where seq = ${b}`)
  await sql(`update records set seq = ${b} where seq = 900000`)
}

const swapPayloads = async ({ sql, rows, bytes }: Attacked, a: number, b: number) => {
  const [one, two] = await rows(`select payload from records where seq in (${a}, ${b}) order by seq`)
  await sql(`update records set payload = ${bytes(two!.payload as Uint8Array)} where seq = ${a}`)
  await sql(`update records set payload = ${bytes(one!.payload as Uint8Array)} where seq = ${b}`)
}

const insertLike = ({ sql }: Attacked, seq: number, place: number) =>
  sql(`insert into records (seq, id, type, about, subject, decision, authority, as_of, client, recorded_at, rules_digest,
      envelope, payload, leaf)
    select ${place}, '${id}', type, about, subject, decision, authority, as_of, client, recorded_at, rules_digest,
      envelope, payload, leaf from records where seq = ${seq}`)

/** What can be done to records. */
export const onRecords: Readonly<Record<string, Attack>> = {
  'envelope-changed': ({ sql }) =>
    sql(
      `update records set envelope = replace(envelope, '"client":"tests"', '"client":"texts"') where seq = ${decision}`,
    ),
  'envelope-not-json': ({ sql }) => sql(`update records set envelope = 'none' where seq = ${decision}`),
  'member-added': ({ sql }) =>
    sql(`update records set envelope = replace(envelope, '"v":1}', '"v":1,"w":1}') where seq = ${decision}`),
  'rewritten-early': ({ rewrite }) => rewrite(decision, { client: 'another' }),
  'rewritten-late': ({ rewrite }) => rewrite(late, { authority: 'england' }),
  'rewritten-between-checkpoints': ({ rewrite }) => rewrite(120, { client: 'another' }),
  'actor-rewritten': ({ rewrite }) => rewrite(reviewed, { actor: 'staff-99' }),
  'reason-of-erasure-rewritten': ({ rewrite }) => rewrite(erased, { erased: { reason: 'court-order' } }),
  'type-rewritten': ({ rewrite }) => rewrite(reviewed, { type: 'communicated' }),
  'time-rewritten': ({ rewrite }) => rewrite(late, { recordedAt: '2020-01-01T00:00:00.000Z' }),
  'day-of-the-law-rewritten': ({ rewrite }) => rewrite(decision, { asOf: '2020-02-02' }),
  'rules-rewritten': ({ rewrite }) =>
    rewrite(decision, { rules: { version: '1.0.0', digest: `sha256:${'0'.repeat(64)}` } }),
  'subject-rewritten': ({ rewrite }) => rewrite(decision, { subject: 'f'.repeat(32) }),
  'log-name-rewritten': ({ rewrite }) => rewrite(decision, { log: 'another' }),
  'leaf-changed': ({ sql, bytes }) =>
    sql(`update records set leaf = ${bytes(Buffer.alloc(32))} where seq = ${decision}`),
  'column-client': ({ sql }) => sql(`update records set client = 'another' where seq = ${decision}`),
  'column-subject': ({ sql }) =>
    sql(`update records set subject = (select subject from records where seq = ${other}) where seq = ${decision}`),
  'column-type': ({ sql }) => sql(`update records set type = 'evaluated' where seq = ${erased}`),
  'column-time': ({ sql }) =>
    sql(`update records set recorded_at = '2020-01-01T00:00:00.000Z' where seq = ${decision}`),
  'column-id': ({ sql }) => sql(`update records set id = '${id}' where seq = ${decision}`),
  'payload-changed': async ({ sql, rows, bytes }) => {
    const [row] = await rows(`select payload from records where seq = ${decision}`)
    const payload = Buffer.from(row!.payload as Uint8Array)
    payload[700]! ^= 1
    await sql(`update records set payload = ${bytes(payload)} where seq = ${decision}`)
  },
  'payloads-swapped': log => swapPayloads(log, decision, other),
  'payload-taken-away': ({ sql }) => sql(`update records set payload = null where seq = ${decision}`),
  'payload-put-there': ({ sql }) =>
    sql(`update records set payload = (select payload from records where seq = ${decision}) where seq = 0`),
  'record-taken-out': ({ sql }) => sql(`delete from records where seq = ${decision}`),
  'records-taken-out': ({ sql }) => sql(`delete from records where seq between ${decision} and ${sibling}`),
  'event-taken-out': ({ sql }) => sql(`delete from records where seq = ${reviewed}`),
  'record-put-at-the-end': log => insertLike(log, decision, places.size),
  'record-put-far-away': log => insertLike(log, decision, 1_000_000),
  'records-swapped': log => swap(log, decision, other),
  'record-moved-away': ({ sql }) => sql(`update records set seq = 5000000 where seq = ${decision}`),
  'record-like-another': async log => {
    await log.sql(`delete from records where seq = ${decision}`)
    await insertLike(log, sibling, decision)
  },
  'newest-cut-off': ({ sql }) => sql(`delete from records where seq >= ${places.size - 3}`),
}

import { type Attack, places } from './attack.ts'

const { decision, size } = places

/** What somebody can try who has the password of the service, on PostgreSQL. */
export const byService: Readonly<Record<string, Attack>> = {
  'service-changes-a-record': ({ plainly }) => plainly(`update records set client = 'another' where seq = ${decision}`),
  'service-deletes-a-record': ({ plainly }) => plainly(`delete from records where seq = ${decision}`),
  'service-empties-the-log': ({ plainly }) => plainly('truncate records'),
  'service-shrinks-the-head': ({ plainly }) => plainly('update log_head set size = 200'),
  'service-deletes-the-head': ({ plainly }) => plainly('delete from log_head'),
  'service-changes-a-tile': ({ plainly }) => plainly('update tree_tiles set idx = 3'),
  'service-changes-rules': ({ plainly }) => plainly("update rulebooks set version = '6.6.6'"),
  'service-disables-a-guard': ({ plainly }) => plainly('alter table records disable trigger records_append_only'),
  'service-drops-a-guard': ({ plainly }) => plainly('drop trigger records_append_only on records'),
  'service-plays-a-replica': ({ plainly }) => plainly("set session_replication_role = 'replica'"),
  'service-puts-a-guard': ({ plainly }) =>
    plainly('create trigger mine after insert on records for each row execute function records_refuse_change()'),
  'service-adds-a-record': ({ plainly }) =>
    plainly(`insert into records (seq, id, type, client, recorded_at, envelope, leaf)
      select ${size}, 'x', type, client, recorded_at, envelope, leaf from records where seq = 0`),
  'service-moves-the-head': ({ plainly }) => plainly(`update log_head set size = ${size + 1}`),
  'service-destroys-a-key': async ({ plainly, envelopeOf }) =>
    plainly(`delete from keys.data_keys where key = '${(await envelopeOf(decision)).key}'`),
  'service-invents-a-key': ({ plainly }) =>
    plainly(
      `insert into keys.data_keys (key, subject, decision, year, wrapped) values ('k', 's', 'remit', 2026, '\\x01')`,
    ),
  'service-invents-a-reference': ({ plainly }) =>
    plainly(`insert into keys.subjects (subject, lookup, bound) values ('s', '\\x01', '\\x02')`),
  'service-takes-a-row-of-lists': ({ plainly }) => plainly(`delete from record_index where seq = ${decision}`),
  'service-invents-a-tile': ({ plainly }) =>
    plainly(`insert into tree_tiles (level, idx, hash) values (2, 0, decode(repeat('00', 32), 'hex'))`),
}

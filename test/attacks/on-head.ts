import { type Attack, type Attacked, places } from './attack.ts'

const set = ({ sql }: Attacked, column: string, value: string) => sql(`update log_head set ${column} = ${value}`)
const zeros = ({ bytes }: Attacked, count: number): string => bytes(Buffer.alloc(count))

/** Cuts the newest records off, with all that belongs to them, as far as the root secret is not needed for it. */
const cutTo = async ({ sql }: Attacked, size: number) => {
  await sql(`delete from records where seq >= ${size}`)
  await sql(`delete from record_index where seq >= ${size}`)
}

/** What can be done to the end of the log and to the hashes of the tree, and by whoever has the root secret. */
export const onHead: Readonly<Record<string, Attack>> = {
  'note-number': log => set(log, 'note', `replace(note, '${places.size}', '273')`),
  'note-name': log => set(log, 'note', "replace(note, 'example', 'exampel')"),
  'note-signature': log => set(log, 'note', "replace(note, '— example ', '— example A')"),
  'note-empty': log => set(log, 'note', "''"),
  'note-with-more': log => set(log, 'note', "note || '— witness AAAAAAAA' || substr(note, length(note))"),
  'head-root': log => set(log, 'root', zeros(log, 32)),
  'head-edge': log => set(log, 'frontier', zeros(log, 96)),
  'head-smaller': log => set(log, 'size', '270'),
  'head-larger': log => set(log, 'size', '275'),
  'head-time': log => set(log, 'recorded_at', "'2020-01-01T00:00:00.000Z'"),
  'head-taken-away': ({ sql }) => sql('delete from log_head'),
  'tile-changed': log => log.sql(`update tree_tiles set hash = ${zeros(log, 32)}`),
  'tile-taken-away': ({ sql }) => sql('delete from tree_tiles'),
  'tile-invented': log => log.plainly(`insert into tree_tiles (level, idx, hash) values (1, 7, ${zeros(log, 32)})`),
  'tile-rewritten-too': async log => {
    await log.rewrite(places.decision, { client: 'another' })
    await log.sql(`update tree_tiles set hash = ${zeros(log, 32)}`)
  },
  'cut-off-and-signed': async log => {
    await cutTo(log, 268)
    await log.signAnew()
  },
  'written-anew': async log => {
    await log.rewrite(150, { client: 'another' })
    await log.signAnew()
  },
  'record-dropped-and-signed': async log => {
    await log.sql('delete from records where seq = 273')
    await log.sql('delete from record_index where seq = 273')
    await log.signAnew()
  },
  'put-back-before-the-first-checkpoint': async log => {
    await cutTo(log, 30)
    await log.signAnew()
  },
}

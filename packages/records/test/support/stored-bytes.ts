import { createHash, createHmac, type KeyObject } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { sql } from 'kysely'
import type { Records } from '../../src/append/records.ts'
import { type DataKeyPlace, unwrapKey } from '../../src/crypto/seal.ts'
import { rules, timetable } from './keeping.ts'

const filesIn = (directory: string): readonly string[] =>
  existsSync(directory)
    ? readdirSync(directory, { recursive: true, encoding: 'utf8' })
        .map(name => join(directory, name))
        .filter(path => statSync(path, { throwIfNoEntry: false })?.isFile() === true)
    : []

/** A file that every new database begins with, unchanged, holds nothing of ours. */
const isAsNew = (path: string, at: string): boolean => {
  const like = join(at, 'base/1', basename(path))
  return existsSync(like) && readFileSync(like).equals(readFileSync(path))
}

const wholeOf = (directories: readonly string[]): Buffer =>
  Buffer.concat(directories.flatMap(filesIn).map(path => readFileSync(path)))

/** Every byte that a database has on disk: all files of SQLite’s directory; of PostgreSQL all but its write-ahead log, which comes apart. */
export const storedBytes = async ({
  database,
}: Records): Promise<{ readonly tables: Buffer; readonly ahead: Buffer }> => {
  const { db, kind } = database
  if (kind === 'sqlite') {
    const { rows } = await sql<{ file: string }>`select file from pragma_database_list where name = 'main'`.execute(db)
    return { tables: wholeOf([join(rows[0]!.file, '..')]), ahead: Buffer.alloc(0) }
  }
  await sql`checkpoint`.execute(db)
  const asked = sql<{ at: string; oid: string }>`select current_setting('data_directory') as at, oid::text as oid
    from pg_database where datname = current_database()`
  const { at, oid } = (await asked.execute(db)).rows[0]!
  const own = [
    `base/${oid}`,
    'global',
    'pg_xact',
    'pg_multixact',
    'pg_subtrans',
    'pg_stat',
    'pg_twophase',
    'pg_logical',
  ]
  const changed = own.flatMap(name => filesIn(join(at, name))).filter(path => !isAsNew(path, at))
  return { tables: Buffer.concat(changed.map(path => readFileSync(path))), ahead: wholeOf([join(at, 'pg_wal')]) }
}

const wrappedBytes = 61
const zeros = Buffer.alloc(3)

/** How many stretches of these bytes are a wrapped key of one of these places, with the deployment’s keys in hand. */
export const wrappedKeysIn = (bytes: Buffer, places: readonly DataKeyPlace[], keys: Records['keys']): number => {
  let count = 0
  for (let at = bytes.indexOf(1); at !== -1 && at + wrappedBytes <= bytes.length; at = bytes.indexOf(1, at + 1)) {
    const wrapped = bytes.subarray(at, at + wrappedBytes)
    // No key looks like the padding of a page: one in 280,000 has three zeros in a row.
    if (wrapped.includes(zeros)) continue
    if (places.some(place => unwrapKey(keys, { ...place, wrapped }).ok)) count += 1
  }
  return count
}

const smallNumbers = Array.from({ length: 26 }, (_, n) => n)

const valuesOf = ({ type, words }: (typeof rules.facts)[number]): readonly unknown[] => {
  if (words.size > 0) return [...words, null]
  return type === 'boolean'
    ? [true, false, null]
    : type === 'integer'
      ? [...smallNumbers, null]
      : [timetable.asOf, null]
}

/** What a request or a result could say of each fact, for every value it can have. */
export const plausibleTexts = (): readonly string[] =>
  rules.facts.flatMap(fact => valuesOf(fact).map(value => `"${fact.name}":${JSON.stringify(value)}`))

/** Those texts, and what could stand for them: as a member, an object, a value; plain, hashed, and by each key of the deployment. */
const formsOf = (texts: readonly string[], keys: readonly KeyObject[]): readonly Buffer[] =>
  texts.flatMap(text => {
    const wordings = [text, `{${text}}`, text.slice(text.indexOf(':') + 1)]
    const digests = wordings.flatMap(one => [
      createHash('sha256').update(one).digest(),
      ...keys.map(key => createHmac('sha256', key).update(one).digest()),
    ])
    return [
      Buffer.from(text),
      ...digests.flatMap(one => [one, Buffer.from(one.toString('hex')), Buffer.from(one.toString('base64'))]),
    ]
  })

/** How often one of the forms of these texts stands in these bytes. */
export const matchesIn = (bytes: Buffer, texts: readonly string[], keys: readonly KeyObject[]): number => {
  const needles = new Map<number, Buffer[]>()
  for (const form of formsOf(texts, keys)) {
    const start = form.readUInt32LE(0)
    needles.set(start, [...(needles.get(start) ?? []), form])
  }
  let count = 0
  for (let at = 0; at + 4 <= bytes.length; at += 1)
    for (const form of needles.get(bytes.readUInt32LE(at)) ?? [])
      if (bytes.subarray(at, at + form.length).equals(form)) count += 1
  return count
}

import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, it } from 'vitest'
import type { DatabasePlace } from '../src/database/open.ts'
import { sweep } from '../src/erase/destroy-erased.ts'
import { append } from './support/batches.ts'
import { describeOnBoth } from './support/databases.ts'

const marker = 'a wrapped key that was destroyed'

/** Every file with its bytes. PostgreSQL makes caches and takes them away at any time: one that is gone by now holds nothing. */
const filesIn = (directory: string): readonly { readonly path: string; readonly bytes: Buffer }[] =>
  readdirSync(directory, { recursive: true, encoding: 'utf8' }).flatMap(name => {
    const path = join(directory, name)
    try {
      return statSync(path).isFile() ? [{ path, bytes: readFileSync(path) }] : []
    } catch (error) {
      if ((error as { readonly code?: unknown }).code === 'ENOENT') return []
      throw error
    }
  })

describeOnBoth('what was deleted', ({ kind, open, place }) => {
  it('is in no file of the tables once they are swept', async () => {
    const at: DatabasePlace = await place()
    const database = await open(at)
    const { db } = database
    const key = (year: number) => ({
      key: `k${year}`,
      subject: 's',
      decision: 'remit',
      year,
      wrapped: Buffer.from(marker),
    })
    await append(database, [{ index: { answer: marker } }])
    for (let year = 2000; year < 2100; year += 1) await db.insertInto('keys.data_keys').values(key(year)).execute()
    const directory = async (): Promise<string> => {
      if ('directory' in at) return at.directory
      const { rows } = await sql<{ at: string }>`select current_setting('data_directory') || '/base' as at`.execute(db)
      return rows[0]!.at
    }
    const found = async () => {
      if (kind === 'postgres') await sql`checkpoint`.execute(db)
      return filesIn(await directory())
        .filter(({ bytes }) => bytes.includes(marker))
        .map(({ path }) => path)
    }
    expect((await found()).length).toBeGreaterThan(0)
    await db.deleteFrom('keys.data_keys').execute()
    await db.deleteFrom('record_index').execute()
    await sweep(database)
    expect(await found()).toEqual([])
    expect(await db.selectFrom('records').select('seq').execute()).toHaveLength(1)
  })
})

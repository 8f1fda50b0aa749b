import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { openCheckpoint } from '@virtual-school/records'
import { describe, expect, it } from 'vitest'
import { readSettings, startServer } from '../../src/index.ts'
import { noLog } from '../../src/log.ts'
import { noMetrics } from '../../src/operations/metrics.ts'
import { type CheckpointPlace, copyCheckpoints } from '../../src/records/checkpoint-copies.ts'
import { checkpointPlaces } from '../../src/records/checkpoint-places.ts'
import { newFolder } from './support.ts'

const body = JSON.stringify({ decision: 'remit', trace: 'none', facts: { careStatus: 'looked-after' } })
const headers = { 'content-type': 'application/json' }

describe('checkpoints in a second place', () => {
  it('are whole files named by size, and what a command reads; the last one comes when the service stops', async () => {
    const [folder, away] = [await newFolder(), await newFolder()]
    const settings = readSettings({
      ...{
        ACCESS: 'open',
        PORT: '0',
        LOG_LEVEL: 'info',
        DATA_DIR: folder,
        STOP_NOTICE_MS: '0',
        RECORDS_NAME: 'log.example',
      },
      ...{
        CHECKPOINT_DIR: join(away, 'files'),
        CHECKPOINT_COMMAND: `cat > '${away}/command'; test -z "$RECORDS_SECRET"`,
      },
      RECORDS_SECRET: Buffer.from('0123456789abcdef0123456789abcdef').toString('base64'),
    })
    if (!settings.ok) throw new Error(JSON.stringify(settings.issues))
    const lines: string[] = []
    const server = await startServer(settings.value, line => void lines.push(line))
    const key = (await (await fetch(`${server.url}/checkpoint/key`)).text()).trim()
    for (let n = 0; n < 3; n += 1) await (await fetch(`${server.url}/decide`, { method: 'POST', headers, body })).text()
    await server.stop()
    const files = await readdir(join(away, 'files'))
    expect(files.at(-1)).toBe('000000000004.checkpoint')
    expect(files.every(name => /^\d{12}\.checkpoint$/.test(name))).toBe(true)
    const last = await readFile(join(away, 'files', files.at(-1)!), 'utf8')
    expect(openCheckpoint(last, key)).toMatchObject({ ok: true, value: { size: 4 } })
    expect(await readFile(join(away, 'command'), 'utf8')).toBe(last)
    expect(lines.join('')).not.toMatch(/checkpoint-not-copied/)
    expect(JSON.parse(lines[0]!)).toMatchObject({ event: 'started', records: 'sqlite' })
  })

  it('of one size are one: another is never put in its place', async () => {
    const directory = await newFolder()
    const [place] = checkpointPlaces({ directory, command: undefined })
    await place!.put({ size: 7, note: 'one' })
    await place!.put({ size: 7, note: 'one' })
    await expect(place!.put({ size: 7, note: 'other' })).rejects.toThrow()
    expect(await readdir(directory)).toEqual(['000000000007.checkpoint'])
    expect(await readFile(join(directory, '000000000007.checkpoint'), 'utf8')).toBe('one')
  })

  it('that fail are logged and counted, without what went wrong in words, and tried again', async () => {
    const directory = await newFolder()
    await writeFile(join(directory, 'file'), '')
    const places = checkpointPlaces({ directory: join(directory, 'file'), command: 'exit 3' })
    const said: string[] = []
    const counted: string[] = []
    const copies = copyCheckpoints({
      places,
      current: async () => ({ size: 1, note: 'canary' }),
      log: { ...noLog, error: (event, details) => void said.push(JSON.stringify([event, details])) },
      metrics: () => ({ ...noMetrics, checkpointFailed: place => void counted.push(place) }),
      everyMilliseconds: 5,
    })
    copies.grown()
    await expect.poll(() => counted.length, { timeout: 10_000 }).toBeGreaterThan(3)
    await copies.stop()
    expect(new Set(counted)).toEqual(new Set(['directory', 'command']))
    expect(said.join('')).not.toMatch(/canary|exit 3/)
  })

  it('are put at most once in a while, however fast the log grows, and the newest at last', async () => {
    const sizes: number[] = []
    let size = 0
    const place: CheckpointPlace = { name: 'directory', put: async one => void sizes.push(one.size) }
    const copies = copyCheckpoints({
      ...{ places: [place], log: noLog, metrics: () => noMetrics, everyMilliseconds: 60_000 },
      current: async () => ({ size, note: 'note' }),
    })
    for (; size < 1_000; size += 1) copies.grown()
    await copies.stop()
    expect(sizes).toEqual([1_000])
  })
})

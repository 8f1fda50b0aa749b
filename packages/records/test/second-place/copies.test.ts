import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { copyCheckpoints } from '../../src/second-place/copies.ts'
import { readNewest } from '../../src/second-place/directory.ts'
import type { CheckpointPlace } from '../../src/second-place/places.ts'
import { listCheckpointPlaces } from '../../src/second-place/places.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'virtual-school-copies-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))
const newFolder = () => mkdtemp(join(folder, 'place-'))

const events = { copied: () => {}, failed: () => {} }

describe('checkpoints in a second place', () => {
  it('of one size are one: another is never put in its place', async () => {
    const directory = await newFolder()
    const [place] = listCheckpointPlaces({ directory })
    await place!.put({ size: 7, note: 'one' })
    await place!.put({ size: 7, note: 'one' })
    await expect(place!.put({ size: 7, note: 'other' })).rejects.toThrow()
    expect(await readdir(directory)).toEqual(['000000000007.checkpoint'])
    expect(await readFile(join(directory, '000000000007.checkpoint'), 'utf8')).toBe('one')
  })

  it('that fail are told, without what went wrong in words, and tried again', async () => {
    const directory = await newFolder()
    await writeFile(join(directory, 'file'), '')
    const told: string[] = []
    const copies = copyCheckpoints({
      places: listCheckpointPlaces({ directory: join(directory, 'file'), command: 'exit 3' }),
      current: async () => ({ size: 1, note: 'canary' }),
      events: { copied: () => {}, failed: place => void told.push(place) },
      everyMilliseconds: 5,
    })
    copies.grown()
    await expect.poll(() => told.length).toBeGreaterThan(3)
    await copies.stop()
    expect(new Set(told)).toEqual(new Set(['directory', 'command']))
  })

  const counting = () => {
    const sizes: number[] = []
    const place: CheckpointPlace = { name: 'directory', put: async one => void sizes.push(one.size) }
    return { sizes, place }
  }

  it('are put at most once in a while, however fast the log grows, and the newest at last', async () => {
    const { sizes, place } = counting()
    let size = 0
    const copies = copyCheckpoints({
      ...{ places: [place], events, everyMilliseconds: 60_000 },
      current: async () => ({ size, note: `note ${size}` }),
    })
    for (; size < 1_000; size += 1) copies.grown()
    await copies.stop()
    expect(sizes).toEqual([1_000])
  })

  it('are put at the stop though nobody told, since another may have added to the log', async () => {
    const { sizes, place } = counting()
    let size = 3
    const current = async () => ({ size, note: `note ${size}` })
    const copies = copyCheckpoints({ places: [place], events, everyMilliseconds: 60_000, current })
    size = 5
    await copies.stop()
    expect(sizes).toEqual([5])
  })

  it('are put once in a while though nobody told', async () => {
    const { sizes, place } = counting()
    const current = async () => ({ size: 3, note: 'note 3' })
    const copies = copyCheckpoints({ places: [place], events, everyMilliseconds: 1, current })
    await expect.poll(() => sizes).toEqual([3])
    await copies.stop()
    expect(sizes).toEqual([3])
  })

  it('are found by the number in their names, whatever else lies there', async () => {
    const directory = await newFolder()
    expect(await readNewest(join(directory, 'none'))).toBeUndefined()
    const [place] = listCheckpointPlaces({ directory })
    for (const size of [9, 100, 12]) await place!.put({ size, note: `of ${size}` })
    for (const name of ['000000000900.checkpoint.ab.new', 'x.checkpoint', '999.checkpoint', 'letter.txt'])
      await writeFile(join(directory, name), 'none')
    expect(await readNewest(directory)).toEqual({ size: 100, note: 'of 100' })
  })
})

import { createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Council } from './children.ts'
import type { Format } from './formats/format.ts'

/** What was written of a format. */
export interface Written {
  readonly format: Format
  readonly files: readonly string[]
  readonly bytes: number
}

/** Writes the files of a format into a folder of its own. Memory does not grow with the council. */
export const writeFormat = async (format: Format, council: Council, folder: string): Promise<Written> => {
  const into = join(folder, format.name)
  await mkdir(into, { recursive: true })
  let bytes = 0
  function* counted(pieces: Iterable<Uint8Array>): Generator<Uint8Array> {
    for (const piece of pieces) {
      bytes += piece.length
      yield piece
    }
  }
  const files = format.filesOf(council)
  for (const { name, pieces } of files)
    await pipeline(Readable.from(counted(pieces()), { objectMode: false }), createWriteStream(join(into, name)))
  return { format, files: files.map(one => one.name), bytes }
}

import { createWriteStream, type WriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import type { Council } from './children.ts'
import type { Format, SampleFile } from './formats/format.ts'

/** What was written of a format. */
export interface Written {
  readonly files: number
  readonly bytes: number
}

/** Writes the files of a format into a folder of its own. Memory does not grow with the council. */
export const writeFormat = async (format: Format, council: Council, folder: string): Promise<Written> => {
  const into = join(folder, format.name)
  await mkdir(into, { recursive: true })
  const files = format.filesOf(council)
  const opened = files.map(({ name }) => createWriteStream(join(into, name)))
  let bytes = 0
  for (const [file, piece] of format.piecesOf?.(council) ?? oneByOne(files)) {
    bytes += piece.length
    await put(opened[file]!, piece)
  }
  for (const stream of opened) {
    stream.end()
    await finished(stream)
  }
  return { files: files.length, bytes }
}

function* oneByOne(files: readonly SampleFile[]): Generator<readonly [file: number, piece: Uint8Array]> {
  for (const [i, { pieces }] of files.entries()) for (const piece of pieces()) yield [i, piece]
}

/** Rejects if the disk does not take it. */
const put = (stream: WriteStream, piece: Uint8Array): Promise<void> =>
  new Promise((resolve, reject) => stream.write(piece, error => (error ? reject(error) : resolve())))

import { TextDecoder } from 'node:util'
import { type Entry, open, type ZipFile } from 'yauzl'
import { fileFault, unpackedLimit } from './table-taker.ts'

/** The parts of a packed file, by name. */
export interface Package {
  readonly names: readonly string[]
  /** The text of a part, piece by piece; nothing if there is no such part. */
  readonly read: (name: string) => AsyncGenerator<string>
  readonly close: () => void
}

/** Opens a packed file. Rejects with the fault of one that is broken, locked or holds more than any return. */
export const openPackage = async (file: string): Promise<Package> => {
  const zip = await new Promise<ZipFile>((resolve, reject) =>
    open(file, { lazyEntries: true, autoClose: false }, (error, opened) =>
      opened === undefined || error ? reject(broken()) : resolve(opened),
    ),
  )
  const entries = await listEntries(zip)
  const declared = [...entries.values()].reduce((sum, one) => sum + one.uncompressedSize, 0)
  if (declared > unpackedLimit) {
    zip.close()
    throw fileFault('too-large', 'The workbook would hold more than 4 GiB once it is unpacked.')
  }
  return {
    names: [...entries.keys()],
    read: name => readPart(zip, entries.get(name)),
    close: () => zip.close(),
  }
}

const broken = () => fileFault('malformed', 'The file begins as a workbook and is broken, or locked with a password.')

const mostParts = 10_000

const listEntries = (zip: ZipFile): Promise<ReadonlyMap<string, Entry>> =>
  new Promise((resolve, reject) => {
    const found = new Map<string, Entry>()
    zip.on('entry', (entry: Entry) => {
      found.set(entry.fileName, entry)
      if (found.size > mostParts) reject(fileFault('too-many', 'The workbook has more parts than any workbook.'))
      else zip.readEntry()
    })
    zip.on('end', () => resolve(found))
    zip.on('error', () => reject(broken()))
    zip.readEntry()
  })

async function* readPart(zip: ZipFile, entry: Entry | undefined): AsyncGenerator<string> {
  if (entry === undefined) return
  const stream = await new Promise<NodeJS.ReadableStream>((resolve, reject) =>
    zip.openReadStream(entry, (error, opened) => (opened === undefined || error ? reject(broken()) : resolve(opened))),
  )
  const decoder = new TextDecoder()
  try {
    // The library ends with an error as soon as a part is longer than it says.
    for await (const piece of stream) yield decoder.decode(piece as Buffer, { stream: true })
  } catch {
    throw broken()
  }
  yield decoder.decode()
}

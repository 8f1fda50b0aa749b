import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'

/** How the bytes of a text are read. */
export interface Encoding {
  readonly label: 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'
  /** Nothing in the file says so: it is no UTF-8, and Windows-1252 is what spreadsheets write then. */
  readonly isGuessed: boolean
}

/** What the first bytes of a file say of it. */
export type FileForm = 'workbook' | 'old-workbook' | 'xml' | 'text' | 'pdf' | 'empty'

const headLength = 4_096

/** What kind of file this is, by its first bytes and not by its name. Rejects if it cannot be opened. */
export const findForm = async (file: string): Promise<FileForm> => {
  const head = await readHead(file)
  if (head.length === 0) return 'empty'
  if (head.length > 3 && head.readUInt32LE(0) === 0x04034b50) return 'workbook'
  if (head.length > 3 && head.readUInt32BE(0) === 0xd0cf11e0) return 'old-workbook'
  if (head.subarray(0, 5).toString('latin1') === '%PDF-') return 'pdf'
  const text = new TextDecoder(markedEncoding(head) ?? 'windows-1252').decode(head)
  return /^[\s\uFEFF]*</.test(text) ? 'xml' : 'text'
}

/** How a file of text is read: by its mark; else as UTF-8 if all of it is; else as Windows-1252. The file is read once for that. */
export const findEncoding = async (file: string): Promise<Encoding> => {
  const marked = markedEncoding(await readHead(file))
  if (marked !== undefined && marked !== 'utf-8') return { label: marked, isGuessed: false }
  return (await isUtf8(file)) ? { label: 'utf-8', isGuessed: false } : { label: 'windows-1252', isGuessed: true }
}

/** The text of a file, piece by piece, without the mark at its beginning. */
export async function* readDecoded(file: string, { label }: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(label)
  for await (const piece of createReadStream(file, { highWaterMark: pieceLength }))
    yield decoder.decode(piece as Buffer, { stream: true })
  yield decoder.decode()
}

const pieceLength = 256 * 1_024

const readHead = async (file: string): Promise<Buffer> => {
  const opened = await open(file)
  try {
    const head = Buffer.alloc(headLength)
    const { bytesRead } = await opened.read(head, 0, headLength, 0)
    return head.subarray(0, bytesRead)
  } finally {
    await opened.close()
  }
}

const markedEncoding = (head: Buffer): Encoding['label'] | undefined => {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be'
  return head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? 'utf-8' : undefined
}

const isUtf8 = async (file: string): Promise<boolean> => {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  try {
    for await (const piece of createReadStream(file, { highWaterMark: pieceLength }))
      decoder.decode(piece as Buffer, { stream: true })
    decoder.decode()
    return true
  } catch (error) {
    if (error instanceof TypeError) return false
    throw error
  }
}

import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { Request, Response } from 'express'
import { LRUCache } from 'lru-cache'
import { noteHeader, replaceHeader, setHead } from './headers.ts'
import { type Reply, send, sendBytes } from './reply.ts'
import { utf8 } from './utf8.ts'

const brotliQuality = 9

/** How bodies are compressed, by HTTP’s names. If a caller ranks both alike, the first is used. */
const encodings = {
  br: (bytes: Buffer) =>
    promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: brotliQuality } }),
  gzip: (bytes: Buffer) => promisify(gzip)(bytes, { level: constants.Z_BEST_COMPRESSION }),
} as const
type Encoding = keyof typeof encodings

/** Smaller bodies fit into one packet as they are. */
const leastBytes = 1_024
const heldBytes = 16 * 1024 * 1024

/** Bodies that were compressed, by what they are: there are as many as the rules have pages, so each is compressed once. */
const held = new LRUCache<string, Buffer>({ maxSize: heldBytes, sizeCalculation: bytes => bytes.length })

const compress = async (bytes: Buffer, etag: string, encoding: Encoding): Promise<Buffer> => {
  const name = `${encoding} ${etag}`
  const found = held.get(name)
  if (found !== undefined) return found
  const made = await encodings[encoding](bytes)
  held.set(name, made)
  return made
}

const chooseEncoding = (request: Request, bytes: Buffer): Encoding | undefined => {
  if (bytes.length < leastBytes) return undefined
  const chosen = request.acceptsEncodings([...Object.keys(encodings), 'identity'])
  return chosen === 'br' || chosen === 'gzip' ? chosen : undefined
}

/** Weak, since it names what is said and not how it is compressed. */
const etagOf = (bytes: Buffer): string => `W/"${createHash('sha256').update(bytes).digest('base64url')}"`

/**
 * Whether the caller has it already. Express does not ask this if the request says `Cache-Control: no-cache`, which Node’s fetch
 * adds whenever a program sends If-None-Match itself.
 */
const isHeld = ({ headers }: Request, etag: string): boolean =>
  (headers['if-none-match'] ?? '').split(',').some(one => {
    const named = one.trim()
    return named === '*' || named === etag || `W/${named}` === etag
  })

/**
 * Sends what is the same for everybody and about nobody: compressed, and to be kept by whoever asks each time whether it is still
 * so (304, if it is). Other rules have other answers from one moment to the next, so none is good for a time. A refusal is sent
 * as all are. Never for what is about a child: its length, once compressed, would tell of it.
 */
export const sendPublic = async (request: Request, response: Response, reply: Reply): Promise<void> => {
  if (reply.status !== 200) return send(response, reply)
  const bytes = utf8(reply.body)
  const etag = etagOf(bytes)
  replaceHeader(response, 'Cache-Control', 'public, no-cache')
  noteHeader(response, 'Vary', 'Accept-Encoding')
  noteHeader(response, 'ETag', etag)
  if (isHeld(request, etag)) {
    setHead(response)
    return void response.status(304).end()
  }
  const encoding = chooseEncoding(request, bytes)
  if (encoding === undefined) return sendBytes(response, reply, bytes)
  noteHeader(response, 'Content-Encoding', encoding)
  sendBytes(response, reply, await compress(bytes, etag, encoding))
}

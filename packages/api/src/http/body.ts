import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Checked, Issue } from '@virtual-school/rules'
import { type JsonLimits, limits, readJson, refused } from '@virtual-school/rules/internal'
import type { RequestHandler } from 'express'
import { problem } from './problem.ts'
import { send } from './reply.ts'

/** One request: the body of POST /decide, or one line of a batch. */
export const requestLimits: JsonLimits = {
  bytes: limits.requestBytes,
  depthLevels: limits.requestDepthLevels,
  keysCount: limits.requestKeysCount,
}

/** A batch that is one JSON array, read whole: room for many requests of a usual size, nested one level deeper. */
export const arrayLimits: JsonLimits = {
  bytes: 16 * limits.requestBytes,
  depthLevels: limits.requestDepthLevels + 1,
  keysCount: 32 * limits.requestKeysCount,
}
/** How many requests such an array may hold. */
export const arrayItemsCount = 1_000

/** How many bytes of a batch of lines a caller may send before it reads the answers. */
export const waitingBytes = 8 * 1024 * 1024

/** The media type of one request. */
export const jsonMediaType = 'application/json'
/** The media type of a batch of lines, and of its answers. */
export const linesMediaType = 'application/x-ndjson'

const form = /^([^;\s]+)\s*(?:;\s*charset\s*=\s*"?utf-8"?\s*)?$/i

/** The media type that a Content-Type names, in lower case. Undefined: the header is absent, or says more than `charset=utf-8`. */
export const parseMediaType = (contentType: string | undefined): string | undefined =>
  form.exec(contentType?.trim() ?? '')?.[1]?.toLowerCase()

/** Refuses a body of another media type (415), and a compressed one, before any of it is read. */
export const requireContentType = (mediaTypes: readonly string[]): RequestHandler => {
  const accepted = mediaTypes.join(' or ')
  return (request, response, next) => {
    const encoding = request.headers['content-encoding']?.trim().toLowerCase()
    if (encoding !== undefined && encoding !== '' && encoding !== 'identity') {
      send(response, problem('encoded-body', { headers: { 'Accept-Encoding': 'identity' } }))
    } else if (!mediaTypes.includes(parseMediaType(request.headers['content-type']) ?? '')) {
      send(
        response,
        problem('unsupported-media-type', {
          detail: `Send ${accepted}, in UTF-8.`,
          headers: { Accept: mediaTypes.join(', ') },
        }),
      )
    } else next()
  }
}

/**
 * Answers `Expect: 100-continue`, after which the caller sends the body. Called after the checks of the headers, so that a
 * request that is refused by these is refused before its body is sent (RFC 9110, section 10.1.1).
 */
export const sendContinue = ({ headers }: IncomingMessage, response: ServerResponse): void => {
  if (headers.expect !== undefined) response.writeContinue()
}

/**
 * Collects the bytes of a body, as they are, up to a limit, into `request.body`. Done by hand, since every decision passes
 * here and a parser for any kind of body costs more than the decision does. One who hangs up is not waited for, nor answered.
 */
export const rawBody =
  (limitBytes: number): RequestHandler =>
  (request, response, next) => {
    const pieces: Buffer[] = []
    let bytes = 0
    let isRefused = false
    const refuse = () => {
      isRefused = true
      pieces.length = 0
      send(response, problem('body-too-large'))
    }
    request.on('data', (piece: Buffer) => {
      bytes += piece.length
      if (isRefused) return
      if (bytes > limitBytes) refuse()
      else pieces.push(piece)
    })
    request.on('end', () => {
      if (isRefused) return
      request.body = pieces.length === 1 ? pieces[0] : Buffer.concat(pieces)
      next()
    })
    if (Number(request.headers['content-length']) > limitBytes) refuse()
    else sendContinue(request, response)
  }

const decoder = new TextDecoder('utf-8', { fatal: true })

/** Parses bytes as UTF-8 and JSON within limits: the value, or every issue. Absent bytes are an empty text. */
export const parseJsonBytes = (bytes: Uint8Array | undefined, limits: JsonLimits): Checked<unknown> => {
  let text: string
  try {
    text = decoder.decode(bytes)
  } catch {
    return refused([{ code: 'not-text', pointer: '', message: 'The bytes are not UTF-8 text.' }])
  }
  if (text.trim() === '')
    return refused([
      {
        code: 'not-json',
        pointer: '',
        message: 'There is no JSON here. Send an object with “decision” and “facts”.',
      },
    ])
  const read = readJson(text, limits)
  return read.ok ? read : { ok: false, issues: read.issues.map(atFact) }
}

/** A fact is one value, so the name of a member below it is a part of that value, and is not repeated. */
const belowFact = /^((?:\/\d+)?\/facts\/[^/]*)\/.*$/s
const atFact = (issue: Issue): Issue => ({ ...issue, pointer: issue.pointer.replace(belowFact, '$1') })

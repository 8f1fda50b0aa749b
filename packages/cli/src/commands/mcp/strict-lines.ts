import { Transform } from 'node:stream'
import { type IssueCode, issueCodes } from '@virtual-school/rules'
import { type CutLine, createLineCutter, type JsonLimits, limits, readJson } from '@virtual-school/rules/internal'

/** One message: a request of `decide`, two levels down, and what stands around it. */
const messageLimits: JsonLimits = {
  bytes: 2 * limits.requestBytes,
  depthLevels: limits.requestDepthLevels + 2,
  keysCount: limits.requestKeysCount + 50,
}

const decoder = new TextDecoder('utf-8', { fatal: true })

type Line = { readonly text: string } | { readonly fault: IssueCode }

/** The text of a line; or what is wrong with it, if it is no JSON that can be relied on, or more than one message. */
const readLine = ({ bytes }: CutLine): Line => {
  if (bytes === undefined) return { fault: 'too-large' }
  let text: string
  try {
    text = decoder.decode(bytes).trim()
  } catch {
    return { fault: 'not-text' }
  }
  if (text === '') return { text }
  const read = readJson(text, messageLimits)
  if (!read.ok) return { fault: read.issues[0]!.code }
  return Array.isArray(read.value) ? { fault: 'wrong-type' } : { text }
}

/**
 * Creates a stream that passes on lines of one JSON message each. Of any other `refuse` is told why, without what was sent, and the next is read: to leave out
 * one of two equal names, as the usual parser does, could lose a fact.
 */
export const createStrictLines = (refuse: (why: string) => void): Transform => {
  const cutter = createLineCutter(messageLimits.bytes)
  const pass = (stream: Transform, line: CutLine): void => {
    const read = readLine(line)
    if ('fault' in read) refuse(issueCodes[read.fault])
    else if (read.text !== '') stream.push(`${read.text}\n`)
  }
  return new Transform({
    transform(piece: Buffer | string, _encoding, done) {
      for (const line of cutter.cut(Buffer.from(piece as Buffer))) pass(this, line)
      done()
    },
    flush(done) {
      pass(this, cutter.end())
      done()
    },
  })
}

import { createReadStream } from 'node:fs'
import type { Readable } from 'node:stream'
import type { Checked } from '@virtual-school/rules'
import { accepted, limits, readJson, refused } from '@virtual-school/rules/internal'
import type { Terminal } from '../terminal/terminal.ts'

const jsonLimits = {
  bytes: limits.requestBytes,
  depthLevels: limits.requestDepthLevels,
  keysCount: limits.requestKeysCount,
}

/** The facts that `--facts` gives: JSON, `@` and a file that holds it, or `-` for stdin. */
export const readFacts = async (option: string, terminal: Terminal): Promise<Checked<unknown>> => {
  if (option === '-') return placed(await readStream(terminal.stdin), 'stdin')
  if (option.startsWith('@')) return placed(await readStream(createReadStream(option.slice(1))), option.slice(1))
  const read = placed(accepted(option), undefined)
  if (read.ok || /^\s*[{["]/.test(option)) return read
  const message =
    '“--facts” is followed by a JSON object, by @ and the name of a file that holds one, or by - for stdin.'
  return refused([{ code: 'not-json', pointer: '/facts', message }])
}

const placed = (text: Checked<string>, file: string | undefined): Checked<unknown> => {
  const read = text.ok ? readJson(text.value, jsonLimits) : text
  if (read.ok) return read
  return {
    ok: false,
    issues: read.issues.map(issue => ({
      ...issue,
      pointer: `/facts${issue.pointer}`,
      ...(file === undefined ? {} : { file }),
    })),
  }
}

/** All of a stream’s text; what is longer than a request may be is not read to its end. */
const readStream = async (stream: Readable): Promise<Checked<string>> => {
  const parts: Buffer[] = []
  let bytes = 0
  try {
    for await (const part of stream) {
      const buffer = Buffer.from(part as Buffer | string)
      parts.push(buffer)
      bytes += buffer.length
      if (bytes > limits.requestBytes)
        return refused([
          { code: 'too-large', pointer: '', message: `The text is longer than ${limits.requestBytes} bytes.` },
        ])
    }
  } catch {
    return refused([{ code: 'unreadable', pointer: '', message: 'The file could not be read.' }])
  }
  try {
    return accepted(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(parts)))
  } catch {
    return refused([{ code: 'not-text', pointer: '', message: 'The file could not be read as UTF-8 text.' }])
  }
}

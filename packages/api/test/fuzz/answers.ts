/** One answer of HTTP, as far as it is judged. */
export interface Answer {
  readonly status: number
  readonly headers: ReadonlyMap<string, string>
}

const headEnd = '\r\n\r\n'

/** Takes bytes apart into the answers to requests of these methods; undefined where they are no answers. */
export const answersIn = (heard: Buffer, methods: readonly string[]): readonly Answer[] | undefined => {
  const answers: Answer[] = []
  for (let at = 0; at < heard.length; ) {
    const end = heard.indexOf(headEnd, at)
    const [first = '', ...lines] = heard.subarray(at, Math.max(at, end)).toString('latin1').split('\r\n')
    const status = Number(/^HTTP\/1\.1 (\d{3}) /.exec(first)?.[1])
    if (end < 0 || Number.isNaN(status)) return undefined
    const headers = new Map(lines.map(line => [line.split(':')[0]!.toLowerCase(), line.slice(line.indexOf(':') + 2)]))
    const isBodiless = methods[answers.length] === 'HEAD' || status < 200 || status === 204 || status === 304
    const next = isBodiless ? end + headEnd.length : bodyEnd(heard, end + headEnd.length, headers)
    if (next === undefined || next > heard.length) return undefined
    if (status >= 200) answers.push({ status, headers })
    at = next
  }
  return answers
}

const bodyEnd = (heard: Buffer, start: number, headers: Answer['headers']): number | undefined => {
  if (headers.get('transfer-encoding') !== 'chunked') return start + Number(headers.get('content-length') ?? 0)
  for (let at = start; ; ) {
    const lineEnd = heard.indexOf('\r\n', at)
    if (lineEnd < 0) return undefined
    const size = Number.parseInt(heard.subarray(at, lineEnd).toString('latin1'), 16)
    at = lineEnd + 2 + size + 2
    if (size === 0) return at
  }
}

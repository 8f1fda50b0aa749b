import { connect, type Socket } from 'node:net'

type Headers = Readonly<Record<string, string | readonly string[]>>

export interface RawAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

interface RawRequest {
  readonly method?: string
  readonly path: string
  readonly headers: Headers
  readonly body?: string
  readonly version?: '1.0' | '1.1'
}

/** A request as it goes down the wire: these headers exactly, and no others but those that end it. */
export const sendRaw = async (port: number, request: RawRequest): Promise<RawAnswer> => {
  const { method = 'GET', path, headers, body = '', version = '1.1' } = request
  const given = Object.entries(headers).flatMap(([name, values]) =>
    (typeof values === 'string' ? [values] : values).map(value => `${name}: ${value}\r\n`),
  )
  const isClosed = given.some(line => /^connection:/i.test(line))
  const ending = `${method === 'GET' ? '' : `Content-Length: ${Buffer.byteLength(body)}\r\n`}${isClosed ? '' : 'Connection: close\r\n'}`
  const socket = connect(port, '127.0.0.1')
  socket.write(`${method} ${path} HTTP/${version}\r\n${given.join('')}${ending}\r\n${body}`)
  return answerIn(await wholeAnswer(socket))
}

/** As much as the answer says that it is: somebody may keep the connection open. */
const wholeAnswer = async (socket: Socket): Promise<string> => {
  let heard = ''
  for await (const piece of socket.setEncoding('latin1')) {
    heard += String(piece)
    const end = heard.indexOf('\r\n\r\n')
    const [, length] = /\r\ncontent-length: (\d+)/i.exec(heard.slice(0, end)) ?? []
    if (length !== undefined && heard.length >= end + 4 + Number(length)) break
  }
  socket.destroy()
  return Buffer.from(heard, 'latin1').toString('utf8')
}

const answerIn = (answer: string): RawAnswer => {
  const end = answer.indexOf('\r\n\r\n')
  const [first = '', ...lines] = answer.slice(0, end).split('\r\n')
  const headers = lines.map(line => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 2)])
  return { status: Number(first.split(' ')[1]), headers: Object.fromEntries(headers), body: answer.slice(end + 4) }
}

/** The status, and the kind of problem if it is one: `403 not-this-host`. */
export const statusAndProblem = ({ status, body }: RawAnswer): string =>
  `${status} ${/"type":"\/problems\/([a-z-]+)"/.exec(body)?.[1] ?? ''}`.trim()

import type { ServerResponse } from 'node:http'

/** What a route answers, as data: handlers make one, and one function sends it. */
export interface Reply {
  readonly status: number
  readonly type: string
  readonly body: string
  readonly headers?: Readonly<Record<string, string>>
}

const jsonType = 'application/json; charset=utf-8'

/** 200 and JSON text that is already written. */
export const jsonText = (body: string): Reply => ({ status: 200, type: jsonType, body })
export const json = (value: unknown): Reply => jsonText(JSON.stringify(value))

/** Sends it in one piece, with its length, so that the connection can be kept. */
export const send = (response: ServerResponse, { status, type, body, headers }: Reply): void => {
  // As text, since Node then writes head and body at once.
  response.writeHead(status, { 'Content-Type': type, 'Content-Length': Buffer.byteLength(body), ...headers }).end(body)
}

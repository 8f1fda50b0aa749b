import type { ServerResponse } from 'node:http'
import { utf8 } from './utf8.ts'

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
  const bytes = utf8(body)
  response.writeHead(status, { 'Content-Type': type, 'Content-Length': bytes.length, ...headers }).end(bytes)
}

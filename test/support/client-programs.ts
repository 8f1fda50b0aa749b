import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type RunningServer, readSettings, startServer } from '@virtual-school/api'
import { endAfterFile } from './after-file.ts'
import { makeFolder } from './folder.ts'

/** A service on the shipped rules, which keeps records, for programs of other languages. */
export const startForPrograms = async (): Promise<RunningServer> => {
  const folder = await makeFolder()
  const variables = { ACCESS: 'open', PORT: '0', LOG_LEVEL: 'silent', DATA_DIR: folder, OVERLOAD_DELAY_MS: '10000' }
  const settings = readSettings(variables)
  if (!settings.ok) throw new Error(JSON.stringify(settings.issues))
  const server = await startServer(settings.value)
  endAfterFile(() => server.stop())
  return server
}

const bodyOf = async (request: IncomingMessage): Promise<Uint8Array<ArrayBuffer>> => {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part)
  return new Uint8Array(Buffer.concat(parts))
}

const sentOn = ['content-type', 'idempotency-key', 'x-actor']

/**
 * Stands before a service and fails the first tries of a program: the first is told to wait, and the second is decided and gets
 * no answer. `keys` are the Idempotency-Keys of all tries.
 */
export const failingTwice = async (service: string) => {
  const keys: string[] = []
  const proxy = createServer(async (request, response) => {
    const body = await bodyOf(request)
    keys.push(String(request.headers['idempotency-key']))
    if (keys.length === 1) return void response.writeHead(503, { 'retry-after': '0' }).end('busy')
    const headers = Object.fromEntries(sentOn.map(name => [name, String(request.headers[name])]))
    const answer = await fetch(service + request.url, { method: 'POST', body, headers })
    if (keys.length === 2) return void response.destroy()
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type')! })
    response.end(Buffer.from(await answer.arrayBuffer()))
  })
  await new Promise<void>(resolve => proxy.listen(0, '127.0.0.1', resolve))
  endAfterFile(() => proxy.close())
  return { url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`, keys }
}

import { once } from 'node:events'
import { request as call, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { endAfterFile } from '../../../test/support/after-file.ts'

/** A proxy that takes a path away before it hands a request on, as nginx does with `location /vs/ { proxy_pass http://service/; }`. */
export const startPrefixProxy = async (prefix: string, target: () => number) => {
  const server = createServer((from, to) => {
    const { url = '', method, headers } = from
    if (!url.startsWith(`${prefix}/`)) return void to.writeHead(404, { 'content-type': 'text/plain' }).end('not here')
    const onward = call({ port: target(), path: url.slice(prefix.length), method, headers }, answer => {
      to.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(to)
    })
    from.pipe(onward)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  endAfterFile(() => void server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}${prefix}`
}

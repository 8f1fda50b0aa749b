import { once } from 'node:events'
import type { RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect } from 'vitest'
import { endAfterFile } from '../../../test/support/after-file.ts'
import { createHardenedServer, drain } from '../src/http/server.ts'
import { createApp, type ServiceParts } from '../src/index.ts'
import { fixture } from './fixture.ts'

// Not spread over: the rules may be a getter.
const partsWith = (parts: Partial<ServiceParts>): ServiceParts =>
  'rules' in parts ? (parts as ServiceParts) : { rules: fixture, ...parts }

/** The service on a port of its own, closed when the file’s tests are done. */
export const serving = (parts: Partial<ServiceParts> = {}) =>
  listening(createApp(partsWith(parts)), parts.metrics?.refused)

type ServerParts = Parameters<typeof createHardenedServer>
export const listening = async (listener: RequestListener, refused?: ServerParts[1], publicUrl?: string) => {
  const server = createHardenedServer(listener, refused, undefined, publicUrl)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const url = `http://127.0.0.1:${port}`
  endAfterFile(() => drain(server))
  return {
    url,
    port,
    get: (path: string, init: RequestInit = {}) => fetch(url + path, init),
    /** Posts JSON, or what is already text or bytes. */
    post: (path: string, body: unknown, headers: Record<string, string> = { 'content-type': 'application/json' }) =>
      fetch(url + path, {
        method: 'POST',
        headers,
        body: typeof body === 'string' || body instanceof Uint8Array ? (body as BodyInit) : JSON.stringify(body),
      }),
  }
}

interface ProblemBody {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly detail: string
  readonly instance?: string
  readonly issues: readonly {
    readonly code: string
    readonly pointer: string
    readonly message: string
    readonly suggestion?: string
    readonly line?: number
  }[]
  readonly offers?: readonly { readonly version: string; readonly digest: string }[]
}

/** The problem that a response holds, once it is seen to be one in every respect. */
export const problemOf = async (response: Response, slug: string): Promise<ProblemBody> => {
  const problem = (await response.json()) as ProblemBody
  expect(problem.type).toBe(`/problems/${slug}`)
  expect(response.headers.get('content-type')).toBe('application/problem+json; charset=utf-8')
  expect(response.headers.get('cache-control')).toBe('no-store')
  expect(problem.status).toBe(response.status)
  expect(problem.title).not.toBe('')
  expect(problem.detail).not.toBe('')
  expect(Array.isArray(problem.issues)).toBe(true)
  expect(JSON.stringify(problem)).not.toMatch(/\.(ts|js):\d+|node_modules|Error:/)
  return problem
}

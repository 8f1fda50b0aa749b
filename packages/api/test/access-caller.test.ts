import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import { afterAll, expect, test } from 'vitest'
import { type Caller, getCaller, scopes } from '../src/auth/caller.ts'
import { type Access, guard, openAccess } from '../src/auth/middleware.ts'
import { noLog } from '../src/log.ts'

const closers: (() => void)[] = []
afterAll(() => {
  for (const close of closers) close()
})

/** What a handler is told of who calls. */
const told = async (access: Access, scope?: 'decide'): Promise<unknown> => {
  const app = express()
  app.get('/', ...guard({ access, origins: new Set<string>(), log: noLog }, scope), (_request, response) => {
    const { id, scopes } = getCaller(response)
    response.json({ id, scopes: [...scopes] })
  })
  const server = createServer(app).listen(0, '127.0.0.1')
  await once(server, 'listening')
  closers.push(() => server.close().closeAllConnections())
  return (await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)).json()
}

test('a handler behind a guard is told who calls, whether that was known at once or not', async () => {
  const caller: Caller = { realm: 'default', id: 'mosaic', scopes: new Set(['decide']) }
  for (const identity of [{ caller }, Promise.resolve({ caller })])
    expect(await told({ ...openAccess, identify: () => identity }, 'decide')).toEqual({
      id: 'mosaic',
      scopes: ['decide'],
    })
})

test('of an open service everybody is local and may do everything', async () => {
  expect(await told(openAccess, 'decide')).toEqual({ id: 'local', scopes })
})

test('on a public route nobody was asked, so nobody may do anything', async () => {
  expect(await told(openAccess)).toEqual({ id: 'local', scopes: [] })
})

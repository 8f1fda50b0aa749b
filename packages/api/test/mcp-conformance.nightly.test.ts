import { fileURLToPath } from 'node:url'
import { findHere } from '@virtual-school/mcp'
import { describe, expect, it } from 'vitest'
import { inCheckout } from '../../../scripts/places.mjs'
import { execute } from '../../../test/support/execute.ts'
import { makeFolder } from '../../../test/support/folder.ts'
import { mcpHandlers } from '../src/mcp/handlers.ts'
import { createExampleServer, saysThings } from './mcp-example.ts'
import { mcp } from './mcp-support.ts'
import { serving } from './serving.ts'

/** It needs `globSync` of `node:fs`. */
const runsSuite = Number(process.versions.node.split('.')[0]) >= 22
if (!runsSuite) console.log('The conformance suite of MCP was skipped: no node22 or later')

/** Runs the suite, which fails if a scenario that is not listed does not pass, and if one that is listed does: those that pass. */
const passing = async (url: string, listed: string): Promise<readonly string[]> => {
  const suite = inCheckout('node_modules/@modelcontextprotocol/conformance/dist/index.js')
  const failures = fileURLToPath(new URL(listed, import.meta.url))
  const words = [suite, 'server', '--url', `${url}/mcp`, '--expected-failures', failures]
  const { code, stdout, stderr } = await execute(process.execPath, words, await makeFolder())
  expect(code, stdout + stderr).toBe(0)
  return [...stdout.matchAll(/^✓ ([\w-]+): [1-9]\d* passed, 0 failed/gm)].map(([, name = '']) => name)
}

describe.runIf(runsSuite)('the conformance suite of MCP', () => {
  it('passes with our server, but for what it does not offer', async () => {
    const { url } = await serving({ mcp })
    expect(await passing(url, './mcp-not-offered.yml')).toEqual([
      ...['server-initialize', 'ping', 'tools-list', 'dns-rebinding-protection'],
    ])
  })

  it('passes with the server that it wants to see behind POST /mcp, but for what needs a session', async () => {
    const example = { createServer: createExampleServer, asksLong: saysThings }
    const { url } = await serving({ mcp: mcpHandlers(findHere, example) })
    expect((await passing(url, './mcp-no-sessions.yml')).length).toBe(25)
  })
})

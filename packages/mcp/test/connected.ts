import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js'
import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js'
import type { Rules } from '@virtual-school/rules/internal'
import { createMcpServer, decideBy, findHere, type McpParts } from '../src/index.ts'

export const day = '2026-11-22'

/** A client that is connected to a server of these rules. It holds what comes against the schemas of the tools. */
export const connected = async (rules: Rules, parts: Partial<McpParts> = {}) => {
  const [here, there] = InMemoryTransport.createLinkedPair()
  const server = createMcpServer({ rules, decide: decideBy(rules, () => day), findWhyNot: findHere, ...parts })
  await server.connect(there)
  const client = new Client({ name: 'test', version: '1' })
  await client.connect(here)
  const { tools } = await client.listTools()
  const call = async (name: string, given: object): Promise<CallToolResult> =>
    (await client.callTool({ name, arguments: { ...given } }, undefined, { timeout: 600_000 })) as CallToolResult
  return { client, tools, call }
}

/** The text of a result, which has one. */
export const textOf = ({ content }: CallToolResult): string => {
  const [only] = content
  if (only?.type !== 'text' || content.length !== 1) throw new Error('One text was expected.')
  return only.text
}

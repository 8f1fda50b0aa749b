import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js'
import { findHere } from '@virtual-school/mcp'
import { mcpHandlers } from '../src/mcp/handlers.ts'

/** The part of a service with MCP=on. It searches in its own thread, as the sources are not built. */
export const mcp = mcpHandlers(findHere)

export const jsonHeaders = {
  'content-type': 'application/json',
  accept: 'application/json, text/event-stream',
} as const

export const toolCall = (name: string, given: object, id: number | string = 1) => ({
  jsonrpc: '2.0',
  id,
  method: 'tools/call',
  params: { name, arguments: given },
})

type Post = (path: string, body: unknown, headers: Record<string, string>) => Promise<Response>

/** Calls a tool in one request, as clients do once they have started. */
export const callTool = (post: Post, name: string, given: object, headers: Record<string, string> = {}) =>
  post('/mcp', toolCall(name, given), { ...jsonHeaders, ...headers })

/** The result in an answer of status 200. */
export const resultOf = async (response: Response): Promise<CallToolResult> =>
  ((await response.json()) as { readonly result: CallToolResult }).result

/** The official client, connected. */
export const connect = async (url: string, headers: Record<string, string> = {}): Promise<Client> => {
  const client = new Client({ name: 'test', version: '1' })
  // The SDK’s types leave out that `sessionId` may be undefined.
  const transport = new StreamableHTTPClientTransport(new URL(`${url}/mcp`), { requestInit: { headers } })
  await client.connect(transport as Parameters<Client['connect']>[0])
  return client
}

import { setTimeout as wait } from 'node:timers/promises'
import { Server } from '@modelcontextprotocol/sdk/server/index.js'
import {
  CallToolRequestSchema,
  CompleteRequestSchema,
  GetPromptRequestSchema,
  ListPromptsRequestSchema,
  ListResourcesRequestSchema,
  ListResourceTemplatesRequestSchema,
  ListToolsRequestSchema,
  ReadResourceRequestSchema,
  SubscribeRequestSchema,
  UnsubscribeRequestSchema,
} from '@modelcontextprotocol/sdk/types.js'

/** The server that the conformance suite of MCP wants to see: what its scenarios describe, and nothing of ours. */

/** One red pixel, and no sound. */
const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg=='
const wav = 'UklGRiQAAABXQVZFZm10IBAAAAABAAEAQB8AAEAfAAABAAgAZGF0YQAAAAA='

const text = (said: string) => ({ type: 'text', text: said })
const image = { type: 'image', data: png, mimeType: 'image/png' }
const resource = (uri: string, mimeType: string, said: string) => ({
  type: 'resource',
  resource: { uri, mimeType, text: said },
})

const contents: Readonly<Record<string, readonly object[]>> = {
  test_simple_text: [text('This is a simple text response for testing.')],
  test_image_content: [image],
  test_audio_content: [{ type: 'audio', data: wav, mimeType: 'audio/wav' }],
  test_embedded_resource: [resource('test://embedded-resource', 'text/plain', 'This is an embedded resource content.')],
  test_multiple_content_types: [
    text('Multiple content types test:'),
    image,
    resource('test://mixed-content-resource', 'application/json', '{"test":"data","value":123}'),
  ],
  test_error_handling: [text('This tool intentionally returns an error for testing')],
  test_tool_with_logging: [text('Done.')],
  test_tool_with_progress: [text('Done.')],
}

const prompts: Readonly<Record<string, (given: Readonly<Record<string, string>>) => readonly object[]>> = {
  test_simple_prompt: () => [text('This is a simple prompt for testing.')],
  test_prompt_with_arguments: ({ arg1, arg2 }) => [text(`Prompt with arguments: arg1='${arg1}', arg2='${arg2}'`)],
  test_prompt_with_embedded_resource: ({ resourceUri = '' }) => [
    resource(resourceUri, 'text/plain', 'Embedded resource content for testing.'),
    text('Please process the embedded resource above.'),
  ],
  test_prompt_with_image: () => [image, text('Please analyze the image above.')],
}

const readResource = (uri: string): object => {
  const [, id] = /^test:\/\/template\/(\w+)\/data$/.exec(uri) ?? []
  const data = { id, templateTest: true, data: `Data for ID: ${id}` }
  if (id !== undefined) return { uri, mimeType: 'application/json', text: JSON.stringify(data) }
  return uri === 'test://static-binary'
    ? { uri, mimeType: 'image/png', blob: png }
    : { uri, mimeType: 'text/plain', text: 'This is the content of the static text resource.' }
}

const addTools = (server: Server): void => {
  server.setRequestHandler(ListToolsRequestSchema, () => ({
    tools: Object.keys(contents).map(name => ({ name, description: name, inputSchema: { type: 'object' as const } })),
  }))
  server.setRequestHandler(CallToolRequestSchema, async ({ params: { name, _meta } }, { sendNotification }) => {
    const progressToken = _meta?.progressToken
    const said = ['Tool execution started', 'Tool processing data', 'Tool execution completed']
    for (const [i, data] of said.entries()) {
      if (name === 'test_tool_with_logging')
        await sendNotification({ method: 'notifications/message', params: { level: 'info', data } })
      if (name === 'test_tool_with_progress' && progressToken !== undefined)
        await sendNotification({
          method: 'notifications/progress',
          params: { progressToken, progress: i * 50, total: 100 },
        })
      if (isSlow(name)) await wait(50)
    }
    return { content: contents[name], ...(name === 'test_error_handling' && { isError: true }) }
  })
}

const isSlow = (name: unknown): boolean => name === 'test_tool_with_logging' || name === 'test_tool_with_progress'

const addResources = (server: Server): void => {
  const described = (uri: string) => ({ uri, name: uri, description: uri })
  server.setRequestHandler(ListResourcesRequestSchema, () => ({
    resources: ['test://static-text', 'test://static-binary', 'test://watched-resource'].map(described),
  }))
  server.setRequestHandler(ListResourceTemplatesRequestSchema, () => ({
    resourceTemplates: [{ uriTemplate: 'test://template/{id}/data', name: 'template' }],
  }))
  server.setRequestHandler(ReadResourceRequestSchema, ({ params }) => ({ contents: [readResource(params.uri)] }))
  server.setRequestHandler(SubscribeRequestSchema, () => ({}))
  server.setRequestHandler(UnsubscribeRequestSchema, () => ({}))
}

/** Creates the example server. */
export const createExampleServer = (): Server => {
  const capabilities = { tools: {}, resources: { subscribe: true }, prompts: {}, completions: {}, logging: {} }
  const server = new Server({ name: 'example', version: '1.0.0' }, { capabilities })
  addTools(server)
  addResources(server)
  server.setRequestHandler(ListPromptsRequestSchema, () => ({
    prompts: Object.keys(prompts).map(name => ({ name, description: name })),
  }))
  server.setRequestHandler(GetPromptRequestSchema, ({ params: { name, arguments: given = {} } }) => ({
    messages: (prompts[name]?.(given) ?? []).map(content => ({ role: 'user', content })),
  }))
  server.setRequestHandler(CompleteRequestSchema, () => ({ completion: { values: ['paris', 'park', 'party'] } }))
  return server
}

/** Whether a message calls a tool that says things while it works. */
export const saysThings = (message: unknown): boolean =>
  isSlow((message as { readonly params?: { readonly name?: unknown } }).params?.name)

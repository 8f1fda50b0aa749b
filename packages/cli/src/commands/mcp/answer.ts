import { once } from 'node:events'
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js'
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js'
import { CancelledNotificationSchema, isJSONRPCRequest, type JSONRPCMessage } from '@modelcontextprotocol/sdk/types.js'
import { createMcpServer, decideBy, findInThread } from '@virtual-school/mcp'
import { limits, type Rules } from '@virtual-school/rules/internal'
import { todayInEngland } from '../../requests/request.ts'
import { remark, type Terminal } from '../../terminal/terminal.ts'

/** One message may be as long as a request of `decide`, and what stands around it. */
const messageBytes = 2 * limits.requestBytes

/** Answers an assistant over the terminal’s input and output, until the other side has sent all that it will, and has all answers; or until a signal. */
export const answerAssistant = async (rules: Rules, terminal: Terminal): Promise<void> => {
  const decide = decideBy(rules, () => todayInEngland(terminal.now()))
  const server = createMcpServer({ rules, decide, findWhyNot: findInThread() })
  const transport = new StdioServerTransport(terminal.stdin, terminal.stdout, { maxBufferSize: messageBytes })
  const closed = new Promise<void>(resolve => {
    server.onclose = resolve
  })
  const ended = once(terminal.stdin, 'end')
  await server.connect(transport)
  const allAnswered = watchAnswers(transport)
  await remark(terminal, 'Answering by MCP, over standard input and output. Nothing that is decided here is kept.')
  const stopped = terminal.untilStopped?.() ?? new Promise<void>(() => {})
  await Promise.race([ended.then(allAnswered), closed, stopped])
  await server.close()
}

/** Creates a function that resolves when no request that has arrived is still to be answered. */
const watchAnswers = (transport: Transport): (() => Promise<void>) => {
  const { onmessage, send } = transport
  const open = new Set<unknown>()
  let done = () => {}
  const close = (id: unknown) => {
    open.delete(id)
    if (open.size === 0) done()
  }
  transport.onmessage = (message, extra) => {
    if (isJSONRPCRequest(message)) open.add(message.id)
    close(cancelledId(message))
    onmessage?.(message, extra)
  }
  transport.send = async (message, options) => {
    await send.call(transport, message, options)
    close('id' in message ? message.id : undefined)
  }
  return () =>
    new Promise(resolve => {
      done = resolve
      if (open.size === 0) resolve()
    })
}

/** The request that a message calls off: it is not answered. */
const cancelledId = (message: JSONRPCMessage): unknown => {
  const read = CancelledNotificationSchema.safeParse(message)
  return read.success ? read.data.params.requestId : undefined
}

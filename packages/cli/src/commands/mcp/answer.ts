import { once } from 'node:events'
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js'
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js'
import {
  CancelledNotificationSchema,
  ErrorCode,
  isJSONRPCRequest,
  type JSONRPCMessage,
} from '@modelcontextprotocol/sdk/types.js'
import { createMcpServer, decideBy, findInThread } from '@virtual-school/mcp'
import type { Rules } from '@virtual-school/rules/internal'
import { todayInEngland } from '../../requests/request.ts'
import { remark, type Terminal } from '../../terminal/terminal.ts'
import { createStrictLines } from './strict-lines.ts'

/** Answers an assistant over the terminal’s input and output, until the other side has sent all that it will, and has all answers; or until a signal. */
export const answerAssistant = async (rules: Rules, terminal: Terminal): Promise<void> => {
  const decide = decideBy(rules, () => todayInEngland(terminal.now()))
  const server = createMcpServer({ rules, decide, findWhyNot: findInThread() })
  const lines = createStrictLines(why => refuseLine(terminal, why))
  const transport = new StdioServerTransport(lines, terminal.stdout)
  const closed = new Promise<void>(resolve => {
    server.onclose = resolve
  })
  const ended = once(lines, 'end')
  await server.connect(transport)
  const allAnswered = watchAnswers(transport)
  terminal.stdin.pipe(lines)
  const stopped = terminal.untilStopped?.() ?? new Promise<void>(() => {})
  await remark(terminal, 'Answering by MCP, over standard input and output. Nothing that is decided here is kept.')
  await Promise.race([ended.then(allAnswered), closed, stopped])
  terminal.stdin.unpipe(lines).pause()
  await server.close()
}

/** Says that a line is no message. Which request it was meant to be, nobody knows. */
const refuseLine = ({ stdout }: Terminal, why: string): void => {
  const error = { code: ErrorCode.ParseError, message: `The line was not used. ${why}` }
  stdout.write(`${JSON.stringify({ jsonrpc: '2.0', error })}\n`)
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

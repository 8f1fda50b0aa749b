import type { MessagePort } from 'node:worker_threads'
import type { Appends } from './appends.ts'
import type { Call, FromWriter, Given, Settled, ToWriter } from './messages.ts'
import { rejection } from './posted-error.ts'

/** Answers the calls that come through a port; closes what it appends to, and then the port, once it is told to. */
export const serveAppends = ({ append, probe, close }: Appends, port: MessagePort): void => {
  let settled: Settled[] = []
  const post = () => {
    const message: FromWriter = { settled }
    settled = []
    port.postMessage(message)
  }
  const tell = (one: Settled) => {
    // Those of one batch are settled in a row, so that all of them are here when this comes to run.
    if (settled.length === 0) queueMicrotask(post)
    settled.push(one)
  }
  const answer = (asked: Call): Promise<Given> => ('drafts' in asked ? append(asked.drafts) : probe(asked.probe))
  port.on('message', (message: ToWriter) => {
    if (message === 'close') return void close().finally(() => port.close())
    for (const asked of message.calls) {
      const { call } = asked
      answer(asked).then(
        given => tell({ call, given }),
        error => tell(rejection(call, error)),
      )
    }
  })
}

import type { MessagePort } from 'node:worker_threads'
import type { AnyDraft, Appended } from '../keeping/draft.ts'
import type { Sequencer } from '../log/sequencer.ts'
import type { FromWriter, Settled, ToWriter } from './messages.ts'
import { rejection } from './posted-error.ts'

/** Answers the calls that come through a port; closes what it appends to, and then the port, once it is told to. */
export const serveAppends = (
  { append, close }: Pick<Sequencer<AnyDraft, Appended>, 'append' | 'close'>,
  port: MessagePort,
): void => {
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
  port.on('message', (message: ToWriter) => {
    if (message === 'close') return void close().finally(() => port.close())
    for (const { call, drafts } of message.calls)
      append(drafts).then(
        kept => tell({ call, kept }),
        error => tell(rejection(call, error)),
      )
  })
}

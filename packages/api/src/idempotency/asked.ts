import { type By, defaultRealm } from '@virtual-school/records'
import type { Request } from 'express'

/** A request as its key stands for it: who calls, what is asked, and which person asks. */
export const askedBy = (
  { headers }: Pick<Request, 'headers'>,
  { client, realm = defaultRealm, actor = null }: Omit<By, 'actor'> & { readonly actor?: string | null },
  request: unknown,
) => ({
  header: headers['idempotency-key'],
  // No realm holds a line end.
  caller: `${realm}\n${client}`,
  body: { actor, request },
})

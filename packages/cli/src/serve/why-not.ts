import type { Issue } from '@virtual-school/rules'
import { type ExitCode, exitCodes } from '../exit.ts'
import { refuse } from '../refuse.ts'
import { remark, type Terminal } from '../terminal.ts'

const addressFaults: Readonly<Record<string, string>> = {
  EADDRINUSE: 'The port is in use. Choose another with --port, or 0 for any that is free.',
  EACCES: 'The port may not be used by you. Choose one above 1023 with --port.',
  EADDRNOTAVAIL: 'This machine does not have that address. Choose another with --host.',
  ENOTFOUND: 'There is no host of that name. Choose another with --host.',
}

/** Rules that do not load and an address that cannot be had are for the reader to put right; anything else is our own fault. */
export const whyNot = async (error: unknown, terminal: Terminal): Promise<ExitCode> => {
  const { issues, code } = error as { readonly issues?: readonly Issue[]; readonly code?: string }
  if (issues !== undefined) return refuse(terminal, issues, 'text')
  const fault = addressFaults[code ?? '']
  if (fault === undefined) throw error
  await remark(terminal, fault)
  return exitCodes.refused
}

import type { Response } from 'express'

/** Whose keys these are: the caller that was let in, or whoever sits at this machine. */
export const callerIdOf = ({ locals }: Response): string => {
  const caller = locals.caller as { readonly id: string } | undefined
  return caller?.id ?? 'local'
}

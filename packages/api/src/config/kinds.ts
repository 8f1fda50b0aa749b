import * as z from 'zod'

/** A variable that is a whole number from `least` to `most`. */
export const wholeNumber = (least: number, most: number) =>
  z
    .string()
    .refine(
      text => /^\d{1,8}$/.test(text) && Number(text) >= least && Number(text) <= most,
      `Expected: a whole number from ${least} to ${most}.`,
    )
    .transform(Number)

const isLocal = ({ hostname }: URL): boolean => ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
/** Whether it is an address from which something can be fetched safely: with https, or of this machine. */
export const isFetchable = (text: string): boolean => {
  if (!URL.canParse(text)) return false
  const url = new URL(text)
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLocal(url))
}

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

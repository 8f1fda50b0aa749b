/** A word, or the list of what stands between brackets. */
export type SExpression = string | readonly SExpression[]

/** Parses everything that a solver printed, an entry each. */
export const parseAll = (text: string): readonly SExpression[] => {
  const open: SExpression[][] = [[]]
  for (const [token] of text.matchAll(/\(|\)|"(?:[^"]|"")*"|\|[^|]*\||[^\s()"|]+/g)) {
    if (token === '(') open.push([])
    else if (token === ')') {
      const done = open.pop()!
      open.at(-1)!.push(done)
    } else open.at(-1)!.push(token)
  }
  return open[0]!
}

/** Parses a number: `5`, `(- 5)`. */
export const parseNumber = (value: SExpression): number =>
  typeof value === 'string' ? Number(value) : -Number(value[1] as string)

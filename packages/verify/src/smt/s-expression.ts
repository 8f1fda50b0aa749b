/** A word, or a list of what is between brackets. */
export type SExpression = string | readonly SExpression[]

/** Everything that a solver printed, one entry each. */
export const readAll = (text: string): readonly SExpression[] => {
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

/** `5`, `(- 5)`. */
export const numberOf = (value: SExpression): number =>
  typeof value === 'string' ? Number(value) : -Number(value[1] as string)

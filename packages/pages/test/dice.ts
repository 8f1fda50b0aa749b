import { createHash } from 'node:crypto'

/** A die that throws the same for the same text: a number from 0 to one less than its sides. */
export const createDice = (text: string): ((sides: number) => number) => {
  let count = 0
  return sides => {
    count += 1
    return createHash('sha256').update(`${text} ${count}`).digest().readUInt32BE(0) % sides
  }
}

/** A line as bytes, numbered from 1. `bytes` is undefined if it is longer than the limit. */
export interface CutLine {
  readonly number: number
  readonly bytes: Uint8Array | undefined
}

const newline = 0x0a

/**
 * Cuts bytes into lines as they arrive, and never holds more of a line than `limitBytes`. The pieces that `cut` is given must stay as
 * they are until its lines were taken; `end` gives the last line, which may lack its end.
 */
export const createLineCutter = (limitBytes: number) => {
  let held: Uint8Array[] = []
  let heldBytes = 0
  let number = 0
  const hold = (bytes: Uint8Array): void => {
    heldBytes += bytes.length
    if (heldBytes <= limitBytes) held.push(bytes)
    else held = []
  }
  const release = (): CutLine => {
    const bytes = heldBytes > limitBytes ? undefined : joined(held, heldBytes)
    ;[held, heldBytes, number] = [[], 0, number + 1]
    return { number, bytes }
  }
  return {
    *cut(piece: Uint8Array): Generator<CutLine> {
      let from = 0
      for (let end = piece.indexOf(newline); end >= 0; end = piece.indexOf(newline, from)) {
        hold(piece.subarray(from, end))
        yield release()
        from = end + 1
      }
      if (from < piece.length) hold(piece.subarray(from))
    },
    end: release,
  }
}

const joined = (parts: readonly Uint8Array[], length: number): Uint8Array => {
  if (parts.length === 1) return parts[0]!
  const whole = new Uint8Array(length)
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

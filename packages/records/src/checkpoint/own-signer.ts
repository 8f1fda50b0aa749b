import type { CheckpointSigner } from './signer.ts'

/** The signer of open records. Another process may replace the signing key while they are open: then it becomes another. */
export interface OwnSigner extends CheckpointSigner {
  readonly become: (next: CheckpointSigner) => void
}

export const ownSigner = (first: CheckpointSigner): OwnSigner => {
  let now = first
  return {
    origin: first.origin,
    get verifierKey() {
      return now.verifierKey
    },
    sign: head => now.sign(head),
    endorse: next => now.endorse(next),
    become: next => {
      now = next
    },
  }
}

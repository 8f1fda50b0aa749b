/** Two systems that share the service, as version 1.0 let them: with one name space of references. */
export const clients = /** @type {const} */ (['mosaic-luton', 'eclipse-norfolk'])

/** References that both systems use. Whether they mean one child nobody but a person can say. */
export const shared = /** @type {const} */ (['12345', 'case-1', 'pupil-77'])

/** Children of whom something particular is done; each is one that the first client asks about. */
export const children = /** @type {const} */ ({
  exported: 'L-1',
  erased: 'L-2',
  held: 'L-3',
  released: 'L-4',
})

/**
 * For the nth decision: who asks, and about whom. Of ten, one comes without a reference, two with one that both clients use, and
 * seven with one of the client’s own, which come again after some thirty.
 * @param {number} n
 * @returns {{ client: typeof clients[number], subjectRef?: string }}
 */
export const askedBy = n => {
  const round = Math.floor(n / 10)
  const client = n % 2 === 0 ? clients[0] : clients[1]
  if (n % 10 === 9) return { client: round % 2 === 0 ? clients[0] : clients[1] }
  if (n % 10 >= 7) return { client, subjectRef: shared[round % shared.length] ?? '' }
  return { client, subjectRef: `${client === clients[0] ? 'L' : 'N'}-${(Math.floor(n / 3) % 11) + 1}` }
}

/** What people do about a decision; each type that the log takes from them. */
export const events = [
  { type: 'reviewed', reason: 'Seen with the designated teacher.' },
  { type: 'overridden', outcome: 'other', reason: 'The review meeting found otherwise.' },
  { type: 'communicated', to: 'child', way: 'in-person' },
  { type: 'challenged', reason: 'The carer does not agree.' },
]

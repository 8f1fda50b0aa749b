/**
 * Receipts of the test vectors that are not genuine, each by one thing: a program that checks has to refuse all of them.
 * @param {string} receipt the canonical text of a genuine one
 */
export const wrongReceipts = receipt => {
  /** @param {string} why @param {(value: any) => void} change */
  const changed = (why, change) => {
    const value = JSON.parse(receipt)
    change(value)
    return { why, receipt: JSON.stringify(value) }
  }
  /** @param {string} note */
  const signatureOf = note => note.slice(note.indexOf('\n\n') + 2)
  return [
    changed('a sixth member', value => Object.assign(value, { more: 1 })),
    changed('another version', value => Object.assign(value, { v: 2 })),
    changed('a member of the envelope was changed', value => Object.assign(value.envelope, { client: 'another' })),
    changed('`index` is not `seq`', value => Object.assign(value, { index: 0 })),
    changed('`index` is outside the tree', value => {
      value.index = 3
      value.envelope.seq = 3
    }),
    changed('a step of the proof is missing', value => value.proof.pop()),
    changed('a step too many', value => value.proof.push(value.proof[0])),
    changed('a hash without its padding', value => {
      value.proof[0] = value.proof[0].replace('=', '')
    }),
    changed('the checkpoint has a fourth line', value => {
      value.checkpoint = value.checkpoint.replace('\n\n', '\nmore\n\n')
    }),
    changed('the checkpoint has its signature line twice', value => {
      value.checkpoint += signatureOf(value.checkpoint)
    }),
    changed('the checkpoint does not end in a newline', value => {
      value.checkpoint = value.checkpoint.slice(0, -1)
    }),
    changed('the checkpoint is of another size than was signed', value => {
      value.checkpoint = value.checkpoint.replace('\n3\n', '\n4\n')
    }),
    { why: 'a name stands twice', receipt: receipt.replace('"index":', '"index":0,"index":') },
    { why: 'a name stands twice, once escaped', receipt: receipt.replace('"index":', '"\\u0069ndex":0,"index":') },
    { why: 'an answer in which a name stands twice', receipt: `{"id":1,"id":2,"receipt":${receipt}}` },
  ]
}

/** Whether somebody challenged the finding, or a fact that it rests on: a person has to answer either. */
export const isChallenge = ({ type }: { readonly type: string }): boolean =>
  type === 'challenged' || type === 'contested'

/** What a caller may be allowed to do, with what it means to whoever hands it out. */
export const scopeMeanings = {
  decide: 'ask for decisions, one or many',
  'records:read': 'read decisions that were kept, and find those about one child',
  'records:read:all': 'the same in every realm, not in its own alone',
  'records:write': 'record what people did about a decision',
  'records:export': 'take a copy of all that is kept about one child',
  'records:erase': 'destroy what is kept about one child, or what is past its time',
  'rules:activate': 'bring other rules into use',
  admin: 'see how the service does, as its metrics',
} as const

export type Scope = keyof typeof scopeMeanings

export const scopes = Object.keys(scopeMeanings) as readonly Scope[]

export const isScope = (word: string): word is Scope => Object.hasOwn(scopeMeanings, word)

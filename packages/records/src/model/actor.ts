import type { Issue } from '@virtual-school/rules'
import type { Envelope } from './envelope.ts'
import { referenceIssues } from './references.ts'

/** What takes two people: destroying what is kept, and bringing other rules into use. */
export const fourEyesActs = ['erase', 'activate'] as const
/** An act that can take two people. */
export type FourEyesAct = (typeof fourEyesActs)[number]

/** What a council asks of people beyond what the records themselves need. */
export interface PolicySettings {
  /** For which acts a second person has to be named. */
  readonly fourEyes?: readonly FourEyesAct[] | undefined
  /** Whether readers have to say which person asks. Undefined: in logs that were begun since this is known, and not in those of before. */
  readonly requireActor?: boolean | undefined
}

/** What is asked of the people who use these records. */
export interface Policy {
  readonly fourEyes: readonly FourEyesAct[]
  readonly requiresActor: boolean
  /** Readers need not say who they are, and nobody has decided that: the service warns of it. */
  readonly isActorUnsaid: boolean
}

/** `isOld`: the log was begun before readers had to say which person asks. */
export const resolvePolicy = ({ fourEyes = [], requireActor }: PolicySettings, isOld: boolean): Policy => ({
  fourEyes,
  requiresActor: requireActor ?? !isOld,
  isActorUnsaid: requireActor === undefined && isOld,
})

const describeMissing = (name: 'actor' | 'approver', message: string): readonly Issue[] => [
  { code: 'missing-member', pointer: `/${name}`, message: `“${name}” is required: ${message}` },
]

/** What is done to the records themselves has to show which person ordered it. */
export const checkActor = ({ actor }: By): readonly Issue[] =>
  actor === undefined
    ? describeMissing('actor', 'the reference of the person who ordered it.')
    : referenceIssues(actor, '/actor', 'actor')

const samePerson: Issue = {
  code: 'not-allowed-here',
  pointer: '/approver',
  message: '“approver” is the actor again. Two people have to be named: one who orders it, and another who approves.',
}

/** The second person: their reference, and that they are not the first. Case aside, since nobody tells two people apart by it. */
export const checkApprover = ({ actor }: By, approver: string | undefined): readonly Issue[] => {
  if (approver === undefined) return describeMissing('approver', 'the reference of the second person, who approves.')
  const issues = referenceIssues(approver, '/approver', 'approver')
  return issues.length === 0 && approver.toLowerCase() === actor?.toLowerCase() ? [samePerson] : issues
}

const twoNeeded: Issue = {
  code: 'missing-member',
  pointer: '/approver',
  message:
    '“approver” is required: this takes two people here (FOUR_EYES). Name the second person, who approves, by their reference: --approver.',
}

/** The person who orders something and, if it takes two or a second was named, the second. */
export const checkTwoPeople = (
  { policy }: { readonly policy: Policy },
  act: FourEyesAct,
  by: By,
  approver: string | undefined,
): readonly Issue[] => {
  if (approver !== undefined) return [...checkActor(by), ...checkApprover(by, approver)]
  return [...checkActor(by), ...(policy.fourEyes.includes(act) ? [twoNeeded] : [])]
}

const actorRequired: Issue = {
  code: 'actor-required',
  pointer: '/actor',
  message:
    'Say which person asks: over HTTP the header X-Actor, on the command line --actor, with your own reference for that person, such as a staff number. It goes into the record of who has seen what.',
}

/** Why a reader is shown nothing: no person is named though one has to be, or the reference of the person cannot be used. */
export const checkReader = ({ policy }: { readonly policy: Policy }, { actor }: By): readonly Issue[] =>
  actor === undefined && policy.requiresActor ? [actorRequired] : referenceIssues(actor, '/actor', 'actor')

/**
 * Who did it: an API key’s client, an OAuth client or `local`; if it is known, the opaque reference of the person; the id of the
 * request; and the realm of the caller, `default` if it is left out.
 */
export type By = Pick<Envelope, 'client' | 'actor' | 'correlation' | 'realm'>

/** Who reads, and how far they may see. */
export interface Reader extends By {
  /** Sees the records of every realm, not only of its own. */
  readonly everyRealm?: boolean
}

/** What a record says of who did it, and nothing else. */
export const pickActor = ({ client, actor, correlation, realm }: By): By => ({
  client,
  ...(actor === undefined ? {} : { actor }),
  ...(correlation === undefined ? {} : { correlation }),
  ...(realm === undefined || realm === 'default' ? {} : { realm }),
})

/** What takes two people: destroying what is kept, and bringing other rules into use. */
export const fourEyesActs = ['erase', 'activate'] as const
export type FourEyesAct = (typeof fourEyesActs)[number]

/** What a council asks of people beyond what the records themselves need. */
export interface PolicySettings {
  /** For which acts a second person has to be named. */
  readonly fourEyes?: readonly FourEyesAct[] | undefined
  /** Whether readers have to say which person asks. Undefined: in logs that were begun since this is known, and not in those of before. */
  readonly requireActor?: boolean | undefined
}

export interface Policy {
  readonly fourEyes: readonly FourEyesAct[]
  readonly requiresActor: boolean
  /** Readers need not say who they are, and nobody has decided that: the service warns of it. */
  readonly isActorUnsaid: boolean
}

/** `isOld`: the log was begun before readers had to say which person asks. */
export const policyOf = ({ fourEyes = [], requireActor }: PolicySettings, isOld: boolean): Policy => ({
  fourEyes,
  requiresActor: requireActor ?? !isOld,
  isActorUnsaid: requireActor === undefined && isOld,
})

import * as z from 'zod'

/** What every log is called whose owner gave it no name. */
export const defaultLogName = 'virtual-school'

/** What is to be known of a log’s name, a sentence; nothing of one that was chosen. */
export const remarkOnName = (name: string): readonly string[] =>
  name === defaultLogName
    ? [
        `The log is called “${defaultLogName}”, as every log is whose owner gave it no name, so its checkpoints and receipts do not say whose they are. To give it a name of your own, as records.example.org, begin with an empty DATA_DIR and RECORDS_NAME set: the first start writes the first record, and after that no name can be changed.`,
      ]
    : []

/** In the place of a child: what is sealed so is of the log as a whole. */
export const logSubject = 'log'

/** In the place of a question: what is recorded of lists and reports that were read. A policy of retention names it so. */
export const logReadings = 'list-readings'

/** A kebab-case word: the name of a council or of a system. */
export const realmName = z
  .string()
  .max(60, 'Expected: 60 characters at most.')
  .regex(
    /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/,
    'Expected: the name of a realm, in small letters and digits with hyphens between, as luton.',
  )

/** The realm of everybody who was given no other, and of all that was kept before there were realms. */
export const defaultRealm = 'default'

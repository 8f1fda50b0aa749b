import { randomInt } from 'node:crypto'

/** How much the tests try: `test` in every `npm test`, `sample` before a merge, `nightly` all of it. */
export type TestSize = 'test' | 'sample' | 'nightly'

interface Row {
  /** What is counted. */
  readonly counts: string
  /** How many, by size. */
  readonly test: number
  readonly sample: number
  readonly nightly: number
}

/**
 * Everything that can be tried more or less often. An environment variable of the name of a row replaces its number.
 * The page docs/testing.md shows this table, and a test holds it to these numbers.
 */
export const sizes = {
  PROPERTY_RUNS: { counts: 'runs of a property; each takes a share of it', test: 8, sample: 25, nightly: 500 },
  LAW_REQUESTS: {
    counts: 'random requests of the law of the two evaluators',
    test: 300,
    sample: 750,
    nightly: 100_000,
  },
  LAW_HYPOTHETICALS: { counts: 'requests with all their what-ifs', test: 5, sample: 13, nightly: 1_000 },
  AGREEMENT_REQUESTS: {
    counts: 'random requests given to both evaluators',
    test: 300,
    sample: 3_000,
    nightly: 100_000,
  },
  AGREEMENT_WHAT_IFS: {
    counts: 'of those, requests tried with every what-if',
    test: 30,
    sample: 100,
    nightly: 1_000,
  },
  CASELOAD_CHILDREN: {
    counts: 'random children answered at once and each alone',
    test: 20_000,
    sample: 20_000,
    nightly: 1_000_000,
  },
  CASELOAD_RULEBOOKS: { counts: 'random rulebooks by which some are', test: 10, sample: 30, nightly: 1_000 },
  CASELOAD_AUTHORITIES: {
    counts: 'authorities by which the scenarios of a question and a day are answered at once, other ones of each',
    test: 1,
    sample: 6,
    nightly: 100,
  },
  SQL_CHILDREN: {
    counts: 'random children answered by queries on each engine and by evaluate',
    test: 2_000,
    sample: 20_000,
    nightly: 500_000,
  },
  SQL_SCENARIO_QUESTIONS: {
    counts: 'questions of a council and a day whose scenarios are answered by queries',
    test: 5,
    sample: 24,
    nightly: 100_000,
  },
  SQL_OTHER_CHILDREN: {
    counts: 'random children answered by queries on engines that need Python',
    test: 80,
    sample: 80,
    nightly: 20_000,
  },
  SQL_PLANTED_CHANGES: {
    counts: 'rules each of which is turned round before a query is written, so that it differs',
    test: 4,
    sample: 12,
    nightly: 1_000,
  },
  INTERVIEWS: { counts: 'scenarios whose interview is held', test: 60, sample: 300, nightly: 1_000 },
  INTERVIEW_AUTHORITIES: {
    counts:
      'authorities by whose rules everything is asked of nobody in particular, other ones after each change of these',
    test: 2,
    sample: 2,
    nightly: 100,
  },
  SHORT_EVERY: { counts: 'one scenario in so many is told on one screen', test: 4, sample: 4, nightly: 1 },
  VERIFY_REQUESTS: { counts: 'random requests of which Z3 is asked', test: 2, sample: 20, nightly: 20_000 },
  FOLDED_REQUESTS: {
    counts: 'random requests to which the encoding is folded',
    test: 15,
    sample: 100,
    nightly: 20_000,
  },
  FOLDED_CHILDREN: {
    counts: 'random histories of care, put together from rows',
    test: 300,
    sample: 1_000,
    nightly: 10_000,
  },
  PROVED_AUTHORITIES: {
    counts: 'authorities, those with the most rules first, by whose rules every invariant is proved',
    test: 1,
    sample: 1,
    nightly: 100,
  },
  PROVED_QUESTIONS: {
    counts: 'questions of which all is proved of the rules that ship, other ones after each change of these',
    test: 1,
    sample: 1,
    nightly: 100,
  },
  PLAIN_EVERY: {
    counts: 'one scenario in so many is run by a plain json-rules-engine',
    test: 10,
    sample: 10,
    nightly: 1,
  },
  PLANTED_EVERY: {
    counts: 'one planted fault in so many is tried, and one of each kind',
    test: 32,
    sample: 32,
    nightly: 1,
  },
  MUTANTS_EVERY: { counts: 'one mutant of the rules in so many is tried', test: 100, sample: 100, nightly: 1 },
  SEALS: { counts: 'payloads sealed', test: 1_000, sample: 5_000, nightly: 100_000 },
  KEPT_REQUESTS: { counts: 'random requests recorded', test: 60, sample: 150, nightly: 20_000 },
  MUTATIONS: { counts: 'changes to a stored log', test: 120, sample: 120, nightly: 10_000 },
  REPLAYS: { counts: 'recorded decisions decided again', test: 100, sample: 300, nightly: 100_000 },
  ERASED_KEYS: { counts: 'erased keys looked for in every file', test: 2, sample: 2, nightly: 40 },
  SMALL_NUMBERS: { counts: 'random logs of a report', test: 20, sample: 60, nightly: 5_000 },
  RECEIPTS: { counts: 'receipts checked by an independent program', test: 20, sample: 60, nightly: 1_000 },
  UPGRADE_CUTS_SQLITE: {
    counts: 'one statement in so many, at which an upgrade is cut short',
    test: 9,
    sample: 9,
    nightly: 1,
  },
  UPGRADE_CUTS_POSTGRES: { counts: 'the same on PostgreSQL', test: 25, sample: 25, nightly: 1 },
  ATTACKS_ONE_IN: { counts: 'one attack on the records in so many', test: 8, sample: 4, nightly: 1 },
  FUZZ_REQUESTS: { counts: 'malformed requests over connections', test: 1_000, sample: 1_000, nightly: 50_000 },
  TRAFFIC_REQUESTS: {
    counts: 'requests and answers held to the OpenAPI document',
    test: 500,
    sample: 500,
    nightly: 20_000,
  },
  SLOW_CALLERS: { counts: 'callers who dribble, at once', test: 20, sample: 20, nightly: 200 },
  ONCE_KEYS: { counts: 'Idempotency-Keys sent to all processes at once', test: 20, sample: 20, nightly: 1_000 },
  KILL_RUNS: { counts: 'times the service is killed under load', test: 2, sample: 2, nightly: 100 },
  BESIDE_KILLS: { counts: 'times a service is ended while others open its records', test: 2, sample: 2, nightly: 100 },
  BESIDE_OPENINGS: { counts: 'openings of each kind beside it', test: 2, sample: 2, nightly: 1_000 },
  JOURNEY_PAIRS: {
    counts: 'pairs of a question and a council asked about on the pages',
    test: 12,
    sample: 12,
    nightly: 48,
  },
  KEYBOARD_PAIRS: { counts: 'of those, asked about by keyboard in a browser', test: 2, sample: 2, nightly: 48 },
  PRINTED_SCENARIOS: { counts: 'scenarios whose answer is printed', test: 20, sample: 20, nightly: 5_000 },
} as const satisfies Readonly<Record<string, Row>>

const isSize = (word: string): word is TestSize => ['test', 'sample', 'nightly'].includes(word)

const given = process.env.TEST_SIZE ?? 'test'
if (!isSize(given)) throw new Error(`TEST_SIZE is “test”, “sample” or “nightly”, not “${given}”.`)

/** The size of this run, from `TEST_SIZE`. */
export const testSize: TestSize = given

/** How many, in this run, of what a row of the table counts. */
export const sizeOf = (name: keyof typeof sizes): number => Number(process.env[name] ?? sizes[name][testSize])

/**
 * Everything random in the tests comes from this number, so that a run can be repeated: `TEST_SEED`; if absent, always the
 * same one, and at night one that is drawn.
 */
export const testSeed = Number(process.env.TEST_SEED ?? (testSize === 'nightly' ? randomInt(2 ** 31) : 2026))

/** So many runs of a property as this share of `PROPERTY_RUNS` is, at least one. */
export const runs = (share = 1): number => Math.max(1, Math.ceil(sizeOf('PROPERTY_RUNS') * share))

const parts = { day: 'a day', month: 'a month', year: 'a year' } as const

const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`

/** The sentences of the pages that ask about a child. */
export const askWords = {
  council: 'Which council’s virtual school?',
  councilHint:
    'The council that looks after the child or, for other children, the council whose virtual school you ask.',
  nationalAlone: 'Another council: England’s rules alone',
  chooseCouncil: 'Choose a council',
  asOf: 'On which day?',
  asOfHint: 'The law of this day is used. For example, 27 3 2026',
  enterDay: 'Enter the day to ask about',
  start: 'Start',
  startAbout:
    'You are asked one question at a time, and only what can change the answer. “I do not know yet” is always a good reply.',
  notStored: 'Nothing that you say is stored, unless you choose to keep the answer at the end.',
  questionNumber: (number: number) => `Question ${number}`,
  yes: 'Yes',
  no: 'No',
  notKnown: 'I do not know yet',
  or: 'or',
  dateHint: 'For example, 27 3 2026',
  parts: { day: 'Day', month: 'Month', year: 'Year' },
  numberHint: (least: number, most: number) => `A whole number from ${least} to ${most}`,
  skip: 'Skip this question',
  answersSoFar: 'See and change your answers',
  answerSoFar: 'See what can be said so far',
  whatCounts: 'What counts',
  whyAsked: 'Why this is asked',
  rulesOnIt: 'These rules turn on it:',
  moreRules: (count: number) => (count === 1 ? 'and 1 more rule' : `and ${count} more rules`),
  outlook: {
    settles: 'This is the last question, if you know the answer.',
    'may-settle': 'This may be the last question.',
    open: 'The answer depends on this.',
    detail: 'This does not change the answer. It helps to say what has to be done, by whom and by when.',
  },
  stillPossible: 'What is still possible',
  takenOut: 'Some earlier answers were taken out',
  takenOutBecause: {
    'makes-no-sense': 'does not arise any more',
    contradicts: 'does not fit what you say now',
    'not-needed': 'is not needed any more',
  },
  chooseOne: 'Choose an answer, or “I do not know yet”',
  enterNumber: 'Enter a number, or choose “I do not know yet”',
  numberBetween: (least: number, most: number) => `Enter a whole number from ${least} to ${most}`,
  enterBirth: 'Enter the day on which the child was born',
  enterDate: 'Enter a date, or choose “I do not know yet”',
  dateNeeds: (absent: readonly (keyof typeof parts)[]) => `The date must have ${listed(absent.map(one => parts[one]))}`,
  realDate: 'The date must be a real date, such as 27 3 2026',
  aNumber: 'a number',
  aDate: 'a date',
  notBoth: (what: string) => `Enter ${what} or choose “I do not know yet”, not both`,
  yourAnswers: 'Your answers',
  noAnswers: 'You have not answered anything yet.',
  change: 'Change',
  skipped: 'Skipped',
  toQuestion: 'Go on with the questions',
  cannotBe: 'That cannot be right beside your other answers',
} as const

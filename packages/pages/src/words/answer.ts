/** The sentences of the page with the answer, and of what comes after it. */
export const answerWords = {
  notKept: 'This answer is not kept. If you leave this page, it is gone.',
  keptTitle: 'Kept',
  kept: (when: string) => `Kept on ${when}.`,
  keptAs: 'Its number in the records',
  moreOpen: (count: number) =>
    count === 1
      ? 'One more question is open. It does not change what is said here unless your reply does.'
      : `Up to ${count} more questions are open, on what else has to be done, by whom or by when.`,
  moreNotMet: 'They would show whether anything else stands in the way.',
  goOn: 'Answer more questions',
  goOnAsking: 'Go on with the questions',
  seeAnswers: 'See and change your answers',
  adds: 'It adds',
  full: 'The full account',
  fullAbout:
    'Every requirement with its rule and source, how a wording could be read otherwise, and how the answer was worked out.',
  found: 'What was found, with rules and sources',
  workings: 'How the answer was worked out',
  appendix: 'What the words mean in the rules',
  told: 'What you said',
  printWorkings: 'Print with the full account',
  printWithout: 'Print without the full account',
  keepHeading: 'Keep this answer',
  keepAbout:
    'It is kept with what you said about the child, so that you can show later what was asked and answered, and by which rules.',
  keepReference: 'Your own reference for the child',
  keepReferenceHint:
    'The number of your case system. No name, no date of birth and no national number. Leave it empty if you have none.',
  keepPerson: 'Who you are',
  keepPersonHint: 'Your staff number or login. It stands in the record for ever.',
  keepRealm: (realm: string) => `It goes to the records of “${realm}”.`,
  keep: 'Keep this',
  cannotKeep: 'It could not be kept',
  referenceRefused:
    'Enter a reference that says nothing about the child: no name, no date of birth, no national number',
  personRefused: 'Enter a staff number or login, as it may stand in a record for ever',
  personNeeded: 'Enter your staff number or login',
  keptBefore:
    'This answer was kept before, with another reference or by another person. Look for it in the records. It was not kept again.',
  nextHeading: 'What next',
  otherQuestions: 'What else applies to this child?',
  otherQuestionsAbout: 'What you said is carried over. You are asked only what is not known yet.',
  beside: 'See what another council’s rules say',
  besideChoose: 'Which other council?',
  besideShow: 'Show both',
  besideTitle: 'Two councils’ answers',
  besideAbout:
    'The same facts, by the rules of two councils. A fact that only one of them asks for is not known to the other.',
  besideSame: 'Both say the same.',
  besideDiffer: 'They do not say the same.',
  whyNot: 'What would have to change',
  whyNotAbout: 'The fewest changes that people could make for another answer.',
  whyNotWanted: 'Which answer?',
  whyNotShow: 'Work it out',
  whyNotSignIn: 'This is for people who signed in, as it takes the computer some seconds.',
  whyNotBusy: 'Too many people are asking this just now. Go back and try again in a minute.',
  whyNotTooLong: 'It took too long to work out. Answer more questions first, then try again.',
  whyNotRefused: 'It could not be worked out from these answers.',
  whyNotNever:
    'What is proposed has to be done, or found out, in truth. Never change an answer so that another result comes out.',
  holds: 'Until when this holds',
  born: 'When was the child born?',
  bornHint: 'The date itself is never stored. For example, 27 3 2012',
  bornShow: 'Work out until when',
  chooseCouncil: 'Choose another council',
  backToAnswer: 'Back to the answer',
} as const

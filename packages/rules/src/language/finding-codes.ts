/** The kinds of finding by their codes, each with what it says of the rules. Codes never change their meaning. */
export const findingCodes = {
  'accept-without-channel': 'A request is accepted and no channel says where it goes.',
  'accepted-finding-gone': 'A finding that was accepted no longer occurs.',
  'answer-never-reached': 'No child can ever get an answer that the decision offers.',
  'before-without-requirement':
    'Somebody must have a part before an action, and nothing keeps the action from being permitted without.',
  'branch-never-holds': 'One of several ways for a condition to hold can never hold.',
  'deadlines-differ': 'Two rules set one person two different dates for the same thing.',
  'deadline-unused': 'A deadline is named that no rule sets.',
  'definition-unused': 'A definition is written that nothing uses.',
  'edition-hole': 'Between two editions of a rule lie days on which neither is in force.',
  'exception-never-bites': 'A rule excepts another, and the two never meet.',
  'fact-never-matters': 'A fact is asked for whose value never changes anything.',
  'fact-unused': 'A fact is in the vocabulary that no rule reads.',
  'item-unused': 'An item of a list is named that no rule includes.',
  'national-rule-restated': 'A council’s rule holds only if national rules to the same effect hold.',
  'party-only-in-one-question':
    'A party who must have a part before an action stands in one question about it and not in the other.',
  'question-hidden': 'A fact can change the outcome although it is held to be irrelevant, so it may never be asked.',
  'reading-never-matters': 'An ambiguity is recorded that never changes anything.',
  'reading-unused': 'A reading is written that no test names.',
  'register-gone': 'Words that something rests on stand no more in the newest copy of their source.',
  'register-missing': 'A source is cited of which no register says what became of its sentences.',
  'register-open': 'A register has sentences of which nobody has said what became of them.',
  'requirement-never-met': 'Whenever a rule requires something, it cannot be met.',
  'requirement-never-unmet': 'Whenever a rule requires something, it is met already, so the rule protects nobody.',
  'requirement-unused': 'A requirement is in the catalogue that no rule asks for.',
  'requirements-conflict': 'Two things that are required together cannot both be met.',
  'rule-changes-nothing': 'A rule can be taken away and nothing that follows for any child changes.',
  'rule-never-holds': 'A rule holds for no child on any day.',
  'source-unused': 'A source is listed that nothing cites.',
  'test-never-matters': 'A test in a condition can be taken away and nothing changes.',
  'value-never-possible': 'A fact can never have one of its values, since what it contradicts rules it out.',
} as const
/** The code of a kind of finding. */
export type FindingCode = keyof typeof findingCodes

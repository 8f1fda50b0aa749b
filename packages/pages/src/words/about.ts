/** The sentences of the first page, and of those about the pages. */
export const aboutWords = {
  home: 'Ask what the guidance says',
  homeAbout:
    'Eight questions about the education of children in care, children who were in care or live with relatives, and children with a social worker. They are answered by rules made of the law of England and of councils’ own pages.',
  questions: 'Choose a question',
  councils: 'Whose rules are here',
  councilsAbout: (names: string) =>
    `England’s law and guidance, and the rules of ${names}. For any other council, England’s rules answer.`,
  howRead: 'How far the texts were read',
  howReadAbout: (rules: number, sources: number) => `${rules} rules rest on ${sources} texts.`,
  evidence: 'Of the passages that the rules cite:',
  readRules: 'Read the rules',
  readSources: 'See each text, sentence by sentence',
  version: (version: string) => `Version ${version} of the rules.`,
  search: 'Search the rules and texts',
  searchHint: 'Words, such as suspension or PEP',
  searchGo: 'Search',
  aboutTitle: 'About these pages',
  aboutText: [
    'These pages answer eight questions about the education of vulnerable children in England. The answers follow rules that were made from the law, national guidance and councils’ pages. Every answer names its rules and their sources.',
    'What is not known is never taken to be “no”. If something is missing, the answer says so and says what to find out.',
    'A rule that nobody has written down here cannot be weighed. Each answer lists the texts that bear on it and were not weighed.',
    'No computer decides about a child here. A person reads the answer, checks it, and decides.',
  ],
  privacyTitle: 'Privacy',
  privacyText: [
    'This is a template. The council that runs these pages puts its own privacy notice in its place.',
    'What you say about a child goes to this service alone, to work out the answer. It is not stored, unless you choose “Keep this”. It stands in no address and in no log, and the browser keeps it only sealed.',
    'If you keep an answer, what was asked and answered is stored encrypted in the records of the council, with your staff number. The council’s retention schedule says how long.',
    'These pages set a cookie only if you sign in. It ends your session after half an hour, and holds nothing about a child.',
  ],
  accessibilityTitle: 'Accessibility',
  accessibilityText: [
    'This is a template. The council that runs these pages puts its own statement in its place.',
    'The pages are meant to meet WCAG 2.2 at level AA. They can be used by keyboard alone, without JavaScript, at 400 % zoom, with forced colours, and printed.',
    'They are checked by a program (axe) on every page and in every state that a form can have, at three widths. A program finds a part of all faults. No person with a disability has tried them for this version.',
    'If something cannot be used, tell the council that runs these pages.',
  ],
} as const

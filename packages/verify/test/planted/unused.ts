import { type Fault, is } from './fault.ts'

const everywhere = { authority: 'england', decision: 'exclusion-notice' }

/** Names that nothing uses. No case can show that, so these have no witness. */
export const unusedNames: readonly Fault[] = [
  {
    ...everywhere,
    what: 'a definition that lost its rule',
    code: 'definition-unused',
    about: 'luton forgotten',
    plant: edit =>
      void edit.document('luton/definitions.json').definitions!.push({
        name: 'forgotten',
        statement: 'the child has an EHC plan',
        otherwise: 'the child has no EHC plan',
        conditions: { all: [is('send', 'ehc-plan')] },
      }),
  },
  {
    ...everywhere,
    what: 'a reading that no test names',
    code: 'reading-unused',
    about: 'england forgotten',
    plant: edit =>
      void edit.document('england/readings.json').readings!.push({
        id: 'forgotten',
        title: 'What was meant',
        taken: 'This.',
        alternatives: [{ text: 'That.', condition: is('send', 'none') }],
      }),
  },
  {
    ...everywhere,
    what: 'a fact that no rule reads',
    code: 'fact-unused',
    about: 'forgotten',
    plant: edit =>
      void edit.document('facts.json').facts!.push({
        name: 'forgotten',
        type: 'boolean',
        label: 'whether it was forgotten',
        question: 'Was it forgotten?',
        whenTrue: 'it was forgotten',
        whenFalse: 'it was not forgotten',
        classification: 'none',
        changeable: false,
      }),
  },
  {
    ...everywhere,
    what: 'a requirement that no rule asks for',
    code: 'requirement-unused',
    about: 'reduced-timetable forgotten',
    plant: edit => {
      const decisions = edit.document('decisions.json').decisions as { id: string; requirements: unknown[] }[]
      decisions
        .find(one => one.id === 'reduced-timetable')!
        .requirements.push({ id: 'forgotten', title: 'it was forgotten', test: is('endDateSet', true) })
    },
  },
  {
    ...everywhere,
    what: 'an item that no rule includes',
    code: 'item-unused',
    about: 'meetings forgotten',
    plant: edit => {
      const lists = edit.document('decisions.json').lists as { id: string; items: unknown[] }[]
      lists.find(one => one.id === 'meetings')!.items.push({ id: 'forgotten', title: 'a forgotten meeting' })
    },
  },
  {
    ...everywhere,
    what: 'a deadline that no rule sets',
    code: 'deadline-unused',
    about: 'forgotten',
    plant: edit =>
      void edit.document('decisions.json').deadlines!.push({ id: 'forgotten', title: 'The forgotten day' }),
  },
  {
    ...everywhere,
    what: 'a source that nothing cites',
    code: 'source-unused',
    about: 'forgotten',
    plant: edit =>
      void edit.document('sources.json').sources!.push({
        id: 'forgotten',
        title: 'A forgotten page',
        publisher: 'Nobody',
        kind: 'local-offer',
      }),
  },
]

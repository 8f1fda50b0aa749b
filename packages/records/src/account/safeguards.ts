import { sentence } from '@virtual-school/rules/internal'
import type { AccountPart, Safeguard } from './account.ts'

/** What the law names for decisions that a computer takes alone (UK GDPR, Article 22C), said to the person concerned. */
export const safeguards: readonly Safeguard[] = [
  {
    id: 'information',
    text: 'You can ask to be told what was decided, on which facts, by which rules and why.',
  },
  {
    id: 'representations',
    text: 'You can say what you think of it: that something told to the computer was wrong, that something was left out, or that a rule was misread or does not fit.',
  },
  {
    id: 'human-intervention',
    text: 'You can ask for a person to look at it who has the power to decide otherwise.',
  },
  {
    id: 'contest',
    text: 'You can challenge it. Your challenge can be recorded beside the finding, with what a person decides on it and why.',
  },
]

const leads: Readonly<Record<Safeguard['id'], string>> = {
  information: 'To be told',
  representations: 'To be heard',
  'human-intervention': 'To have a person look at it',
  contest: 'To challenge it',
}

/** How to ask for a review, be heard and challenge. No address is made up: the council gives its own, or none is shown. */
export const buildRightsPart = (council: string, reference: string, contact: string | undefined): AccountPart => ({
  id: 'rights',
  heading: 'If you disagree, or want this looked at again',
  lead: [
    'If this is about you, you can ask for what is listed here. A parent, a carer or an advocate who acts for you can ask for it too.',
  ],
  sections: [
    { heading: 'What you can ask for', entries: safeguards.map(({ id, text }) => ({ lead: leads[id], text })) },
    {
      heading: 'How to ask',
      isProse: true,
      entries: [
        { text: contact === undefined ? renderNoContact(council) : sentence(contact) },
        { text: `Give this reference: ${reference}` },
        {
          text: 'If you are not happy with how the council deals with it, you can complain to the council, and then to the Local Government and Social Care Ombudsman. About how personal data is used you can complain to the Information Commissioner.',
        },
      ],
    },
    {
      heading: 'Where this comes from',
      isProse: true,
      entries: [
        {
          text: 'The law names these four safeguards for important decisions that a computer takes alone (UK GDPR, Articles 22A to 22D, as put there by section 80 of the Data (Use and Access) Act 2025). This finding was made so that a person decides. You can ask all the same.',
        },
      ],
    },
  ],
})

const renderNoContact = (council: string): string =>
  `Ask the person who gave you this, or the virtual school of the council that did (the rules are those of ${council}). No address is given here, because the computer was not told one.`

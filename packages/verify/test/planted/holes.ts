import { always, atLeast, below, type Fault, is, isNot, oneOf } from './fault.ts'

/** Days, values, ways and questions that fall through. */
export const holes: readonly Fault[] = [
  {
    what: 'eleven days on which no edition is in force',
    authority: 'england',
    decision: 'reduced-timetable',
    code: 'edition-hole',
    about: 'england.reduced-timetable.not-for-behaviour',
    plant: edit => {
      edit.rule('england.reduced-timetable.not-for-behaviour', '2022-09').effective.to = '2024-08-07'
    },
  },
  {
    what: 'a safeguard that starts a year after the one it replaces',
    authority: 'england',
    decision: 'reduced-timetable',
    code: 'edition-hole',
    about: 'england.reduced-timetable.best-interests',
    plant: edit => {
      edit.rule('england.reduced-timetable.best-interests', '2024-08-19').effective.from = '2025-08-19'
    },
  },
  {
    what: 'a way into a definition for children who are under 6 and over 16',
    authority: 'england',
    decision: 'remit',
    code: 'branch-never-holds',
    about: 'england in-early-years-or-of-compulsory-school-age /any/1',
    plant: edit => {
      const one = edit.definition('in-early-years-or-of-compulsory-school-age')
      const [first, second] = (one.conditions as { any: (typeof one.conditions)[] }).any
      one.conditions = { any: [first!, { all: [second!, atLeast('ageYears', 16)] }] }
    },
  },
  {
    what: 'a second way into a rule that the first already is',
    authority: 'luton',
    decision: 'reduced-timetable',
    code: 'branch-never-holds',
    about: 'luton.reduced-timetable.looked-after.partnership /any/1',
    plant: edit => {
      const one = edit.rule('luton.reduced-timetable.looked-after.partnership')
      one.conditions = { any: [one.conditions, { all: [{ condition: 'looked-after' }, below('ageYears', 11)] }] }
    },
  },
  {
    what: 'a word in a list that another test shuts out',
    authority: 'lambeth',
    decision: 'support-request',
    code: 'branch-never-holds',
    about: 'lambeth.support-request.families.social-worker /all/0/value/1',
    plant: edit => {
      edit.rule('lambeth.support-request.families.social-worker').conditions = {
        all: [oneOf('requester', ['parent', 'school-governor', 'child']), isNot('requester', 'school-governor')],
      }
    },
  },
  {
    what: 'a test that all else in the rule implies',
    authority: 'luton',
    decision: 'support-request',
    code: 'test-never-matters',
    about: 'luton.support-request.training /all/1',
    plant: edit => {
      const one = edit.rule('luton.support-request.training')
      one.conditions = { all: [one.conditions, isNot('requester', 'parent')] }
    },
  },
  {
    what: 'an age limit inside a tighter one',
    authority: 'norfolk',
    decision: 'remit',
    code: 'test-never-matters',
    about: 'norfolk.remit.child-with-social-worker /all/1',
    plant: edit => {
      const one = edit.rule('norfolk.remit.child-with-social-worker')
      one.conditions = { all: [{ all: [one.conditions, below('ageYears', 10)] }, below('ageYears', 15)] }
    },
  },
  {
    what: 'a question that both answers answer alike',
    authority: 'england',
    decision: 'remit',
    code: 'fact-never-matters',
    about: 'england remit send',
    plant: edit => edit.also('england.remit.looked-after', { any: [is('send', 'none'), isNot('send', 'none')] }),
  },
  {
    what: 'a council’s question that changes nothing',
    authority: 'luton',
    decision: 'remit',
    code: 'fact-never-matters',
    about: 'luton remit earlyHelp',
    plant: edit => edit.also('luton.remit.local-service', { any: [is('earlyHelp', true), is('earlyHelp', false)] }),
  },
  {
    what: 'a question hidden from the only children for whom it counts',
    authority: 'england',
    decision: 'reduced-timetable',
    code: 'question-hidden',
    about: 'england reduced-timetable authorityConsultedOnEhcPlan',
    plant: edit => {
      edit.fact('authorityConsultedOnEhcPlan').relevantWhen = is('send', 'sen-support')
    },
  },
  {
    what: 'what nobody was asked taken for a no: the director’s approval of a placement at a distance',
    authority: 'england',
    decision: 'placement-move',
    code: 'question-hidden',
    about: 'england placement-move directorApproves',
    plant: edit => {
      edit.fact('directorApproves').relevantWhen = is('placementArea', 'adjoining')
    },
  },
  {
    what: 'what nobody was asked taken for a no: short breaks',
    authority: 'england',
    decision: 'personal-education-plan',
    code: 'question-hidden',
    about: 'england personal-education-plan shortBreaksOnly',
    plant: edit => {
      edit.fact('shortBreaksOnly').relevantWhen = is('careStatus', 'never')
    },
  },
  {
    what: 'what nobody was asked taken for a no: whose child it is',
    authority: 'worcestershire',
    decision: 'remit',
    code: 'question-hidden',
    about: 'worcestershire remit lookedAfterByThisAuthority',
    plant: edit => {
      edit.fact('lookedAfterByThisAuthority').relevantWhen = below('ageYears', 11)
    },
  },
  {
    what: 'an alternative that says what was taken',
    authority: 'england',
    decision: 'remit',
    code: 'reading-never-matters',
    about: 'england in-need-and-a-social-worker',
    plant: edit => {
      edit.reading('in-need-and-a-social-worker').alternatives[0]!.condition = is('assessedInNeed', true)
    },
  },
  {
    what: 'a contradiction that rules out every looked-after child',
    authority: 'england',
    decision: 'remit',
    code: 'value-never-possible',
    about: 'careStatus looked-after',
    plant: edit =>
      edit.contradiction('careStatus', { all: [is('careStatus', 'looked-after'), atLeast('ageYears', 0)] }),
  },
  {
    what: 'a rule that was meant for everybody and a contradiction that leaves nobody out of care',
    authority: 'england',
    decision: 'sign-off',
    code: 'value-never-possible',
    about: 'proposedAction pep',
    plant: edit => edit.contradiction('proposedAction', { all: [is('proposedAction', 'pep'), always] }),
  },
]

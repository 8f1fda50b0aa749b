import { describe, expect, it } from 'vitest'
import { frozenDirectory } from '../../../test/support/real-rules.ts'
import {
  changeReply,
  giveReply,
  goOnAsking,
  type Interview,
  type InterviewReply,
  loadRules,
  type Refusal,
  type Scalar,
  startInterview,
  stepBack,
} from '../src/index.ts'
import { decisionOf } from './support/interviews.ts'

const rules = await loadRules(frozenDirectory)

const taken = (found: Interview | Refusal): Interview => {
  if ('issues' in found) throw new Error(JSON.stringify(found.issues))
  return found
}
const begin = (decision: string, authority: string, facts: Readonly<Record<string, Scalar | null>> = {}): Interview =>
  taken(startInterview(rules, { decision, authority, asOf: '2026-11-22', facts }))

const replyTo = (value: Scalar | null | undefined): InterviewReply =>
  value === undefined ? { kind: 'skip' } : value === null ? { kind: 'not-known' } : { kind: 'answer', value }

/** Replies from these facts until one is asked that is not among them, or no question comes. */
const reply = (from: Interview, knows: Readonly<Record<string, Scalar | null | undefined>>): Interview => {
  let at = from
  while (at.step.kind === 'question' && at.step.fact.name in knows)
    at = taken(giveReply(at, replyTo(knows[at.step.fact.name])))
  return at
}
const askedIn = (at: Interview): readonly string[] => at.said.map(one => one.fact)
const asks = ({ step }: Interview): string | undefined => (step.kind === 'question' ? step.fact.name : undefined)

const formerlyInCare = {
  ageYears: 9,
  careStatus: 'ceased',
  careExitRoute: 'returned-home',
  careJurisdiction: 'england',
  educatedInThisAuthority: true,
  assessedInNeed: false,
  socialWorker: 'never',
  kinshipCare: false,
}

describe('a derived yes or no', () => {
  const looked = { careStatus: 'looked-after' }

  it('is asked about itself, and its inputs are not', () => {
    const at = reply(begin('personal-education-plan', 'worcestershire'), looked)
    expect(asks(at)).toBe('shortBreaksOnly')
    const done = reply(at, { shortBreaksOnly: false })
    expect(askedIn(done)).toEqual(['careStatus', 'shortBreaksOnly'])
    expect(decisionOf(done).answer).toBe('required')
  })

  it('gives way to its inputs if it is not known', () => {
    const at = reply(begin('personal-education-plan', 'worcestershire'), { ...looked, shortBreaksOnly: null })
    expect(asks(at)).toBe('underCareOrder')
    expect(decisionOf(reply(at, { underCareOrder: true })).answer).toBe('required')
  })

  it('is asked when an input is not known and nothing else is left', () => {
    const facts = {
      exceptionalCircumstances: true,
      inBestInterests: true,
      timetableReason: 'medical',
      endDateSet: true,
    }
    const given = { ...facts, ageYears: 12, parentAgrees: true, reviewDatesSet: true, send: 'none' }
    const at = reply(begin('reduced-timetable', 'england', given), { socialWorker: null, socialWorkerInvolved: null })
    expect(asks(at)).toBe('socialWorkerAssigned')
    expect(decisionOf(reply(at, { socialWorkerAssigned: false })).answer).toBe('permitted')
  })
})

describe('a reply', () => {
  it('that cannot be, alone or beside what is known, is refused, and nothing changes', () => {
    const at = reply(begin('remit', 'england', { ageYears: 19 }), {})
    expect(asks(at)).toBe('careStatus')
    expect(giveReply(at, replyTo('looked-after'))).toMatchObject({ issues: [{ code: 'contradiction' }] })
    expect(giveReply(at, replyTo(19))).toMatchObject({ issues: [{ code: 'wrong-type' }] })
    expect(asks(at)).toBe('careStatus')
  })

  it('that skips leaves the fact unasked, and the question does not come again', () => {
    const first = begin('remit', 'luton')
    const next = taken(giveReply(first, { kind: 'skip' }))
    expect(next.said).toEqual([{ fact: asks(first), reply: { kind: 'skip' } }])
    expect(asks(next)).not.toBe(asks(first))
    const [name] = askedIn(next)
    const ended = reply(next, Object.fromEntries(rules.facts.map(one => [one.name, null])))
    expect(askedIn(ended).filter(one => one === name)).toHaveLength(1)
    expect(decisionOf(ended).missing.find(one => one.fact === name)?.state).toBe('not-asked')
  })

  it('is not waited for if the request is refused', () => {
    const refused = startInterview(rules, { decision: 'remit', asOf: '2026-11-22', facts: { ageYears: 30 } })
    expect(refused).toMatchObject({ issues: [{ code: 'out-of-range' }] })
  })
})

describe('an earlier reply', () => {
  const ended = reply(begin('remit', 'england'), formerlyInCare)

  it('can be taken back, as far as the first', () => {
    expect(ended.step.kind).not.toBe('question')
    let at = ended
    for (const fact of [...askedIn(ended)].reverse()) {
      at = stepBack(at)
      expect(asks(at)).toBe(fact)
    }
    expect(stepBack(at)).toBe(at)
  })

  it('can be changed: what no longer makes sense is taken out, and what still stands is not asked again', () => {
    const at = changeReply(ended, 'careStatus')
    expect(asks(at)).toBe('careStatus')
    const changed = taken(giveReply(at, { kind: 'answer', value: 'never' }))
    expect(changed.removed).toContainEqual({
      fact: 'careExitRoute',
      reply: { kind: 'answer', value: 'returned-home' },
      because: 'makes-no-sense',
    })
    expect(askedIn(changed)).not.toContain('careExitRoute')
    expect(askedIn(changed)).toContain('kinshipCare')
    expect(changed.step.kind).not.toBe('question')
  })

  it('can be changed: what does not fit is taken out', () => {
    const facts = { ageYears: 10, kinshipCare: false, assessedInNeed: false, socialWorker: 'never', plan: 'none' }
    const old = reply(begin('remit', 'england'), { ...facts, careStatus: 'looked-after' })
    expect(askedIn(old).indexOf('careStatus')).toBeGreaterThan(askedIn(old).indexOf('ageYears'))
    const changed = taken(giveReply(changeReply(old, 'ageYears'), replyTo(19)))
    const contradicting = { fact: 'careStatus', reply: replyTo('looked-after'), because: 'contradicts' }
    const notNeeded = old.said.slice(1, -1).map(one => ({ ...one, because: 'not-needed' }))
    expect(changed.removed).toEqual([contradicting, ...notNeeded])
    expect(changed.said).toEqual([{ fact: 'ageYears', reply: replyTo(19) }])
  })

  it('can be changed: what is not needed any more is taken out', () => {
    const facts = { compulsorySchoolAge: true, inBestInterests: true, exceptionalCircumstances: true }
    const old = reply(begin('reduced-timetable', 'england'), facts)
    expect(old.said.length).toBe(3)
    const changed = taken(giveReply(changeReply(old, 'compulsorySchoolAge'), replyTo(false)))
    expect(decisionOf(changed).answer).toBe('unrestricted')
    expect(changed.removed.map(one => one.because)).toEqual(['not-needed', 'not-needed'])
  })

  it('of another interview is taken if its question comes, and else taken out', () => {
    const saved = [...ended.said, { fact: 'shoeSize', reply: replyTo(4) }, { fact: 'yearGroup', reply: replyTo(99) }]
    const again = taken(startInterview(rules, ended.request, saved))
    expect(again.said).toEqual(ended.said)
    expect(again.removed.map(one => one.fact)).toEqual(['shoeSize', 'yearGroup'])
  })

  it('cannot be changed if there is none', () => {
    expect(changeReply(ended, 'send')).toBe(ended)
  })
})

describe('an offer to go on', () => {
  const facts = { ageYears: 14, careStatus: 'looked-after', timetableReason: 'behaviour' }
  const failed = begin('reduced-timetable', 'luton', facts)

  it('comes at the first failure, says so, and leads to all that is open', () => {
    expect(failed.step).toMatchObject({ kind: 'offer', found: 'not-met', decision: { answer: 'not-permitted' } })
    let at = goOnAsking(failed)
    const asked: string[] = []
    while (at.step.kind === 'question') {
      expect(at.step.outlook).toBe('detail')
      asked.push(at.step.fact.name)
      const { fact } = at.step
      const value = fact.type === 'boolean' ? false : fact.type === 'enum' ? fact.values![0]!.value : null
      at = taken(giveReply(at, replyTo(value)))
    }
    expect(asked).toEqual(expect.arrayContaining(['parentAgrees', 'endDateSet', 'multiAgencyMeeting']))
    expect(at.step.kind).toBe('end')
    const unmet = decisionOf(at).requirements.filter(one => one.status === 'unmet')
    expect(unmet.length).toBeGreaterThan(4)
    expect(goOnAsking(at)).toBe(at)
  })

  it('comes with what is required before who has a part', () => {
    const at = goOnAsking(failed)
    const before = decisionOf(failed)
    const value = at.step.kind === 'question' && at.step.fact.type === 'boolean' ? false : 'none'
    const after = taken(giveReply(at, { kind: 'answer', value }))
    const said = rules.evaluate({ ...failed.request, facts: { ...facts, [askedIn(after)[0]!]: value } })
    expect('issues' in said ? [] : said.requirements).not.toEqual(before.requirements)
  })

  it('comes when nothing that could be said would settle the answer', () => {
    const at = reply(begin('personal-education-plan', 'england'), { careStatus: null })
    expect(askedIn(at)).toEqual(['careStatus'])
    expect(at.step).toMatchObject({ kind: 'offer', found: 'no-answer', decision: { answer: null } })
  })

  it('does not come if nothing is open', () => {
    expect(begin('remit', 'england', { ...formerlyInCare, ageYears: 24 }).step.kind).toBe('end')
  })
})

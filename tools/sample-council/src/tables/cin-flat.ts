import { orBlank, type Table } from '../table.ts'

/** The census of children in need as one table: a row a referral, with the last of its plans, as a program in Python writes it. */
export const cinFlatTable: Table = {
  name: 'CIN_flat',
  headings: [
    'LAchildID',
    'UPN',
    'PersonBirthDate',
    'Sex',
    'PersonDeathDate',
    'Ethnicity',
    'CINreferralDate',
    'ReferralSource',
    'PrimaryNeedCode',
    'CINclosureDate',
    'ReasonForClosure',
    'ReferralNFA',
    'CINPlanStartDate',
    'CINPlanEndDate',
    'CPPstartDate',
    'CPPendDate',
    'InitialCategoryOfAbuse',
    'LatestCategoryOfAbuse',
    'NumberOfPreviousCPP',
  ],
  rowsOf: ({ id, upn, bornOn, sex, diedOn, ethnicity, need }) =>
    (need?.referrals ?? []).map(one => {
      const [plan, protection] = [one.plans.at(-1), one.protection.at(-1)]
      return [
        id,
        upn,
        bornOn,
        sex,
        orBlank(diedOn),
        ethnicity,
        one.from,
        one.source,
        one.need,
        orBlank(one.to),
        one.closedFor ?? '',
        one.noFurtherAction ? 'True' : 'False',
        orBlank(plan?.from),
        orBlank(plan?.to),
        orBlank(protection?.from),
        orBlank(protection?.to),
        protection?.firstCategory ?? '',
        protection?.lastCategory ?? '',
        protection === undefined ? '' : String(protection.before),
      ]
    }),
}

/** Words of references that name a place in the organisation, not a person: `duty-manager`, `team.north`, `reviewer`. */
const roleWords =
  /^(?:admin|advisor|adviser|agent|area|assistant|board|care|case|caseworker|central|children|clerk|coach|coordinator|council|data|deputy|desk|director|duty|east|education|employee|finance|governor|group|head|headteacher|helpdesk|hub|intake|lead|leader|legal|local|manager|member|north|office|officer|operator|panel|person|principal|quality|reception|reviewer|role|school|senco|service|services|social|south|specialist|staff|supervisor|support|system|teacher|team|test|tester|unit|user|virtual|west|worker)$/i

/** Two to four words of letters, joined by “.”, “_” or “-”, the first perhaps an initial, and perhaps a number for namesakes. */
const joined = /^[a-z]+(?:[._-][a-z]+){1,3}\d{0,4}$/i
/** One word of letters, as of a surname and an initial, perhaps with a number for namesakes: smithj, jsmith2. */
const single = /^[a-z]{4,20}\d{0,2}$/i

const looksLikeOne = (part: string): boolean => {
  if (!joined.test(part) && !single.test(part)) return false
  return !part.split(/[._-]/).some(word => roleWords.test(word.replace(/\d+$/, '')))
}

/**
 * Whether a reference of a person looks like a login that is made of a name: `jane.smith`, `j.smith`, `smithj`, `LUTON:jsmith2`.
 * A guess, good enough to warn by and no reason to refuse: a word of letters that means nothing looks the same.
 */
export const looksLikeLogin = (reference: string): boolean => {
  const parts = reference.split(':')
  return looksLikeOne(parts.at(-1) ?? '') || parts.some(part => joined.test(part) && looksLikeOne(part))
}

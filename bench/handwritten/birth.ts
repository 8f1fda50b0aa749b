/** Full years on `day`: civil dates compare as text. */
export const ageOn = (birth: string, day: string): number =>
  Number(day.slice(0, 4)) - Number(birth.slice(0, 4)) - (day.slice(5) < birth.slice(5) ? 1 : 0)

/** From the end of the term in which the child is 5 to the last Friday in June of the school year in which the child is 16. */
export const isOfSchoolAge = (birth: string, day: string): boolean => {
  const turnsFive = birthdayOf(birth, 5)
  const year = turnsFive.slice(0, 4)
  let first = `${year}-12-31`
  if (turnsFive <= `${year}-08-31`) first = `${year}-08-31`
  if (turnsFive <= `${year}-03-31`) first = `${year}-03-31`
  const turnsSixteen = birthdayOf(birth, 16)
  const leavingYear = Number(turnsSixteen.slice(0, 4)) + (turnsSixteen.slice(5) >= '09-01' ? 1 : 0)
  const daysAfterFriday = (new Date(Date.UTC(leavingYear, 5, 30)).getUTCDay() + 2) % 7
  return day >= first && day <= `${leavingYear}-06-${30 - daysAfterFriday}`
}

/** Someone born on 29 February has a birthday on 1 March if there is no 29th. */
const birthdayOf = (birth: string, age: number): string => {
  const year = Number(birth.slice(0, 4)) + age
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  return `${year}-${birth.slice(5) === '02-29' && !isLeap ? '03-01' : birth.slice(5)}`
}

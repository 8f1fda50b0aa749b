import { describe, expect, it } from 'vitest'
import { createCaseload } from './caseload-of-files.ts'

const caseload = createCaseload()
const rows = (...councils: readonly string[]) =>
  `CHILD,DOB,DECOM,RNE,LS,DEC,REC,LA\n${councils.map((one, i) => `${i},14/05/2013,02/09/2026,S,C2,,,${one}`).join('\n')}\n`
const asked = ['--decision', 'remit', '--own']
const saidOf = async (files: Readonly<Record<string, string>>, words: readonly string[] = asked) =>
  (await caseload(files, words)).stderr

const isSaid = /Another council is named here than Luton/

describe('files of another council', () => {
  it('are one warning, with what --own makes of them', async () => {
    const stderr = await saidOf({ 'a.csv': rows('Newham', 'Barking and Dagenham'), 'b.csv': rows('Luton', 'Newham') })
    expect(stderr.match(new RegExp(isSaid, 'g'))).toHaveLength(1)
    expect(stderr).toMatch(/a\.csv and b\.csv: .* said to be looked after by Luton/)
    expect(stderr).not.toMatch(/Newham|Barking/)
  })

  it('are one without --own, by their number in the head of a census too', async () => {
    const xml = (number: string) =>
      `<Message><Header><Source><LEA>${number}</LEA><SoftwareCode>x</SoftwareCode></Source></Header><Children><Child><ChildIdentifiers><LAchildID>1</LAchildID><PersonBirthDate>2013-05-14</PersonBirthDate></ChildIdentifiers></Child></Children></Message>`
    const words = ['--decision', 'remit']
    expect(await saidOf({ 'cin.xml': xml('201') }, words)).toMatch(isSaid)
    expect(await saidOf({ 'cin.xml': xml('821') }, words)).not.toMatch(isSaid)
    const head = 'Collection,LEA,SoftwareCode\nCIN,208,x\n'
    expect(await saidOf({ 'Header.csv': head, 'e.csv': rows('Luton') }, words)).toMatch(isSaid)
  })

  it('are none if it is another name for the same council, or nobody can tell', async () => {
    const same = ['Luton', 'LUTON', 'Luton Borough Council', 'E06000032', '821', '']
    expect(await saidOf({ 'a.csv': rows(...same) })).not.toMatch(/Another council/)
    const beds = ['--authority', 'central-bedfordshire', ...asked]
    expect(await saidOf({ 'a.csv': rows('Central Beds') }, beds)).not.toMatch(/Another council/)
    expect(await saidOf({ 'a.csv': rows('Newham') }, ['--authority', 'england', ...asked])).not.toMatch(/Another/)
  })
})

// Whether someone types a sentence where a place is asked: "hij slaat me" must not be answered with Heijplaat.

import { fold } from '../words/words.js'

/** @typedef {import('./places.js').Meant} Meant */

const A_SENTENCE = 3 // words
const TYPO = 4 // from this rank on a name only looks like what was typed
// Words that people write about themselves and no place is called; they count only where no place is known.
const SAID = new Set(fold(`
  ik hij zij ze wij we mij me mijn mn jij je niet geen niemand wil kan help hulp hulpverlening bang slaat geslagen dood
  zelfmoord zelfdoding geweld huiselijk mishandeling mishandeld verkracht verkrachting misbruik misbruikt crisis spoed
  kind kinderen baby moe alleen eenzaam oppas wakker worden leven
  i im my me he she they we not no want wanna help husband child kids die dying hits hit beats afraid scared kill alone
  ben beni bana bende kocam esim yardim istiyorum istemiyorum degil cocugum dovuyor olmek korkuyorum
  nie ja mnie moj moja maz chce zyc bije boje sie pomocy dziecko umrzec
  je j jai ne pas mon ma mes il elle mari enfant enfants peur aide aidez veux mourir frappe bat
  я мене мені мій моя мої він вона не хочу допоможіть дитина боюся чоловік меня мне мой муж хочу боюсь помогите
  انا أنا لا ما زوجي ابي أبي أمي أريد بدي يضربني ساعدوني طفلي أخاف خايفة أموت انتحار
  من مرا منو نه شوهرم پدرم کمک بچه میزنه می نمی میخوام بمیرم میترسم خودکشی
`).split(' '))

/**
 * True where someone says something, and no place is known by these words.
 * @param {string} typed
 * @param {Meant} meant
 */
export function isSentence(typed, { found, certain, postcode, elsewhere }) {
  if (postcode || found.some(({ rank }) => rank < TYPO)) return false
  const words = fold(typed).split(' ')
  if (words.some(word => SAID.has(word))) return true
  return words.length >= A_SENTENCE && !certain && !(elsewhere && words.length === A_SENTENCE)
}

// Whether someone types a sentence where a place is asked: "hij slaat me" must not be answered with Heijplaat.

import { fold } from '../words/words.js'

/** @typedef {import('./places.js').Meant} Meant */

const A_SENTENCE = 3 // words
const TYPO = 4 // from this rank on a name only looks like what was typed
const HAS_DIGIT = /\d/
// Words that people write about themselves and no place is called; they count only where no place is known.
const SAID = new Set([
  'ik hij zij ze wij we mij me mijn mn jij je niet geen niemand wil kan help hulp hulpverlening bang slaat',
  'geslagen dood zelfmoord zelfdoding geweld huiselijk mishandeling mishandeld verkracht verkrachting misbruik',
  'misbruikt crisis spoed kind kinderen baby moe alleen eenzaam oppas wakker worden leven overdosis bewusteloos',
  'zelfmoort aangerand eerwraak gewelt psychose i im my me he she they we not no want wanna help husband child',
  'kids die dying hits hit beats afraid scared kill alone overdose suicide raped psychosis emergency ben beni',
  'bana bende kocam esim yardim istiyorum istemiyorum degil cocugum dovuyor olmek korkuyorum intihar tecavuz',
  'kriz psikoz acil siddet nie ja mnie moj moja maz chce zyc bije boje sie pomocy dziecko umrzec samobojstwo',
  'zgwalcona gwalt kryzys psychoza przemoc je j jai ne pas mon ma mes il elle mari enfant enfants peur aide',
  'aidez veux mourir frappe bat violee viol crise urgence я мене мені мій моя мої він вона не хочу допоможіть',
  'дитина боюся чоловік меня мне мой муж хочу боюсь помогите самогубство зґвалтування передозування криза',
  'психоз насильство терміново انا أنا لا ما زوجي ابي أبي أمي أريد بدي يضربني ساعدوني طفلي أخاف خايفة أموت',
  'انتحار فاقد حبوب سكين جرعة اغتصاب تحرش يخنقني بيضربني كيضربني أزمة ذهان طارئة من مرا منو نه شوهرم پدرم کمک',
  'بچه میزنه می نمی میخوام بمیرم میترسم خودکشی بیهوش چاقو اوردوز تجاوز بحران اورژانس خشونت'
].flatMap(line => fold(line).split(' ')))

/**
 * True where someone says something, and no place is known by these words.
 * @param {string} typed
 * @param {Meant} meant
 */
export function isSentence(typed, { found, certain, postcode, elsewhere }) {
  if (postcode || found.some(({ rank }) => rank < TYPO)) return false
  const words = fold(typed).split(' ').filter(word => !HAS_DIGIT.test(word))
  if (words.some(word => SAID.has(word))) return true
  if (words.length > 1 && !found.length && !elsewhere) return true
  return words.length >= A_SENTENCE && !certain && !(elsewhere && words.length === A_SENTENCE)
}

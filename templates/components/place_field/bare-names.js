// The name of a place without what people write around it, in any language, and as one word.

import { fold } from '../words/words.js'

// What stands before or behind the name of a place: in, I live in, the municipality or city of, in the Netherlands.
const BEFORE_WORDS = [
  'in', 'w', 'v', 'u', 'a', 'в', 'у', 'في', 'در', 'gemeente', 'city', 'municipality', 'ville', 'commune', 'gmina',
  'miasto', 'city of', 'municipality of', 'ville de', 'commune de', 'місто', 'город', 'громада', 'муніципалітет',
  'муниципалитет', 'м', 'г', 'مدينة', 'مدينه', 'بلدية', 'بلديه', 'شهر', 'شهرداری', 'شهرداري', 'ik woon in',
  'ik woon bij', 'wij wonen in', 'we wonen in', 'woon in', 'i live in', 'we live in', 'mieszkam w', 'jhabite a',
  'nous habitons a', 'я живу в', 'я живу у', 'живу в', 'اسكن في', 'انا اسكن في', 'اعيش في'
].map(fold)
const BEFORE = new RegExp(`^(?:(?:${BEFORE_WORDS.sort((one, other) => other.length - one.length).join('|')}) (?=.))+`)
export const COUNTRIES = [
  'nederland', 'nl', 'the netherlands', 'netherlands', 'holland', 'hollanda', 'holandia', 'holandii', 'pays bas',
  'hollande', 'нидерланды', 'голландия', 'нідерланди', 'голландія', 'هولندا', 'هلند'
].map(fold) // the first is also a hamlet in Steenwijkerland, which few who type it mean
const BEHIND = new RegExp(`(?<=.)(?<! (?:noord|zuid|north|south)) (?:${COUNTRIES.join('|')})$`)
const TURKISH_ENDING = /(?<=\p{L}{3})['’](?:[dt][ea]n?(?:y[iı]m)?|n?[iıuü]n|y[eaiıuü])$/iu // Ede'de: in Ede
/** @type {Record<string, string>} */
const SAME_LETTER = { ى: 'ي', ی: 'ي', ک: 'ك', ة: 'ه' } // in Arabic and Persian

/**
 * A name as one word, with its usual abbreviations written out.
 * @param {string} text
 */
export const close = text =>
  fold(text)
    .replace(/\b(ad|(a|aan) (d|den|de))\b/g, 'aan den')
    .replace(/\bst\b/g, 'sint')
    .replace(/[ىیکة]/g, letter => SAME_LETTER[letter])
    .replaceAll(' ', '')

/**
 * A name as one word, without what a language puts on it: "laheyde" is in Lahey, "بلاهاي" in لاهاي.
 * @param {string} key
 */
export const undressed = key => key.replace(/(?<=\p{L}{4})(?:[dt][ea]n?(?:yim)?|y[ea])$|^[بولف](?=\p{L}{4})/u, '')

/**
 * A name without what people write around it: "gemeente Ede", "Hilversum, Nederland", "в Гааге", "Ede'de".
 * @param {string} typed
 */
export const bareName = typed =>
  fold(typed.trim().replace(TURKISH_ENDING, '')).replace(BEHIND, '').replace(BEFORE, '')

/**
 * True where a text has letters that are not Latin.
 * @param {string} key
 */
export const isOtherScript = key => /[^\p{Script=Latin}\p{N}\s]/u.test(key)

// The forms that words are compared by: without beginnings and endings, and as they sound, in the language of the page.

import { fold, lettersOf } from '../words/words.js'

/**
 * What belongs to a language: words to ignore, words that say the same as another, beginnings and endings (the longest
 * first), how many letters are left of a word at least, and letters that sound like others.
 * @typedef {{
 *   ignored: Set<string>, same: Map<string, string>, beginnings: string[], endings: string[], shortest: number,
 *   sounds: string[][]
 * }} Language
 */
/** @typedef {{ stem: string, heard: string, sound: string, letters: number }} Forms */

export const SHORTEST_STEM = 4 // letters; 3 in a script that does not write all vowels
const MOST_ENDINGS = 2

/**
 * The language of a search file; what ends with a hyphen is a beginning.
 * @param {{ ignored: string[], same: string[][], endings: string[], sounds: string[][] }} file
 * @returns {Language}
 */
export function readLanguage(file) {
  const all = file.endings.map(fold)
  const beginnings = file.endings.filter(each => each.endsWith('-')).map(fold)
  const same = new Map(file.same.flatMap(([first, ...others]) => others.map(other => [fold(other), fold(first)])))
  return {
    ignored: new Set(file.ignored.map(word => same.get(fold(word)) ?? fold(word))),
    same,
    beginnings: beginnings.sort(longestFirst),
    endings: all.filter(each => !beginnings.includes(each)).sort(longestFirst),
    shortest: all.some(each => /\p{Script=Arabic}/u.test(each)) ? SHORTEST_STEM - 1 : SHORTEST_STEM,
    sounds: file.sounds.map(([typed, kept]) => [fold(typed), kept])
  }
}

/**
 * @param {string} one
 * @param {string} other
 */
const longestFirst = (one, other) => other.length - one.length

/**
 * A word with each double letter once: lopen and loopt, gezin and gezinnen have the same letters then.
 * @param {string} word
 */
export const loose = word => word.replace(/(.)\1+/gu, '$1')

/**
 * What words are compared by: without the ending, that as it sounds (lees and lezen), the whole as it sounds, and the
 * letters of that.
 * @param {string} key
 * @param {Language} language
 * @returns {Forms}
 */
export function formsOf(key, language) {
  const stem = stemOf(key, language)
  const sound = soundOf(key, language)
  return { stem, heard: soundOf(stem, language), sound, letters: lettersOf(sound) }
}

/**
 * @param {string} word
 * @param {Language} language
 */
const soundOf = (word, { sounds }) =>
  loose(sounds.reduce((heard, [typed, kept]) => heard.replaceAll(typed, kept), word))

/**
 * A word without its beginning and its endings (at most two), as long as enough of it is left.
 * @param {string} word
 * @param {Language} language
 */
export function stemOf(word, { beginnings, endings, shortest }) {
  const begun = beginnings.find(each => word.startsWith(each) && word.length - each.length >= shortest)
  let rest = begun ? word.slice(begun.length) : word
  for (let round = 0; round < MOST_ENDINGS; round += 1) {
    const left = rest
    const ending = endings.find(each => left.endsWith(each) && left.length - each.length >= shortest)
    if (ending) rest = loose(rest.slice(0, -ending.length))
  }
  return rest
}

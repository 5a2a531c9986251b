// Which words of the file fit a word that someone typed, and how well: by stems, parts of compounds, first letters,
// by ear and with typing errors.

import { distance, missing } from '../words/words.js'
import { formsOf, loose, SHORTEST_STEM } from './forms.js'
import { WEIGHT } from './word-index.js'

/** @typedef {import('./word-index.js').Index} Index */
/** @typedef {import('./word-index.js').Word} Word */
/** @typedef {import('./word-index.js').Fit} Fit */
/**
 * A word that was typed, with the words that fit it. `sure` is true where one does without typing errors, `isNear`
 * where one does with them, `isName` where it names an initiative. `rarity` is how much it tells.
 * @typedef {{
 *   word: string, sure: boolean, isNear: boolean, isName: boolean, words: Fit, rarity: number
 * }} TypedWord
 */

// How much a word that fits so counts.
export const MATCH = { exact: 1, stem: 0.9, heard: 0.8, start: 0.7, part: 0.5, sound: 0.45, typo: 0.4, within: 0.3 }
const MOST_KEPT = 200 // words that were typed before, whose fitting words are kept
const SHORTEST_BEGINNING = 2 // letters from which the last word may still be typed on
const HALF_TYPED = 0.5 // errors that a word counts as which is still typed on
const MOST_JOINED = 3
const LONG_SOUND = 9 // letters from which words are taken as one that sounds like a word of the file
const SHORTEST_WITH_ERRORS = 4 // letters; from here on a word may have an error
const LONG = 9 // from here on two: with more errors another word is meant
const UNKNOWN = 0.8 // how much a word tells that nothing fits, of one that is in a single entry

/**
 * How many typing errors a word may have: "kids" is not "kies", and "bestellen" not "betalen".
 * @param {string} word
 */
const errorsIn = word => (word.length < SHORTEST_WITH_ERRORS ? 0 : word.length < LONG ? 1 : 2)

/**
 * What was found before for a word that was typed: each word is sought in the whole file once.
 * @param {Index} index
 * @param {string} name
 * @param {() => Fit} find
 */
function kept(index, name, find) {
  const known = index.fitted.get(name)
  if (known) return known
  if (index.fitted.size > MOST_KEPT) index.fitted.clear()
  const found = find()
  index.fitted.set(name, found)
  return found
}

/**
 * The words of the file that fit a word that was typed. `isLast` is true for one that may still be typed on.
 * @param {Index} index
 * @param {string} typed
 * @param {boolean} isLast
 */
export const fitting = (index, typed, isLast) =>
  kept(index, `${typed} ${isLast}`, () => findFitting(index, typed, isLast))

/**
 * @param {Index} index
 * @param {string} typed
 * @param {boolean} isLast
 */
function findFitting(index, typed, isLast) {
  const key = loose(typed)
  const { stem, heard } = formsOf(key, index.language)
  const { shortest } = index.language
  const isBeginning = key.length >= (isLast ? SHORTEST_BEGINNING : shortest)
  const isPart = stem.length >= shortest && (stem.length > SHORTEST_STEM || key.length < 2 * SHORTEST_STEM)
  /** @type {Fit} */
  const found = new Map()
  for (const word of index.words.values()) {
    if (word.key === key) found.set(word, MATCH.exact)
    else if (word.stem === stem) found.set(word, MATCH.stem)
    else if (word.heard === heard && heard.length >= SHORTEST_STEM) found.set(word, MATCH.heard)
    else if (isBeginning && word.key.startsWith(key)) found.set(word, MATCH.start)
    else if (isPart && word.key.includes(stem)) found.set(word, MATCH.part)
    else if (word.stem.length > SHORTEST_STEM && key.includes(word.stem)) found.set(word, MATCH.within)
  }
  return found
}

/**
 * The same for a word that is written by ear, or with typing errors.
 * @param {Index} index
 * @param {string} typed
 * @param {boolean} isLast
 */
export const almostFitting = (index, typed, isLast) =>
  kept(index, `${typed} ~ ${isLast}`, () => findAlmostFitting(index, typed, isLast))

/**
 * @param {Index} index
 * @param {string} typed
 * @param {boolean} isLast
 */
function findAlmostFitting(index, typed, isLast) {
  const { sound, letters } = formsOf(loose(typed), index.language)
  const most = errorsIn(sound)
  /** @type {Fit} */
  const found = new Map()
  for (const word of index.words.values()) {
    if (word.sound === sound) found.set(word, MATCH.sound)
    const allowed = Math.min(most, errorsIn(word.sound))
    if (!allowed || word.sound[0] !== sound[0] || word.sound.length < sound.length - allowed) continue
    if (missing(letters, word.letters) > allowed) continue
    const isBegun = isLast && word.sound.length > sound.length
    const begun = isBegun ? distance(sound, word.sound.slice(0, sound.length), allowed) + HALF_TYPED : Infinity
    const errors = Math.min(distance(sound, word.sound, allowed), begun)
    if (errors <= allowed) found.set(word, errors ? MATCH.typo / (1 + errors / 4) : MATCH.sound)
  }
  return found
}

/**
 * True where a word of the file is this one, in some form.
 * @param {Index} index
 * @param {string} word
 */
export const isKnown = (index, word) => [...fitting(index, word, false).values()].some(part => part >= MATCH.stem)

/**
 * Words that belong together as one: "samen op lopen" is one word of the file.
 * @param {string[]} words
 * @param {Index} index
 * @returns {string[]}
 */
export function joined(words, index) {
  for (let length = MOST_JOINED; length > 1; length -= 1) {
    for (let from = 0; from + length <= words.length; from += 1) {
      const whole = words.slice(from, from + length).join('')
      const { sound } = formsOf(loose(whole), index.language)
      if (!index.words.has(loose(whole)) && (sound.length < LONG_SOUND || !index.sounds.has(sound))) continue
      return joined([...words.slice(0, from), whole, ...words.slice(from + length)], index)
    }
  }
  return words
}

/**
 * A word that was typed, with all that fits it.
 * @param {Index} index
 * @param {string} word
 * @param {boolean} isLast
 * @returns {TypedWord}
 */
export function typedWord(index, word, isLast) {
  const exact = fitting(index, word, isLast)
  const parts = [...exact.values()]
  const isWhole = parts.some(part => part >= MATCH.start)
  const almost = isWhole ? new Map() : almostFitting(index, word, isLast)
  const words = new Map([...exact, ...almost])
  const sure = parts.some(part => part > MATCH.within)
  const whole = [...words].filter(([, part]) => part !== MATCH.within && part !== MATCH.part)
  const isName = whole.some(([{ found }]) => [...found.values()].includes(WEIGHT.initiative))
  return { word, sure, isNear: almost.size > 0, isName, words, rarity: rarityOf(words, index) }
}

/**
 * How much a typed word tells: the fewer entries and the fewer things that people say it fits best, the more.
 * @param {Fit} words
 * @param {Index} index
 */
function rarityOf(words, index) {
  const most = index.entries.length
  if (!words.size) return UNKNOWN * Math.log(1 + most)
  const enough = Math.min(Math.max(0, ...words.values()), MATCH.stem)
  const best = [...words].filter(([, part]) => part >= enough).map(([word]) => word)
  const entries = new Set(best.flatMap(word => [...word.found.keys()]))
  const meanings = new Set(best.flatMap(word => [...word.said]))
  return Math.log(1 + most / (1 + entries.size + 2 * meanings.size))
}

// How well what can be found answers all words that someone typed.

import { MATCH } from './fitting.js'
import { WEIGHT } from './word-index.js'

/** @typedef {import('./word-index.js').Index} Index */
/** @typedef {import('./fitting.js').TypedWord} TypedWord */
/** @typedef {{ points: number, marks: string[] }} Points of an entry, with the words of the file that fit */
/** @typedef {Map<number, Points>} Score the points of entries, by their number */
/** @typedef {Points & { told: number, hits: number, named: number, fit: number }} Gathered `fit` is of the best */

const UNSHARED = 0.25 // of its points that an entry keeps where it has nearly none of the words
const WHOLE_TITLE = 1.5 // how much more an entry counts whose whole title was typed
const LEAST_TOLD = 0.5 // of what the typed words tell an entry must have: better no answer than a wrong one
const LESS_TOLD = 0.3 // the same for one whose whole title was typed
const NAMED = 0.99 // of a title: all of it
const HALF = 0.5

/**
 * How well each entry fits all words. Rare words count for more.
 * @param {Index} index
 * @param {TypedWord[]} fits
 * @returns {Score}
 */
export function scored(index, fits) {
  /** @type {Map<number, Gathered>} */
  const score = new Map()
  const all = fits.reduce((total, { rarity }) => total + rarity, 0)
  for (const fit of fits) {
    for (const [number, { points, marks, isNamed, part }] of scoredByOne(fit)) {
      const entry = score.get(number) ?? { points: 0, marks: [], told: 0, hits: 0, named: 0, fit: 0 }
      entry.points += points
      entry.marks.push(...marks)
      entry.told += fit.rarity / all
      entry.hits += 1
      if (isNamed) entry.named += 1
      entry.fit = Math.max(entry.fit, part)
      score.set(number, entry)
    }
  }
  for (const [number, entry] of score) {
    const whole = Math.min(1, entry.named / index.entries[number].length) // of the title
    entry.points *= (UNSHARED + (1 - UNSHARED) * entry.told ** 2) * (1 + WHOLE_TITLE * whole)
    if (!isEnough(entry, whole, index.entries[number].kind, index.careful.has(number))) score.delete(number)
  }
  return score
}

/**
 * True for an entry that has enough of what was typed: most of it, and of a page more than one word of a long title or
 * of its text. A page that may frighten comes only for its whole title, or for the words in which people ask for it.
 * @param {Gathered} entry
 * @param {number} whole
 * @param {string} kind
 * @param {boolean} isCareful
 */
function isEnough({ told, hits, named, fit }, whole, kind, isCareful) {
  if (whole > NAMED) return told >= (isCareful || kind === 'page' ? LEAST_TOLD : LESS_TOLD)
  if (kind === 'initiative' && whole >= HALF && fit >= MATCH.start) return told >= LESS_TOLD
  const isNamed = kind !== 'page' && named > 0 && fit >= MATCH.sound
  return !isCareful && told >= LEAST_TOLD && (whole >= HALF || hits > 1 || isNamed)
}

/**
 * How well each entry fits one typed word, by what fits it best. `isNamed` is true where it is in the title. A word
 * with a typing error, or a part of one, is sought in titles only: somewhere in a text there is always one like it.
 * @param {TypedWord} fit
 */
function scoredByOne({ words, rarity }) {
  /** @type {Map<number, Points & { isNamed: boolean, part: number }>} */
  const best = new Map()
  for (const [word, part] of words) {
    for (const [number, weight] of word.found) {
      if (part < MATCH.start && weight < WEIGHT.provider) continue
      const entry = best.get(number) ?? { points: 0, marks: [], isNamed: false, part: 0 }
      entry.points = Math.max(entry.points, part * weight * rarity)
      entry.isNamed ||= weight >= WEIGHT.provider
      entry.part = Math.max(entry.part, part)
      entry.marks.push(word.key)
      best.set(number, entry)
    }
  }
  return best
}

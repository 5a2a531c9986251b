// How well what can be found answers all words that someone typed.

import { MATCH } from './fitting.js'
import { WEIGHT } from './word-index.js'

/** @typedef {import('./word-index.js').Index} Index */
/** @typedef {import('./fitting.js').TypedWord} TypedWord */
/** @typedef {{ points: number, marks: string[] }} Points of an entry, with the words of the file that fit */
/** @typedef {Map<number, Points>} Score the points of entries, by their number */

const UNSHARED = 0.25 // of its points that an entry keeps where it has nearly none of the words
const WHOLE_TITLE = 1.5 // how much more an entry counts whose whole title was typed

/**
 * How well each entry fits all words. Rare words count for more.
 * @param {Index} index
 * @param {TypedWord[]} fits
 * @returns {Score}
 */
export function scored(index, fits) {
  /** @type {Map<number, Points & { hits: number, named: number }>} */
  const score = new Map()
  for (const fit of fits) {
    for (const [number, { points, marks, isNamed }] of scoredByOne(fit)) {
      const entry = score.get(number) ?? { points: 0, marks: [], hits: 0, named: 0 }
      entry.points += points
      entry.marks.push(...marks)
      entry.hits += 1
      if (isNamed) entry.named += 1
      score.set(number, entry)
    }
  }
  for (const [number, entry] of score) {
    const share = entry.hits / fits.length // of what was typed
    const whole = Math.min(1, entry.named / index.entries[number].length) // of the title
    entry.points *= (UNSHARED + (1 - UNSHARED) * share ** 2) * (1 + WHOLE_TITLE * whole)
  }
  return score
}

/**
 * How well each entry fits one typed word, by what fits it best. `isNamed` is true where it is in the title.
 * @param {TypedWord} fit
 */
function scoredByOne({ words, rarity }) {
  /** @type {Map<number, Points & { isNamed: boolean }>} */
  const best = new Map()
  for (const [word, part] of words) {
    for (const [number, weight] of word.found) {
      const entry = best.get(number) ?? { points: 0, marks: [], isNamed: false }
      entry.points = Math.max(entry.points, part * weight * rarity)
      entry.isNamed ||= weight >= WEIGHT.title && part >= MATCH.stem
      entry.marks.push(word.key)
      best.set(number, entry)
    }
  }
  return best
}

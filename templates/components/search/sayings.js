// What someone means in everyday words: which of the sayings of the file is said, and how surely.

import { MATCH } from './fitting.js'
import { loose } from './forms.js'

/** @typedef {import('./word-index.js').Index} Index */
/** @typedef {import('./word-index.js').Word} Word */
/** @typedef {import('./word-index.js').Meaning} Meaning */
/** @typedef {import('./fitting.js').TypedWord} TypedWord */
/** @typedef {import('./ranking.js').Score} Score */

const SURE = 0.6 // from here on a word counts as what someone says
const SURER = 0.05 // how much more than that a word counts that fits at all
const MOST_SAID = 0.75 // of the telling words of what someone says must be there
const RARER = 0.001 // how much a rare word counts among what someone says
const LEAST_SAID = 0.3 // from here on it is an answer
const OWN_WORDS = 3 // how much the page counts that answers what someone says in everyday words

/**
 * The everyday words that someone uses, the surest of them; their pages come before others.
 * @param {Index} index
 * @param {TypedWord[]} fits
 * @param {string[]} all
 * @param {Score} score
 */
export function answered(index, fits, all, score) {
  const strength = strengths(index, fits, all)
  raise(strength, score)
  const [surest] = [...strength].sort(([, own], [, others]) => others - own)
  return surest && surest[1] >= LEAST_SAID ? surest[0] : null
}

/**
 * How surely someone says each thing.
 * @param {Index} index
 * @param {TypedWord[]} fits
 * @param {string[]} all
 * @returns {Map<Meaning, number>}
 */
function strengths(index, fits, all) {
  const says = fits.filter(({ words }) => words.size)
  const strength = new Map()
  for (const { meaning, words } of index.sayings) {
    const own = said(index, words, says, all)
    if (own > (strength.get(meaning) ?? 0)) strength.set(meaning, own)
  }
  return strength
}

/**
 * Gives the pages of what someone says their points.
 * @param {Map<Meaning, number>} strength
 * @param {Score} score
 */
function raise(strength, score) {
  const most = Math.max(1, ...[...score.values()].map(({ points }) => points))
  for (const [meaning, own] of strength) {
    for (const [rank, number] of meaning.pages.entries()) {
      const entry = score.get(number) ?? { points: 0, marks: [] }
      const points = most * OWN_WORDS * own ** 2 * (1 - rank / 10)
      score.set(number, { ...entry, points: Math.max(entry.points, points + entry.points / 10) })
    }
  }
}

/**
 * How surely someone says this, from 0 to 1: all of its words, and what part they are of what was typed.
 * @param {Index} index
 * @param {string[]} words
 * @param {TypedWord[]} says
 * @param {string[]} all
 */
export function said(index, words, says, all) {
  const telling = words.filter(word => !index.language.ignored.has(word))
  if (!telling.length) return isInOrder(words, all) ? 1 : 0
  const isAlone = telling.length === 1 && !words.every(word => word === telling[0] || all.includes(word))
  if (isAlone) return 0 // "dood" is not "ik wil dood"
  const own = telling.flatMap(word => index.words.get(loose(word)) ?? [])
  const fit = own.map(word => Math.max(0, ...says.map(each => quality(each, word))))
  if (fit.filter(Boolean).length < telling.length * MOST_SAID) return 0
  const whole = sum(fit) / telling.length
  if (whole < SURE) return 0
  const used = sum(says.filter(each => own.some(word => quality(each, word))).map(({ rarity }) => rarity))
  const typed = Math.max(used, sum(says.map(({ rarity }) => rarity)), 0.01)
  const rare = Math.max(...telling.map(word => Math.log(index.sayings.length / (index.said.get(word) ?? 1))))
  return rare * RARER + whole * (0.3 + 0.7 * used / typed)
}

/** @param {number[]} numbers */
const sum = numbers => numbers.reduce((total, each) => total + each, 0)

/**
 * True where these words stand in what was typed, one behind the other.
 * @param {string[]} words
 * @param {string[]} all
 */
const isInOrder = (words, all) => all.some((_, start) => words.every((word, step) => all[start + step] === word))

/**
 * What a typed word is worth in what someone says; that "gezin" is a part of "pleeggezin" is worth nothing.
 * @param {TypedWord} typed
 * @param {Word} word
 */
function quality({ word: typed, words, sure, isNear }, word) {
  const part = words.get(word) ?? 0
  const isLost = part === MATCH.within && (sure || isNear)
  const isTooShort = part === MATCH.start && typed.length < word.key.length * SURE
  if (!part || part === MATCH.part || isLost || isTooShort) return 0
  return Math.max(part, SURE + SURER)
}

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
const MOST_SAID = 0.7 // of what the words tell that someone says must be there
const LEAST_SAID = 0.3 // from here on it is an answer
const LEAST_STRANGE = 0.58 // the same for a few words of which half are strange: it may be about something else
const A_SENTENCE = 5 // words from which it is not a few
const NEAR_BEST = 0.7 // of the surest; what is said nearly as surely counts too
const OWN_WORDS = 3 // how much the page counts that answers what someone says in everyday words
const NEXT = 0.3 // how much less each next page of an answer counts
const LAST = 0.2
const OTHER = 0.8 // how much the pages count of what may be meant too
const PLAIN = 0.55 // from here on it is plain what is meant
const BEFORE = 1.1 // how much more the first page of an answer counts than what only has the words
const IN_ORDER = 0.45 // how surely words that tell nothing each say something as a whole, beside any other words
const ONE_WORD = 0.25 // the same for one word
const IN_A_SENTENCE = 0.35 // for one word with all that stands around it
const MORE_WORDS = 0.4 // for two words; each one more counts for MORE
const MORE = 0.1
const LONGER = 0.002 // of two things said as surely, the longer
const LITTLE = 0.01
const LOOSE = 1.05 // how much words count that are not a saying as a whole
const ALONE = 0.8
const SHARED = 0.2 // how much less a word tells for each of the things it is said of

/** @typedef {{ least: number, whole: number, used: Set<TypedWord>, bonus: number }} Saying how far one is said */

/**
 * The everyday words that someone uses, the surest of them; their pages come before others.
 * Pages that may frighten come only where nothing else is said more surely.
 * @param {Index} index
 * @param {TypedWord[]} fits
 * @param {string[]} all
 * @param {Score} score
 */
export function answered(index, fits, all, score) {
  const strength = strengths(index, fits, all)
  const best = Math.max(0, ...strength.values())
  const strange = fits.filter(({ words, isNear }) => !isNear && Math.max(0, ...words.values()) <= MATCH.part).length
  const isStrange = strange >= fits.length / 2 && all.length < A_SENTENCE
  const least = strange && isStrange ? LEAST_STRANGE : LEAST_SAID
  const sure = [...strength].filter(([meaning, own]) => {
    const isCareful = meaning.pages.some(page => index.careful.has(page))
    return own >= Math.max(best * (isCareful ? 1 : NEAR_BEST), least)
  })
  sure.sort(([, own], [, others]) => others - own)
  const answer = sure.length ? sure[0][0] : null
  raise(new Map(sure), answer, score)
  return answer
}

/**
 * How surely someone says each thing: the surest of its sayings, with all words of the question that any of them has.
 * @param {Index} index
 * @param {TypedWord[]} fits
 * @param {string[]} all
 * @returns {Map<Meaning, number>}
 */
function strengths(index, fits, all) {
  /** @type {Map<Meaning, Saying>} */
  const best = new Map()
  for (const { meaning, words } of index.sayings) {
    const own = said(index, words, fits, all)
    if (!own) continue
    const known = best.get(meaning)
    const used = new Set([...own.used, ...known?.used ?? []])
    const isSurer = !known || own.whole * own.least + own.bonus > known.whole * known.least + known.bonus
    best.set(meaning, { ...isSurer ? own : known, used })
  }
  const typed = Math.max(sum(fits.map(({ rarity }) => rarity)), LITTLE)
  const telling = fits.filter(({ word, isName }) => !isName && !index.language.ignored.has(word))
  const loose = new Map([...gathered(telling)].map(([meaning, told]) => [meaning, LOOSE * told / typed]))
  const whole = new Map([...best].map(([meaning, { least, whole, used, bonus }]) => {
    const share = fits.length ? Math.min(1, sum([...used].map(({ rarity }) => rarity)) / typed) : 1
    return [meaning, bonus + whole * (least + (1 - least) * share)]
  }))
  for (const [meaning, own] of loose) whole.set(meaning, Math.max(own, whole.get(meaning) ?? 0))
  return whole
}

/**
 * How much the typed words tell of each thing that people say, said or not: each word for those that have it. One word
 * alone tells less.
 * @param {TypedWord[]} fits
 * @returns {Map<Meaning, number>}
 */
function gathered(fits) {
  const told = new Map()
  const counts = new Map()
  for (const typed of fits) {
    /** @type {Map<Meaning, number>} */
    const best = new Map()
    for (const word of typed.words.keys()) {
      const own = quality(typed, word) * typed.rarity / Math.max(1, word.said.size) ** SHARED
      for (const meaning of own ? word.said : []) best.set(meaning, Math.max(own, best.get(meaning) ?? 0))
    }
    for (const [meaning, own] of best) {
      told.set(meaning, own + (told.get(meaning) ?? 0))
      counts.set(meaning, 1 + (counts.get(meaning) ?? 0))
    }
  }
  return new Map([...told].map(([meaning, own]) => [meaning, counts.get(meaning) > 1 ? own : own * ALONE]))
}

/**
 * Gives the pages of what someone says their points.
 * @param {Map<Meaning, number>} strength
 * @param {Meaning | null} answer
 * @param {Score} score
 */
function raise(strength, answer, score) {
  const most = Math.max(1, ...[...score.values()].map(({ points }) => points))
  for (const [meaning, own] of strength) {
    const first = answer === meaning ? 1 : OTHER
    const least = answer === meaning && own >= PLAIN ? BEFORE : 0
    for (const [rank, number] of meaning.pages.entries()) {
      const entry = score.get(number) ?? { points: 0, marks: [] }
      const page = OWN_WORDS * own ** 2 * Math.max(LAST, 1 - rank * NEXT) * first
      const points = most * Math.max(rank ? 0 : least, page)
      score.set(number, { ...entry, points: Math.max(entry.points, points + entry.points / 10) })
    }
  }
}

/**
 * How far someone says this: by how many of its words, and with which of the typed ones; null where it is not said.
 * @param {Index} index
 * @param {string[]} words
 * @param {TypedWord[]} fits
 * @param {string[]} all
 * @returns {Saying | null}
 */
export function said(index, words, fits, all) {
  const telling = words.filter(word => !index.language.ignored.has(word))
  const bonus = words.length * LONGER
  if (!telling.length) {
    const used = new Set(fits.filter(({ word }) => words.includes(word)))
    return isInOrder(words, all) ? { least: IN_ORDER, whole: 1, used, bonus } : null
  }
  const isAlone = telling.length === 1 && !words.every(word => word === telling[0] || all.includes(word))
  if (isAlone) return null // "dood" is not "ik wil dood"
  const own = telling.flatMap(word => index.words.get(loose(word)) ?? [])
  const tells = own.map(word => Math.log(1 + index.file.words.length / word.said.size))
  const fit = own.map(word => Math.max(0, ...fits.map(each => quality(each, word))))
  const whole = sum(fit.map((part, position) => part * tells[position])) / sum(tells)
  if (!whole || whole < MOST_SAID * Math.max(...fit)) return null
  const used = new Set(fits.filter(each => own.some(word => quality(each, word))))
  const isBare = telling.length === words.length
  const count = fit.filter(Boolean).length
  const least = count > 1 ? MORE_WORDS + MORE * (count - 2) : isBare || telling.length > 1 ? ONE_WORD : IN_A_SENTENCE
  return { least, whole, used, bonus }
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
  const isTooShort = part === MATCH.start && typed.length <= word.key.length * SURE
  if (!part || part === MATCH.part || isLost || isTooShort) return 0
  return Math.max(part, SURE + SURER)
}

// Whether someone says to be in danger, and of which kind: by the patterns of all languages, with typing errors.
// A pattern is read from left to right: <group> is any of its words, .. are a few words between, ^ and $ the ends.

import { distance, fold } from '../words/words.js'
import { loose } from './forms.js'

/**
 * The file of a language as the build writes it (`kaart/search/danger.py`); lists are texts with a comma between what
 * is in them. `says` has the key of a kind, patterns that are sure of it, and others.
 * @typedef {{
 *   call: string, sounds: string, joined: string, fillers: string, harmless: string, near: string,
 *   groups: Record<string, string>, says: [string, string, string][]
 * }} DangerFile
 */
/** @typedef {{ text: string, isBegun: boolean, isEnded: boolean, said: Map<string, boolean> }} Word of a pattern */
/** @typedef {{ group: string } | { sign: string } | { word: Word }} Step */
/** @typedef {{ kind: string, isSure: boolean, steps: Step[] }} Pattern */
/**
 * A language, ready to be searched. `plain` are words that are no typing error of another.
 * @typedef {{
 *   code: string, call: string, sounds: string[][], joined: Set<string>, fillers: Set<string>,
 *   plain: Set<string>, groups: Map<string, Step[][]>, harmless: Step[][], patterns: Pattern[]
 * }} Language
 */
/**
 * What was typed, in a language: its words, and what was found out about them.
 * @typedef {{
 *   language: Language, words: string[], groups: Map<string, number[]>, found: Map<Word | string, boolean>
 * }} Sentence
 */
/** @typedef {{ kind: string, isSure: boolean, language: Language }} Danger */

const MOST_BETWEEN = 3 // words that .. stands for
const MOST_WORDS = 90 // of what was typed
const LONGEST_WORD = 30
const WITH_ONE_ERROR = 5 // letters
const WITH_TWO_ERRORS = 8
const OPEN_WITH_ERROR = 7 // letters of a beginning such as bedreig*
const MOST_KEPT = 300 // words that were typed before, for each word of a pattern
const STOP = '|' // the end of a sentence, which .. does not cross
const SENTENCE_END = /[.!?;…؟۔\n]+/gu
const NOT_SEEN = /(?!\u200C)\p{Cf}/gu // but for what stands within words of Persian: there it is a space

/** @param {string} text */
const parts = text => text.split(',').filter(Boolean)

/**
 * The file of a language, ready to be searched.
 * @param {string} code
 * @param {DangerFile} file
 * @returns {Language}
 */
export function readDangers(code, file) {
  const sounds = parts(file.sounds).map(each => each.split('='))
  const plain = new Set(parts(file.near).flatMap(each => keysOf(each, sounds)))
  /** @type {Map<string, Word>} */
  const known = new Map()
  /** @param {string} text */
  const steps = text => text.split(' ').flatMap(each => stepsOf(each, { sounds, plain, known }))
  /** @param {string} texts */
  const all = texts => parts(texts).map(steps)
  return {
    code,
    call: file.call,
    sounds,
    fillers: new Set(parts(file.fillers).flatMap(each => keysOf(each, sounds))),
    plain,
    joined: new Set(parts(file.joined).map(fold)),
    groups: new Map(Object.entries(file.groups).map(([name, words]) => [name, all(words)])),
    harmless: all(file.harmless),
    patterns: file.says.flatMap(([kind, sure, unsure]) => [
      ...all(sure).map(each => ({ kind, isSure: true, steps: each })),
      ...all(unsure).map(each => ({ kind, isSure: false, steps: each }))
    ])
  }
}

/**
 * A part of a pattern; its words are remembered as plain, and each is known once.
 * @param {string} written
 * @param {{ sounds: string[][], plain: Set<string>, known: Map<string, Word> }} language
 * @returns {Step[]}
 */
function stepsOf(written, { sounds, plain, known }) {
  if (written === '..' || written === '^' || written === '$') return [{ sign: written }]
  if (written.startsWith('<')) return [{ group: written.slice(1, -1) }]
  const isBegun = written.endsWith('*')
  const isEnded = written.startsWith('*')
  const heardAs = isBegun ? sounds.filter(([typed]) => !typed.endsWith('$')) : sounds
  return keysOf(written, heardAs).map(text => {
    if (!isBegun && !isEnded) plain.add(text)
    const name = `${isEnded ? '*' : ''}${text}${isBegun ? '*' : ''}`
    const word = known.get(name) ?? { text, isBegun, isEnded, said: new Map() }
    known.set(name, word)
    return { word }
  })
}

/**
 * The words of a text as they sound.
 * @param {string} text
 * @param {string[][]} sounds
 */
const keysOf = (text, sounds) =>
  fold(text.replace(NOT_SEEN, '')).split(' ').filter(Boolean).map(word => heard(word, sounds))

/**
 * A word as it sounds; a sound with a $ is that of its end.
 * @param {string} word
 * @param {string[][]} sounds
 */
function heard(word, sounds) {
  let sound = loose(word)
  for (const [typed, kept] of sounds) {
    if (!typed.endsWith('$')) sound = sound.replaceAll(typed, kept)
    else if (sound.endsWith(typed.slice(0, -1))) sound = sound.slice(0, 1 - typed.length) + kept
  }
  return loose(sound).slice(0, LONGEST_WORD)
}

/**
 * The gravest danger that someone speaks of, a sure one before others; null where there is none.
 * @param {string} typed
 * @param {Language[]} languages
 * @param {string[]} kinds from the gravest on
 * @returns {Danger | null}
 */
export function dangerIn(typed, languages, kinds) {
  /** @type {Danger | null} */
  let worst = null
  for (const language of languages) {
    const sentence = sentenceOf(withoutHarmless(wordsOf(typed, language), language), language)
    for (const { kind, isSure, steps } of language.patterns) {
      const danger = { kind, isSure, language }
      if (isWorse(danger, worst, kinds) && placeOf(steps, sentence)) worst = danger
    }
  }
  return worst
}

/**
 * @param {Danger} danger
 * @param {Danger | null} other
 * @param {string[]} kinds
 */
function isWorse(danger, other, kinds) {
  if (!other || danger.isSure !== other.isSure) return !other || danger.isSure
  return kinds.indexOf(danger.kind) < kinds.indexOf(other.kind)
}

/**
 * @param {string[]} words
 * @param {Language} language
 * @returns {Sentence}
 */
const sentenceOf = (words, language) => ({ words, language, groups: new Map(), found: new Map() })

/**
 * What was typed as words as they sound, without fillers, with the ends of sentences.
 * @param {string} typed
 * @param {Language} language
 */
function wordsOf(typed, { sounds, joined, fillers }) {
  /** @type {string[]} */
  const words = []
  let start = '' // a word that belongs to the next
  for (const sentence of typed.replace(NOT_SEEN, '').split(SENTENCE_END)) {
    for (const written of fold(sentence).split(' ').filter(Boolean)) {
      if (joined.has(written)) {
        start += written
        continue
      }
      const word = heard(start + written, sounds)
      start = ''
      if (!fillers.has(word)) words.push(word)
    }
    if (words.length && words.at(-1) !== STOP) words.push(STOP)
  }
  return words.slice(0, MOST_WORDS)
}

/**
 * The words without what is harmless: "slaat een dag over".
 * @param {string[]} words
 * @param {Language} language
 */
function withoutHarmless(words, language) {
  let sentence = sentenceOf(words, language)
  for (const steps of language.harmless) {
    const place = placeOf(steps, sentence)
    if (!place) continue
    const left = sentence.words.map((word, at) => (at >= place[0] && at < place[1] ? '' : word))
    sentence = sentenceOf(left, language)
  }
  return sentence.words
}

/**
 * Where a pattern is said, from a word to before another; null where it is not.
 * @param {Step[]} steps
 * @param {Sentence} sentence
 * @returns {[number, number] | null}
 */
function placeOf(steps, sentence) {
  if (!steps.every(step => isAnywhere(step, sentence))) return null
  for (let from = 0; from < sentence.words.length; from += 1) {
    const [to] = ends(steps, 0, from, sentence)
    if (to !== undefined) return [from, to]
  }
  return null
}

/**
 * False where no word can be this step: most patterns need no other look.
 * @param {Step} step
 * @param {Sentence} sentence
 */
function isAnywhere(step, sentence) {
  if ('sign' in step) return true
  const key = 'group' in step ? step.group : step.word
  const known = sentence.found.get(key)
  if (known !== undefined) return known
  const is = sentence.words.some((_, from) => ends([step], 0, from, sentence).length > 0)
  sentence.found.set(key, is)
  return is
}

/**
 * The places where the rest of a pattern ends that goes on at a word.
 * @param {Step[]} steps
 * @param {number} at
 * @param {number} from
 * @param {Sentence} sentence
 * @returns {number[]}
 */
function ends(steps, at, from, sentence) {
  const step = steps[at]
  if (!step) return [from]
  if ('sign' in step) {
    if (step.sign === '..') return later(steps, at + 1, from, sentence)
    const isThere = step.sign === '^' ? isStart(sentence.words, from) : isEnd(sentence.words, from)
    return isThere ? ends(steps, at + 1, from, sentence) : []
  }
  if ('group' in step) return groupEnds(step.group, from, sentence).flatMap(to => ends(steps, at + 1, to, sentence))
  const isThere = from < sentence.words.length && isSaid(sentence.words[from], step.word, sentence.language)
  return isThere ? ends(steps, at + 1, from + 1, sentence) : []
}

/**
 * The places where a word of a group ends that begins here.
 * @param {string} group
 * @param {number} from
 * @param {Sentence} sentence
 * @returns {number[]}
 */
function groupEnds(group, from, sentence) {
  const key = `${group} ${from}`
  const known = sentence.groups.get(key)
  if (known) return known
  const words = sentence.language.groups.get(group) ?? []
  const found = [...new Set(words.flatMap(each => ends(each, 0, from, sentence)))]
  sentence.groups.set(key, found)
  return found
}

/**
 * The same after a few words between.
 * @param {Step[]} steps
 * @param {number} at
 * @param {number} from
 * @param {Sentence} sentence
 */
function later(steps, at, from, sentence) {
  /** @type {number[]} */
  const found = []
  for (let between = 0; between <= MOST_BETWEEN; between += 1) {
    found.push(...ends(steps, at, from + between, sentence))
    if (sentence.words[from + between] === STOP) break
  }
  return found
}

/**
 * @param {string[]} words
 * @param {number} from
 */
const isStart = (words, from) => from === 0 || words[from - 1] === STOP

/**
 * @param {string[]} words
 * @param {number} from
 */
const isEnd = (words, from) => from >= words.length || words[from] === STOP

/**
 * True where this word was meant. What is a word of its own is not taken for a typing error.
 * @param {string} typed
 * @param {Word} word
 * @param {Language} language
 */
function isSaid(typed, word, language) {
  const known = word.said.get(typed)
  if (known !== undefined) return known
  if (word.said.size > MOST_KEPT) word.said.clear()
  const is = findSaid(typed, word, language)
  word.said.set(typed, is)
  return is
}

/**
 * @param {string} typed
 * @param {Word} word
 * @param {Language} language
 */
function findSaid(typed, { text, isBegun, isEnded }, { plain }) {
  if (typed === text) return true
  if (typed.length < WITH_ONE_ERROR - 1 && !isBegun && !isEnded) return false
  if (isBegun && isEnded) return typed.includes(text)
  if (isEnded) return typed.endsWith(text)
  if (isBegun && typed.startsWith(text)) return true
  if (plain.has(typed) || typed[0] !== text[0]) return false
  if (isBegun) return text.length >= OPEN_WITH_ERROR && distance(typed.slice(0, text.length), text, 1) <= 1
  const allowed = errorsIn(text)
  return allowed > 0 && distance(typed, text, allowed) <= allowed
}

/** @param {string} text */
const errorsIn = text => (text.length < WITH_ONE_ERROR ? 0 : text.length < WITH_TWO_ERRORS ? 1 : 2)

// The search file, ready to be searched: what can be found by which words, what people say, and what there is where.

import { close, nameOf } from '../place_field/places.js'
import { fold, slugOf } from '../words/words.js'
import { formsOf, loose, readLanguage } from './forms.js'

/** @typedef {import('./forms.js').Language} Language */
/**
 * A municipality, and what is there.
 * @typedef {{
 *   slug: string, name: string, province: string, address: string, offers: Entry[], contacts: Entry[]
 * }} Area
 */
/** @typedef {import('../place_field/places.js').Name<Area>} AreaName */
/**
 * What can be found. `length` is that of the title, in words. An offer and a desk have the municipality they are in,
 * and the number of the entry that they are the local form of (`whole`).
 * @typedef {{
 *   kind: string, address: string, title: string, text: string, length: number,
 *   parent?: string, isDutch?: number, provider?: string, area?: Area, whole?: number
 * }} Entry
 */
/** @typedef {string | [string, string]} Piece words, or a number to call with its address */
/** @typedef {{ answer: Piece[], pages: number[] }} Meaning of everyday words: the answer, its pages */
/** @typedef {{ meaning: Meaning, words: string[] }} Saying */
/**
 * A word of the file, in its forms. `found` tells how much it counts in which entries, `said` in which meanings it is.
 * @typedef {import('./forms.js').Forms & {
 *   key: string, shown: string, found: Map<number, number>, said: Set<Meaning>
 * }} Word
 */
/** @typedef {Map<Word, number>} Fit the words that fit what was typed, with how well: a part of 1 */
/**
 * `careful` are entries that may frighten, by their number; `fitted` are the fits that were asked before.
 * @typedef {{
 *   language: Language, file: SearchFile, words: Map<string, Word>, entries: Entry[], places: Area[],
 *   names: AreaName[], sayings: Saying[], careful: Set<number>, sounds: Set<string>,
 *   fitted: Map<string, Fit>
 * }} Index
 */
/** @typedef {[number, string, string, string?, string?, number?]} EntryRow as learnEntry takes it apart */
/** @typedef {[string, string, number, [number, string?][]?, [number, string][]?]} PlaceRow */
/**
 * The file as the build writes it (`kaart/search/index.py`).
 * @typedef {{
 *   ignored: string[], same: string[][], endings: string[], sounds: string[][], kinds: string[], entries: EntryRow[],
 *   words: [string[], Piece[], number[]][], places: PlaceRow[], provinces: string[],
 *   initiatives: number[], terms: number[], careful: number[], only?: string
 * }} SearchFile
 */

export const WEIGHT = { initiative: 15, title: 4, parent: 1, text: 1, provider: 3 } // of a word in a title, in a text
const LOCAL_LENGTH = 3 // words that the title of an offer or a desk counts as
const NO_WORD = /[^\p{L}\p{M}\p{N}'’-]+/u

/**
 * The search file, ready to be searched; throws where it is not one.
 * @param {SearchFile} file
 * @returns {Index}
 */
export function read(file) {
  /** @type {Index} */
  const index = {
    file, language: readLanguage(file), words: new Map(), entries: [], places: [], names: [], sayings: [],
    careful: new Set(file.careful), sounds: new Set(), fitted: new Map()
  }
  for (const row of file.entries) learnEntry(index, row)
  index.sayings = file.words.flatMap(([said, answer, pages]) => {
    const meaning = { answer, pages }
    return said.map(each => ({ meaning, words: spoken(fold(each).split(' '), index) }))
  })
  for (const { meaning, words } of index.sayings) {
    for (const word of words) wordOf(index, word, word).said.add(meaning)
  }
  for (const row of file.places) learnPlace(index, row)
  for (const { sound } of index.words.values()) index.sounds.add(sound)
  index.names = index.places.map(area => nameOf(area.name, area))
  return index
}

/**
 * Words as the file knows them: for each that says the same as another, that other.
 * @param {string[]} words
 * @param {Index} index
 */
export const spoken = (words, { language }) => words.map(word => language.same.get(word) ?? word)

/**
 * @param {Index} index
 * @param {EntryRow} row
 */
function learnEntry(index, [kindNumber, address, title, text = '', parent = '', isDutch = 0]) {
  const kind = index.file.kinds[kindNumber]
  const length = Math.max(1, fold(title).split(' ').filter(word => !index.language.ignored.has(word)).length)
  const number = index.entries.push({ kind, address, title, text, parent, isDutch, length }) - 1
  if (kind === 'initiative') {
    learn(index, number, title, WEIGHT.initiative)
    learn(index, number, close(title), WEIGHT.initiative) // homestart
  } else learn(index, number, title, WEIGHT.title)
  learn(index, number, parent, WEIGHT.parent)
  learn(index, number, text, WEIGHT.text)
}

/**
 * A municipality, and what is there: its offers and contacts are found by the names of organisations and desks.
 * @param {Index} index
 * @param {PlaceRow} row
 */
function learnPlace(index, [name, ownSlug, province, offers = [], contacts = []]) {
  const { file } = index
  const slug = ownSlug || slugOf(name)
  const address = slug === file.only ? '' : `${slug}/`
  /** @type {Area} */
  const area = { name, slug, province: file.provinces[province], address, offers: [], contacts: [] }
  for (const [initiative, provider = ''] of offers) {
    const whole = file.initiatives[initiative]
    const { title, text, address: page } = index.entries[whole]
    const there = `${address}${page.split('/').at(-2)}/`
    /** @type {Entry} */
    const offer = { kind: 'offer', address: there, title, text, provider, length: LOCAL_LENGTH, area, whole }
    area.offers.push(offer)
    learn(index, index.entries.push(offer) - 1, provider, WEIGHT.provider)
  }
  for (const [term, desk] of contacts) {
    const whole = file.terms[term]
    const text = index.entries[whole].title
    /** @type {Entry} */
    const contact = { kind: 'contact', address, title: desk, text, length: LOCAL_LENGTH, area, whole }
    area.contacts.push(contact)
    learn(index, index.entries.push(contact) - 1, desk, WEIGHT.provider)
  }
  index.places.push(area)
}

/**
 * Remembers in which entry the words of a text are.
 * @param {Index} index
 * @param {number} number
 * @param {string} text
 * @param {number} weight
 */
function learn(index, number, text, weight) {
  for (const shown of text.split(NO_WORD)) {
    for (const part of fold(shown).split(' ')) {
      if (!part || index.language.ignored.has(part)) continue
      const { found } = wordOf(index, part, shown)
      if (weight > (found.get(number) ?? 0)) found.set(number, weight)
    }
  }
}

/**
 * A word of the file; a new one is remembered.
 * @param {Index} index
 * @param {string} word
 * @param {string} shown
 * @returns {Word}
 */
function wordOf(index, word, shown) {
  const key = loose(word)
  const forms = formsOf(key, index.language)
  const known = index.words.get(key) ?? { key, shown, ...forms, found: new Map(), said: new Set() }
  index.words.set(key, known)
  return known
}

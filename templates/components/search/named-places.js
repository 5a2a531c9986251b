// The places that someone names in a question: by postcode, by name, by a name that is almost one, or of elsewhere.

import { close, ear, isOtherScript, postcodeIn, undressed } from '../place_field/places.js'
import { distance, lettersOf, missing } from '../words/words.js'
import { SHORTEST_STEM } from './forms.js'

/** @typedef {import('../place_field/places.js').Name} Name */
/** @typedef {import('../place_field/places.js').Elsewhere} Elsewhere */
/** @typedef {import('../place_field/places.js').ElsewhereByKey} ElsewhereByKey */
/** @typedef {{ from: number, to: number }} Span which of the typed words name a place */
/** @typedef {Span & { names: Name[] }} NamedPlaces */
/** @typedef {Span & Elsewhere} NamedElsewhere */
/** @typedef {Name & { isSure: boolean }} GuessedName `isSure` is false where it has a typing error */
/** @typedef {(span: Span, label: string, ownName: string) => boolean} IsMeant */

const SHORTEST_GUESS = 3 // letters from which the name of a place is guessed
const LONG_NAME = 9 // letters from which it may have two typing errors
const MOST_GUESSES = 8
const MOST_NAME_WORDS = 5
const SURELY_HEARD = 0.7 // what sounds so in other letters is no error
const MOST_HEARD = 1.2

/**
 * The postcode that was typed, alone or with the letters and a place behind it; "1900 in Ede" is none.
 * @param {string} typed
 * @param {string[]} all
 * @param {(word: string) => boolean} isIgnored
 */
export function postcodeOf(typed, all, isIgnored) {
  const whole = postcodeIn(typed)
  if (whole) return whole.length > 2 ? whole : ''
  const [first, letters = '', ...rest] = all[0] === 'nl' ? all.slice(1) : all
  const [, digits, own] = /^([1-9]\d{3})(\p{L}{2})?$/u.exec(first) ?? []
  const isAddress = own ? letters !== '' : letters.length === 2 && !isIgnored(letters) && rest.length > 0
  return digits && isAddress && rest.length < MOST_NAME_WORDS ? digits : ''
}

/**
 * The spans of so many words at most, the longest first.
 * @param {number} count
 * @param {number} most
 * @returns {Generator<Span>}
 */
function* spans(count, most) {
  for (let length = Math.min(count, most); length > 0; length -= 1) {
    for (let from = 0; from + length <= count; from += 1) yield { from, to: from + length }
  }
}

/**
 * The places that the typed words name, the longest name first, or null.
 * @param {string[]} words
 * @param {Name[]} names
 * @param {IsMeant} isMeant
 * @returns {NamedPlaces | null}
 */
export function placeIn(words, names, isMeant) {
  const known = byKey(names)
  for (const span of spans(words.length, words.length)) {
    const key = close(words.slice(span.from, span.to).join(' '))
    const named = known.get(key) ?? known.get(undressed(key)) ?? []
    const meant = named.filter(({ label, area }) => isMeant(span, label, area.name))
    if (meant.length) return { names: meant, ...span }
  }
  return null
}

/** @type {WeakMap<Name[], Map<string, Name[]>>} */
const keyed = new WeakMap() // names by their key, once for each list of names

/** @param {Name[]} names */
function byKey(names) {
  const before = keyed.get(names)
  if (before) return before
  /** @type {Map<string, Name[]>} */
  const known = new Map()
  for (const name of names) {
    for (const key of new Set([name.key, name.whole])) known.set(key, [...(known.get(key) ?? []), name])
  }
  keyed.set(names, known)
  return known
}

/**
 * A place that the typed words name and that the map is not about, or null.
 * @param {string[]} words
 * @param {ElsewhereByKey} elsewhere
 * @param {IsMeant} isMeant
 * @returns {NamedElsewhere | null}
 */
export function elsewhereIn(words, elsewhere, isMeant) {
  for (const span of spans(words.length, MOST_NAME_WORDS)) {
    const named = elsewhere.get(close(words.slice(span.from, span.to).join(' ')))
    if (named && isMeant(span, named.label, '')) return { ...named, ...span }
  }
  return null
}

/**
 * One name of each municipality, its own where that is among them.
 * @template {Name} N
 * @param {N[]} names
 * @returns {N[]}
 */
export function oneOfEach(names) {
  const found = new Map()
  for (const name of names) {
    if (!found.has(name.area.slug) || name.label === name.area.name) found.set(name.area.slug, name)
  }
  return [...found.values()]
}

/**
 * The municipalities whose name begins with this, or is this but for a typing error.
 * Beside other words only the name of a municipality is guessed: a word of someone in need is no village.
 * @param {string} typed
 * @param {Name[]} names
 * @param {boolean} isBesideWords
 * @returns {GuessedName[]}
 */
export function guessed(typed, names, isBesideWords) {
  const key = close(typed)
  const letters = lettersOf(key)
  const allowed = key.length < LONG_NAME ? 1 : 2
  const isLong = key.length > SHORTEST_STEM
  if (key.length < SHORTEST_GUESS) return []
  if (isOtherScript(key)) return heard(key, names, isBesideWords)
  const possible = isBesideWords ? names.filter(({ label, area }) => label === area.name) : names
  const begun = isLong || !isBesideWords ? possible.filter(name => name.key.startsWith(key)) : []
  if (begun.length) return oneOfEach(begun).slice(0, MOST_GUESSES).map(name => ({ ...name, isSure: true }))
  const alike = isLong ? possible.filter(name => isAlmost(key, letters, name, allowed)) : []
  return oneOfEach(alike).slice(0, isBesideWords ? 1 : MOST_GUESSES).map(name => ({ ...name, isSure: false }))
}

/**
 * The same in other letters, where a name sounds so. Beside other words it has to be certain.
 * @param {string} key
 * @param {Name[]} names
 * @param {boolean} isBesideWords
 * @returns {GuessedName[]}
 */
function heard(key, names, isBesideWords) {
  const { found, certain } = ear.alike?.(key, names) ?? { found: [], certain: null }
  if (isBesideWords) return certain ? [{ ...certain, isSure: certain.cost < SURELY_HEARD }] : []
  const near = found.filter(({ cost }) => cost <= MOST_HEARD)
  return oneOfEach(near).slice(0, MOST_GUESSES).map(name => ({ ...name, isSure: name.cost < SURELY_HEARD }))
}

/**
 * @param {string} key
 * @param {number} letters
 * @param {Name} name
 * @param {number} allowed
 */
function isAlmost(key, letters, name, allowed) {
  if (name.key[0] !== key[0] || missing(letters, name.letters) > allowed) return false
  return distance(key, name.key, allowed) <= allowed
}

// Finds what people mean in the search file: in their own words, and in a place. It knows no page: what it gets is the
// file, what it gives is a list of what was found.

import { byPostcode, close } from '../place_field/places.js'
import { beginning, fold } from '../words/words.js'
import { isKnown, joined, typedWord } from './fitting.js'
import { here, inPlace, local } from './local-results.js'
import { elsewhereIn, guessed, oneOfEach, placeIn, postcodeOf } from './named-places.js'
import { scored } from './ranking.js'
import { answered } from './sayings.js'
import { spoken } from './word-index.js'

/** @typedef {import('../place_field/places.js').Name} Name */
/** @typedef {import('../place_field/places.js').Elsewhere} Elsewhere */
/** @typedef {import('./word-index.js').Index} Index */
/** @typedef {import('./word-index.js').Area} Area */
/** @typedef {import('./word-index.js').Meaning} Meaning */
/** @typedef {import('./fitting.js').TypedWord} TypedWord */
/** @typedef {import('./local-results.js').Found} Found */
/** @typedef {import('./named-places.js').NamedPlaces} NamedPlaces */
/** @typedef {import('./named-places.js').NamedElsewhere} NamedElsewhere */
/** @typedef {import('./ranking.js').Score} Score */
/**
 * What the search may know beside its file: all villages, postcodes and places elsewhere, once they are loaded.
 * @typedef {{
 *   names?: Name[] | null, postcodes?: import('../place_field/places.js').Postcodes | null,
 *   elsewhere?: import('../place_field/places.js').ElsewhereByKey | null
 * }} Known
 */
/**
 * What was found, the best first. `answer` is that of the everyday words that were used, `meant` is what may have been
 * meant, and `needs` is `names` or `postcodes` where the file of all villages or of postcodes could know more; once it
 * is there it is given. `elsewhere` is the place that was named and that the map is not about, `postcode` the one that
 * was typed, and `isCut` is true where only the first words were sought.
 * @typedef {{
 *   found: Found[], answer: Meaning | null, meant: string, needs: '' | 'names' | 'postcodes',
 *   elsewhere: Elsewhere | null, postcode: string, isCut: boolean
 * }} Result
 */
/** @typedef {{ area: Area, label: string }} Town a municipality, and the name by which it was named */
/** @typedef {{ place: NamedPlaces | null, away: NamedElsewhere | null, towns: Town[] }} Named */

const LEAST = 0.18 // of the best; what is less is left out
const MOST_LETTERS = 400 // of what was typed; with more, the first count
const SHORTEST_MUNICIPALITY = 3 // letters from which municipalities are shown whose name begins so
export const MOST_WORDS = 24
export const LONGEST_WORD = 40
/** @type {Result} */
const NOTHING = { found: [], answer: null, meant: '', needs: '', elsewhere: null, postcode: '', isCut: false }

/**
 * What was found for what someone typed.
 * @param {string} typed
 * @param {Index} index
 * @param {Known} known
 * @returns {Result}
 */
export function search(typed, index, known = {}) {
  const begun = beginning(typed, MOST_LETTERS)
  const words = fold(begun).split(' ').filter(Boolean)
  const all = words.slice(0, MOST_WORDS).map(word => word.slice(0, LONGEST_WORD))
  const isCut = all.join(' ') !== words.join(' ') || begun.length < beginning(typed, MOST_LETTERS + 1).length
  return { ...find(begun, all, index, known), isCut }
}

/**
 * @param {string} typed
 * @param {string[]} all
 * @param {Index} index
 * @param {Known} known
 * @returns {Result}
 */
function find(typed, all, index, known) {
  if (!all.length) return NOTHING
  const postcode = postcodeOf(typed, all, word => index.language.ignored.has(word))
  if (postcode) return findPostcode(postcode, index, known)
  const named = namedIn(all, index, known)
  const words = spoken(wordsBeside(named, all, index), index)
  if (named.away && !named.place && !words.length) return { ...NOTHING, elsewhere: named.away }
  const isEnded = /\s$/.test(typed)
  const fits = words.map(word => typedWord(index, word, word === lastOf(all, index) && !isEnded))
  const guess = named.place || named.away ? null : findGuessed(words, all, fits, index, known)
  if (guess) return guess
  const score = scored(index, fits)
  const answer = answered(index, fits, spoken(all, index), score)
  const needs = !known.names && fits.some(({ sure }) => !sure) ? 'names' : ''
  const found = inOrder(shown(score, index, named, words, all, typed))
  return { ...NOTHING, found, answer, meant: answer ? '' : meantBy(typed, fits), needs, elsewhere: named.away }
}

/**
 * The last of the words, as the file knows it: it may still be typed on.
 * @param {string[]} all
 * @param {Index} index
 */
const lastOf = (all, index) => spoken(all.slice(-1), index)[0]

/**
 * The municipalities of a postcode, with all that is there.
 * @param {string} postcode
 * @param {Index} index
 * @param {Known} known
 * @returns {Result}
 */
function findPostcode(postcode, index, { postcodes }) {
  if (!postcodes) return { ...NOTHING, needs: 'postcodes' }
  const found = byPostcode(postcode, postcodes).flatMap(slug => areasOf(slug, index).flatMap(area => inPlace(area, '')))
  return { ...NOTHING, postcode, found }
}

/**
 * The municipality of this slug, if the file has it.
 * @param {string} slug
 * @param {Index} index
 */
const areasOf = (slug, index) => index.places.filter(area => area.slug === slug)

/**
 * The places that the typed words name.
 * @param {string[]} all
 * @param {Index} index
 * @param {Known} known
 * @returns {Named}
 */
function namedIn(all, index, { names, elsewhere }) {
  /** @param {string} word */
  const isIgnored = word => index.language.ignored.has(word)
  /** @type {import('./named-places.js').IsMeant} */
  const isMeant = ({ from, to }, label, ownName) => { // Anderen and Nederland are villages, but mostly not meant
    if (to - from > 1 || to - from === all.length) return true
    if (isIgnored(all[from])) return false
    return !isKnown(index, all[from]) || (label === ownName && from > 0 && isIgnored(all[from - 1]))
  }
  const place = placeIn(all, names ?? index.names, isMeant)
  const away = elsewhere ? elsewhereIn(all, elsewhere, isMeant) : null
  const asked = townsOf(place?.names ?? [])
  const towns = asked.flatMap(({ slug, label }) => areasOf(slug, index).map(area => ({ area, label })))
  return { place, away, towns }
}

/** @param {Name[]} names */
const townsOf = names => oneOfEach(names).map(({ area, label }) => ({ slug: area.slug, label }))

/**
 * The typed words that tell what is sought: without the names of places, and without those that the language ignores.
 * @param {Named} named
 * @param {string[]} all
 * @param {Index} index
 */
function wordsBeside({ place, away }, all, index) {
  /** @param {number} position */
  const isInName = position => [place, away].some(name => name && position >= name.from && position < name.to)
  const rest = joined(all.filter((_, position) => !isInName(position)), index)
  const telling = rest.filter(word => !index.language.ignored.has(spoken([word], index)[0]))
  return telling.length || place || away ? telling : rest
}

/**
 * What is found where words that nothing fits are almost the name of a place, or null.
 * @param {string[]} words
 * @param {string[]} all
 * @param {TypedWord[]} fits
 * @param {Index} index
 * @param {Known} known
 * @returns {Result | null}
 */
function findGuessed(words, all, fits, index, { names, elsewhere }) {
  const unsure = fits.filter(({ sure }) => !sure)
  if (!names || !unsure.length || unsure.some(({ isNear }) => isNear)) return null
  const others = words.filter(word => !unsure.some(each => each.word === word)).join(' ')
  const asName = others ? unsure.map(({ word }) => word) : all
  const guess = guessed(asName.join(' '), names, others !== '')
  if (!guess.length) return null
  const [{ label, isSure }] = guess
  if (others) {
    const question = `${others} ${label}`
    return { ...search(question, index, { names, elsewhere }), meant: isSure ? '' : question }
  }
  const found = guess.flatMap(name => areasOf(name.area.slug, index).flatMap(area => inPlace(area, name.label)))
  return { ...NOTHING, found, meant: isSure ? '' : label }
}

/**
 * What has points enough, as it is in the places that were named, with their pages.
 * @param {Score} score
 * @param {Index} index
 * @param {Named} named
 * @param {string[]} words
 * @param {string[]} all
 * @param {string} typed
 * @returns {Found[]}
 */
function shown(score, index, { towns }, words, all, typed) {
  const areas = towns.map(({ area }) => area)
  const found = [...score].map(([number, { points, marks }]) => ({ ...index.entries[number], number, points, marks }))
  const best = Math.max(0, ...found.map(({ points }) => points))
  const enough = found.filter(({ points, area }) =>
    points >= best * LEAST && (!area || !areas.length || areas.includes(area))
  )
  if (areas.length) {
    const pages = towns.flatMap(({ area, label }) => here(area, label, words.length > 0, best))
    return [...enough.flatMap(entry => local(entry, areas)), ...pages]
  }
  const isBeginning = all.length === 1 && all[0].length >= SHORTEST_MUNICIPALITY
  const begun = isBeginning ? index.names.filter(({ key }) => key.startsWith(close(typed))) : []
  return [...enough, ...begun.flatMap(({ area }) => here(area, '', true, best / 2))]
}

/**
 * The best first, of two as good the one with the shorter title, each once.
 * @param {Found[]} found
 */
function inOrder(found) {
  const seen = new Set()
  found.sort((one, other) => other.points - one.points || one.title.length - other.title.length)
  return found.filter(({ address, title }) => {
    const isNew = !seen.has(address + title)
    seen.add(address + title)
    return isNew
  })
}

/**
 * What was probably meant, where a word only fits with typing errors.
 * @param {string} typed
 * @param {TypedWord[]} fits
 */
function meantBy(typed, fits) {
  let meant = typed.trim()
  for (const { word, sure, words } of fits) {
    if (sure || !words.size) continue
    const [[best]] = [...words].sort(([one, part], [other, otherPart]) =>
      otherPart - part || other.found.size - one.found.size
    )
    meant = meant.split(/(\s+)/).map(each => (fold(each) === word ? best.shown : each)).join('')
  }
  return meant === typed.trim() ? '' : meant
}

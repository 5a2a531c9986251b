// The municipalities with their places, other names and postcodes, and what in them fits what someone types.

import { beginning, fold, lettersOf, slugOf } from '../words/words.js'
import { bareName, close, COUNTRIES, isOtherScript, undressed } from './bare-names.js'
import { ear } from './lines.js'
import { byPostcode, postcodeAmong } from './postcodes.js'
import { isSentence } from './sentences.js'

export { close, isOtherScript, undressed } from './bare-names.js'
export { ear, load } from './lines.js'
export { byPostcode, postcodeAmong, postcodeIn, readPostcodes } from './postcodes.js'

/** @typedef {{ slug: string, name: string, province: string }} Area a municipality */
/**
 * A name by which a municipality is found. `key` is the name as one word, `whole` with what tells it from others
 * (Bergen (NH)), `letters` are those of the key as bits. `isForeign` is true of a name in another language.
 * @template {Area} [A=Area]
 * @typedef {{
 *   label: string, area: A, key: string, whole: string, letters: number, words: string[], isForeign: boolean
 * }} Name
 */
/** @typedef {Name & { rank: number }} RankedName a name with how far it lies from what was typed */
/** @typedef {{ label: string, kind: string }} Elsewhere a place that the map is not about: `caribbean` or `abroad` */
/** @typedef {Map<string, Elsewhere>} ElsewhereByKey */
/** @typedef {import('./postcodes.js').Postcodes} Postcodes */
/** @typedef {{ names: Name[], postcodes: Postcodes, elsewhere: ElsewhereByKey }} Places all that is known of places */
/**
 * What a visitor may mean. `found` are names, the surest first. `certain` is the one to go to without asking: the only
 * municipality with exactly this name or this postcode, or the only one that it can be but for typing errors.
 * With `isKnown` false, `found` only looks like what was typed.
 * `postcode` has the digits where all four were typed. With `isSentence` no place was meant at all.
 * @typedef {{
 *   found: RankedName[], certain: RankedName | null, isKnown: boolean, postcode: string, elsewhere: Elsewhere | null,
 *   isSentence?: boolean
 * }} Meant
 */

const NEAREST = 3
const MOST_LETTERS = 100 // of what is typed; no name is as long
const SURE_LETTERS = 5 // from which one more may lack
const SAME = 0.2 // what sounds so could be it too
const HEARD = 0.6 // what sounds so is known, though written in other letters
const RANKS = { exact: 0, wholeWord: 1, start: 2, word: 3, typo: 4 }
/** @type {import('./alike.js').Alike} */
const NOTHING = { found: [], certain: null }
/** @type {Meant} */
const NO_PLACE = { found: [], certain: null, isKnown: false, postcode: '', elsewhere: null, isSentence: true }

/**
 * A name by which a municipality is found.
 * @template {Area} A
 * @param {string} label
 * @param {A} area
 * @param {boolean} isForeign
 * @returns {Name<A>}
 */
export function nameOf(label, area, isForeign = false) {
  const bare = label.replace(/ \([^)]*\)$/, '')
  const key = close(bare)
  const whole = bare === label ? key : close(label)
  return { label, area, key, whole, letters: lettersOf(key), words: fold(bare).split(' '), isForeign }
}

/**
 * Every name that leads to a municipality.
 * @param {string[][]} lines
 */
export function readNames(lines) {
  return lines.filter(([name]) => name).flatMap(([name, slug, province, places, others, foreign = '']) => {
    const area = { slug: slug || slugOf(name), name, province }
    const own = [name, ...places.split('|'), ...others.split('|')].filter(Boolean).map(label => nameOf(label, area))
    return [...own, ...foreign.split('|').filter(Boolean).map(label => nameOf(label, area, true))]
  })
}

/**
 * The names of places that this map is not about, by their key.
 * @param {string[][]} lines
 * @returns {ElsewhereByKey}
 */
export function readElsewhere(lines) {
  const named = lines.filter(([name]) => !name).flatMap(([, kind, labels = '']) =>
    labels.split('|').map(label => ({ label, kind }))
  )
  return new Map(named.map(name => [close(name.label), name]))
}

/**
 * True where the municipality, the province or both stand behind a name: "Bennekom, Ede", "Ede (Gelderland)".
 * @param {string} key
 * @param {Name} name
 */
function isPlaced(key, { key: own, area }) {
  if (key.length <= own.length || !key.startsWith(own)) return false
  const [name, province] = [close(area.name), close(area.province)]
  const rest = key.slice(own.length).replace(/^gemeente(?=.)/, '')
  return [name, province, name + province].includes(rest)
}

/**
 * What fits a name, the surest first: the whole name, its beginning, a word in it.
 * @param {string} typed
 * @param {Name[]} names
 */
function byName(typed, names) {
  const key = close(typed)
  const first = fold(typed)
  const found = names.flatMap(name => {
    const rank = rankOf(key, first, name)
    return rank === null ? [] : [{ ...name, rank }]
  })
  return sorted(found)
}

/**
 * How a name fits what was typed without typing errors, if it does.
 * @param {string} key
 * @param {string} first
 * @param {Name} name
 */
function rankOf(key, first, name) {
  if (name.key === key || name.whole === key || isPlaced(key, name)) return RANKS.exact
  if (name.words.includes(first)) return RANKS.wholeWord
  if (name.key.startsWith(key)) return RANKS.start
  return name.words.some(word => word.startsWith(first)) ? RANKS.word : null
}

/**
 * The municipalities with the postcodes next to one that is not known.
 * @param {number} digits
 * @param {Name[]} names
 * @param {Postcodes} postcodes
 */
function nearestTo(digits, names, postcodes) {
  /** @param {number[]} span */
  const distanceTo = ([low, high]) => Math.max(low - digits, digits - high, 0)
  /** @param {Name} name */
  const rank = ({ area }) => Math.min(...(postcodes.get(area.slug) ?? []).map(distanceTo))
  const own = ownNames(names, [...postcodes.keys()])
  return sorted(own.map(name => ({ ...name, rank: rank(name) }))).slice(0, NEAREST)
}

/**
 * True of the own name of a municipality.
 * @param {Name} name
 */
const isTown = ({ label, area }) => label === area.name

/**
 * The own names of municipalities.
 * @param {Name[]} names
 * @param {string[]} slugs
 */
const ownNames = (names, slugs) => names.filter(name => isTown(name) && slugs.includes(name.area.slug))

/**
 * The nearest first, each name of a municipality once, and one of its names in other languages.
 * @param {RankedName[]} found
 */
function sorted(found) {
  /** @param {Name} name */
  const isOther = name => (isTown(name) ? 0 : name.isForeign ? 2 : 1)
  const seen = new Set()
  found.sort((one, other) =>
    one.rank - other.rank || isOther(one) - isOther(other) || one.key.localeCompare(other.key)
  )
  return found.filter(({ key, whole, area, isForeign }) => {
    const marks = [key, whole, ...(isForeign ? ['abroad\t'] : [])].map(each => `${each}\t${area.slug}`)
    const isNew = !marks.some(mark => seen.has(mark))
    for (const mark of isNew ? marks : []) seen.add(mark)
    return isNew
  })
}

/**
 * What a visitor who types this may mean.
 * @param {string} typed
 * @param {Places} places
 * @returns {Meant}
 */
export function search(typed, { names, postcodes, elsewhere }) {
  const postcode = postcodeAmong(typed)
  if (postcode) return searchPostcode(postcode, names, postcodes)
  const meant = searchName(beginning(typed, MOST_LETTERS), names, elsewhere)
  return isSentence(typed, meant) ? NO_PLACE : meant
}

/**
 * @param {string} digits
 * @param {Name[]} names
 * @param {Postcodes} postcodes
 * @returns {Meant}
 */
function searchPostcode(digits, names, postcodes) {
  const found = sorted(ownNames(names, byPostcode(digits, postcodes)).map(name => ({ ...name, rank: RANKS.exact })))
  const isWhole = digits.length === 4
  const isBetweenOthers = !found.length && !digits.startsWith('0')
  return {
    found: isBetweenOthers ? nearestTo(Number(digits.padEnd(4, '0')), names, postcodes) : found,
    certain: isWhole && found.length === 1 ? found[0] : null,
    isKnown: found.length > 0,
    postcode: isWhole ? digits : '',
    elsewhere: null
  }
}

/**
 * @param {string} typed
 * @param {Name[]} names
 * @param {ElsewhereByKey} known
 * @returns {Meant}
 */
function searchName(typed, names, known) {
  const bare = bareName(typed)
  const key = close(bare)
  const whole = key ? byName(bare, names) : []
  const like = whole.length || undressed(key) === key ? whole : byName(undressed(key), names).filter(isExact)
  const country = like.length ? '' : close(bare.split(' ').at(-1) ?? '') // "Gent België"
  const elsewhere = known.get(key) ?? known.get(country) ?? null
  const isOther = isOtherScript(key)
  if (elsewhere || (!isOther && like.some(({ isForeign }) => !isForeign))) { // nobody types Gent for Gendt
    const certain = elsewhere ? null : only(like, bare)
    return { found: like, certain, isKnown: like.length > 0, postcode: '', elsewhere }
  }
  const { found, certain } = (key && ear.alike?.(key, [...names, ...namesOf(known)])) || NOTHING
  const away = certain?.area.slug === '' ? known.get(certain.key) ?? null : null
  const near = found.filter(({ area }) => area.slug).map(name => ({ ...name, rank: rankOfNear(name) }))
  const all = away ? like : sorted([...like, ...near])
  const named = only(like, bare)
  const isAlsoHeard = near.some(name => name.area.slug !== named?.area.slug && isTown(name) && name.cost <= SAME)
  const guess = COUNTRIES.includes(bare) ? null : near.find(({ key: own }) => own === certain?.key) ?? null
  return {
    found: isOther ? oneOfEach(all) : ownFirst(all),
    certain: away || (named && isAlsoHeard) ? null : named ?? guess,
    isKnown: like.length > 0 || (isOther && near.some(({ cost }) => cost <= HEARD)),
    postcode: '',
    elsewhere: away
  }
}

/**
 * A whole name that sounds the same goes before those that only begin so.
 * @param {import('./alike.js').NearName} name
 */
const rankOfNear = ({ cost, isWhole }) => (isWhole && cost <= SAME ? RANKS.wholeWord : RANKS.typo) + cost

/** @param {RankedName} name */
const isExact = ({ rank }) => rank === RANKS.exact

/**
 * The name to go to: that of the only municipality with exactly this name, or of the only one where but a letter lacks.
 * @param {RankedName[]} found
 * @param {string} bare
 */
function only(found, bare) {
  const exact = found.filter(isExact)
  const among = exact.length ? exact : found
  const isOne = new Set(among.map(({ area }) => area.slug)).size === 1
  const isNear = exact.length || (bare.length >= SURE_LETTERS && found[0]?.key.length === close(bare).length + 1)
  return isOne && isNear && !COUNTRIES.includes(bare) ? among[0] : null
}

/**
 * The first name of each municipality: in other letters the others are only other ways to write it.
 * @param {RankedName[]} found
 */
function oneOfEach(found) {
  const seen = new Set()
  return found.filter(({ area }) => !seen.has(area.slug) && seen.add(area.slug))
}

/**
 * Without the names in other languages where the own name of the municipality was found too, unless one was meant.
 * @param {RankedName[]} found
 */
function ownFirst(found) {
  const towns = new Set(found.filter(isTown).map(({ area }) => area.slug))
  return found.filter(name => !name.isForeign || isExact(name) || !towns.has(name.area.slug))
}

/** @type {WeakMap<ElsewhereByKey, Name[]>} */
const namesElsewhere = new WeakMap()

/**
 * The places that the map is not about, as names; they have no slug.
 * @param {ElsewhereByKey} known
 */
function namesOf(known) {
  const before = namesElsewhere.get(known)
  if (before) return before
  const names = [...known.values()].map(({ label, kind }) => nameOf(label, { slug: '', name: label, province: kind }))
  namesElsewhere.set(known, names)
  return names
}

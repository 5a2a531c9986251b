// The municipalities with their places, other names and postcodes, and what in them fits what someone types.

import { beginning, distance, fold, lettersOf, missing, slugOf, typosIn, withDigits } from '../words/words.js'

/** @typedef {{ slug: string, name: string, province: string }} Area a municipality */
/**
 * A name by which a municipality is found. `key` is the name as one word, `whole` with what tells it from others
 * (Bergen (NH)), `letters` are those of the key as bits.
 * @template {Area} [A=Area]
 * @typedef {{ label: string, area: A, key: string, whole: string, letters: number, words: string[] }} Name
 */
/** @typedef {Name & { rank: number }} RankedName a name with how far it lies from what was typed */
/** @typedef {{ label: string, kind: string }} Elsewhere a place that the map is not about: `caribbean` or `abroad` */
/** @typedef {Map<string, Elsewhere>} ElsewhereByKey */
/** @typedef {Map<string, number[][]>} Postcodes the ranges of postcodes of each municipality, by its slug */
/** @typedef {{ names: Name[], postcodes: Postcodes, elsewhere: ElsewhereByKey }} Places all that is known of places */
/**
 * What a visitor may mean. `found` are names, the surest first. `certain` is the one to go to without asking: the only
 * municipality with exactly this name or this postcode. With `isKnown` false, `found` only looks like what was typed.
 * `postcode` has the digits where all four were typed.
 * @typedef {{
 *   found: RankedName[], certain: RankedName | null, isKnown: boolean, postcode: string, elsewhere: Elsewhere | null
 * }} Meant
 */

const NEAREST = 3
const MOST_LETTERS = 100 // of what is typed; no name is as long
const COUNTRY = 'nederland' // also a hamlet in Steenwijkerland, which few who type it mean
const RANKS = { exact: 0, wholeWord: 1, start: 2, word: 3, typo: 4 }
const SIGN = String.raw`[\s\p{P}]`
const WHOLE = new RegExp(`^(?:NL${SIGN}*)?(\\d{4}|[1-9]\\d{0,2})${SIGN}*(?:\\p{L}{0,2})${SIGN}*$`, 'iu')
const FOUR_DIGITS = new RegExp(`(?<!\\d)([1-9]\\d{3})(?!\\d)(${SIGN}*\\p{L}{2}(?!\\p{L}))?`, 'gu')

/**
 * A text in the form in which a postcode is sought: plain digits, and no signs that nobody sees.
 * @param {string} typed
 */
const pasted = typed => withDigits(beginning(typed, MOST_LETTERS).replace(/\p{Cf}/gu, '').trim())

/**
 * The digits of a postcode, or the first of them, where nothing else was typed: "NL-6711 АВ", "٦٧١١", "67".
 * @param {string} typed
 */
export const postcodeIn = typed => WHOLE.exec(pasted(typed))?.[1] ?? ''

/**
 * The digits of a postcode, also between other words, as in an address: "Raadhuisplein 1, 6711 AB Ede".
 * @param {string} typed
 */
export function postcodeAmong(typed) {
  const four = [...pasted(typed).matchAll(FOUR_DIGITS)]
  const sure = new Set(four.filter(match => match[2]).map(match => match[1]))
  const possible = new Set(four.map(match => match[1]))
  const [only = ''] = sure.size === 1 ? sure : possible.size === 1 ? possible : []
  return postcodeIn(typed) || only
}

/**
 * A name as one word, with its usual abbreviations written out.
 * @param {string} text
 */
export const close = text =>
  fold(text).replace(/\b(ad|(a|aan) (d|den|de))\b/g, 'aan den').replace(/\bst\b/g, 'sint').replaceAll(' ', '')

/** @type {Map<string, Promise<string[][]>>} */
const loading = new Map() // once for all fields of a page

/**
 * The lines of a file of places, each split in its fields; what is not such a file is an error.
 * @param {string} address
 */
export function load(address) {
  const begun = loading.get(address) ?? fetchLines(address)
  loading.set(address, begun)
  return begun
}

/** @param {string} address */
async function fetchLines(address) {
  const answer = await fetch(address)
  if (!answer.ok) throw new Error(answer.statusText)
  const text = await answer.text()
  if (!text.includes('\t')) throw new Error(`no places in ${address}`)
  return text.split('\n').map(line => line.split('\t'))
}

/**
 * A name by which a municipality is found.
 * @template {Area} A
 * @param {string} label
 * @param {A} area
 * @returns {Name<A>}
 */
export function nameOf(label, area) {
  const bare = label.replace(/ \([^)]*\)$/, '')
  const key = close(bare)
  const whole = bare === label ? key : close(label)
  return { label, area, key, whole, letters: lettersOf(key), words: fold(bare).split(' ') }
}

/**
 * Every name that leads to a municipality.
 * @param {string[][]} lines
 */
export function readNames(lines) {
  return lines.filter(([name]) => name).flatMap(([name, slug, province, places, others]) => {
    const area = { slug: slug || slugOf(name), name, province }
    return [name, ...places.split('|'), ...others.split('|')].filter(Boolean).map(label => nameOf(label, area))
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
 * The ranges of postcodes of each municipality.
 * @param {string[][]} lines
 * @returns {Postcodes}
 */
export const readPostcodes = lines =>
  new Map(lines.map(([slug, spans]) => [slug, spans ? spans.split(',').map(readSpan) : []]))

/** @param {string} span */
function readSpan(span) {
  const ends = span.split('-').map(Number)
  return [ends[0], ends[1] ?? ends[0]]
}

/**
 * The slugs of the municipalities a postcode lies in, by its four digits or the first of them.
 * @param {string} digits
 * @param {Postcodes} postcodes
 */
export function byPostcode(digits, postcodes) {
  const low = Number(digits.padEnd(4, '0'))
  const high = Number(digits.padEnd(4, '9'))
  const around = [...postcodes].filter(([, spans]) => spans.some(([from, to]) => from <= high && to >= low))
  return around.map(([slug]) => slug)
}

/**
 * A name without what people write around it: "gemeente Ede", "Hilversum, Nederland".
 * @param {string} typed
 */
const bareName = typed => fold(typed).replace(/^gemeente (?=.)/, '').replace(/(?<=.) (nederland|nl)$/, '')

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
 * What fits a name, the surest first: the whole name, its beginning, a word in it, a typing error.
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
  return sorted(found.length ? found : almostByName(key, names))
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
 * The names that fit but for typing errors, or that begin so.
 * @param {string} key
 * @param {Name[]} names
 */
function almostByName(key, names) {
  const letters = lettersOf(key)
  const allowed = typosIn(key)
  const possible = allowed ? names.filter(name => missing(letters, name.letters) <= allowed) : []
  return possible.flatMap(name => {
    const whole = distance(key, name.key, allowed)
    const begun = whole > allowed ? distance(key, name.key.slice(0, key.length), allowed) : whole
    return begun <= allowed ? [{ ...name, rank: RANKS.typo + Math.min(whole, begun + 0.5) }] : []
  })
}

/**
 * The names that look most like one that is not known.
 * @param {string} typed
 * @param {Name[]} names
 */
function nearest(typed, names) {
  const key = close(typed)
  const letters = lettersOf(key)
  const most = typosIn(key) && Math.min(typosIn(key) + 2, Math.floor(key.length / 2)) // more is another name
  const alike = most ? names.filter(name => missing(letters, name.letters) <= most) : []
  const found = alike.map(name => ({ ...name, rank: distance(key, name.key, most) })).filter(name => name.rank <= most)
  return sorted(found).slice(0, NEAREST)
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
 * The own names of municipalities.
 * @param {Name[]} names
 * @param {string[]} slugs
 */
const ownNames = (names, slugs) => names.filter(({ label, area }) => label === area.name && slugs.includes(area.slug))

/**
 * The nearest first, each name of a municipality once.
 * @param {RankedName[]} found
 */
function sorted(found) {
  /** @param {Name} name */
  const isOther = name => (name.label === name.area.name ? 0 : 1)
  const seen = new Set()
  found.sort((one, other) =>
    one.rank - other.rank || isOther(one) - isOther(other) || one.key.localeCompare(other.key)
  )
  return found.filter(({ key, whole, area }) => {
    const marks = [key, whole].map(each => `${each}\t${area.slug}`)
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
  return searchName(beginning(typed, MOST_LETTERS), names, elsewhere)
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
  const found = key ? byName(bare, names) : []
  const exact = found.filter(({ rank }) => rank === RANKS.exact)
  const like = found.filter(({ rank }) => rank < RANKS.typo)
  const isOne = new Set(exact.map(({ area }) => area.slug)).size === 1
  const country = found.length ? '' : close(bare.split(' ').at(-1) ?? '') // "Gent België"
  const elsewhere = known.get(key) ?? known.get(country) ?? null
  const alike = found.length ? found : nearest(bare, names)
  return {
    found: elsewhere ? like : alike, // nobody types Gent for Gendt
    certain: isOne && !elsewhere && key !== COUNTRY ? exact[0] : null,
    isKnown: like.length > 0,
    postcode: '',
    elsewhere
  }
}

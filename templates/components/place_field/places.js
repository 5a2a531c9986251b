// The municipalities with their places, other names and postcodes, and what in them fits what someone types.

import { beginning, distance, fold, lettersOf, missing, slugOf, typosIn, withDigits } from '../words/words.js'

const NEAREST = 3
const MOST_LETTERS = 100 // of what is typed; no name is as long
const COUNTRY = 'nederland' // also a hamlet in Steenwijkerland, which few who type it mean
const RANKS = { exact: 0, wholeWord: 1, start: 2, word: 3, typo: 4 }
const SIGN = String.raw`[\s\p{P}]`
const WHOLE = new RegExp(`^(?:NL${SIGN}*)?(\\d{4}|[1-9]\\d{0,2})${SIGN}*(?:\\p{L}{0,2})${SIGN}*$`, 'iu')
const FOUR_DIGITS = new RegExp(`(?<!\\d)([1-9]\\d{3})(?!\\d)(${SIGN}*\\p{L}{2}(?!\\p{L}))?`, 'gu')

/** A text in the form in which a postcode is sought: plain digits, and no signs that nobody sees. */
const pasted = typed => withDigits(beginning(typed, MOST_LETTERS).replace(/\p{Cf}/gu, '').trim())

/** The digits of a postcode, or the first of them, where nothing else was typed: "NL-6711 АВ", "٦٧١١", "67". */
export const postcodeIn = typed => WHOLE.exec(pasted(typed))?.[1] ?? ''

/** The digits of a postcode, also between other words, as in an address: "Raadhuisplein 1, 6711 AB Ede". */
export function postcodeAmong(typed) {
  const four = [...pasted(typed).matchAll(FOUR_DIGITS)]
  const digits = some => [...new Set(some.map(match => match[1]))]
  const [sure, possible] = [digits(four.filter(match => match[2])), digits(four)]
  return postcodeIn(typed) || (sure.length === 1 ? sure[0] : possible.length === 1 ? possible[0] : '')
}

/** A name as one word, with its usual abbreviations written out. */
export const close = text => fold(text).replace(/\b(ad|(a|aan) (d|den|de))\b/g, 'aan den').replace(/\bst\b/g, 'sint').replaceAll(' ', '')

const loading = new Map() // once for all fields of a page

/** The lines of a file of places, each split in its fields; what is not such a file is an error. */
export function load(address) {
  if (!loading.has(address)) {
    loading.set(address, fetch(address).then(answer => {
      if (!answer.ok) throw new Error(answer.statusText)
      return answer.text()
    }).then(text => {
      if (!text.includes('\t')) throw new Error(`no places in ${address}`)
      return text.split('\n').map(line => line.split('\t'))
    }))
  }
  return loading.get(address)
}

/** A name by which a municipality is found. `whole` is with what tells it from others: Bergen (NH). */
export function nameOf(label, area) {
  const bare = label.replace(/ \([^)]*\)$/, '')
  const key = close(bare)
  return { label, area, key, whole: bare === label ? key : close(label), letters: lettersOf(key), words: fold(bare).split(' ') }
}

/** Every name that leads to a municipality: `{label, key, whole, letters, words, area}`. */
export function readNames(lines) {
  return lines.filter(([name]) => name).flatMap(([name, slug, province, places, others]) => {
    const area = { slug: slug || slugOf(name), name, province }
    return [name, ...places.split('|'), ...others.split('|')].filter(Boolean).map(label => nameOf(label, area))
  })
}

/** The names of places that this map is not about: `Map of key to {label, kind}`, kind being `caribbean` or `abroad`. */
export function readElsewhere(lines) {
  const named = lines.filter(([name]) => !name).flatMap(([, kind, labels = '']) => labels.split('|').map(label => ({ label, kind })))
  return new Map(named.map(name => [close(name.label), name]))
}

/** The ranges of postcodes of each municipality, by its slug: `Map of slug to [[low, high], ...]`. */
export function readPostcodes(lines) {
  const read = span => { const [low, high = low] = span.split('-').map(Number); return [low, high] }
  return new Map(lines.map(([slug, spans]) => [slug, spans ? spans.split(',').map(read) : []]))
}

/** The slugs of the municipalities a postcode lies in, by its four digits or the first of them. */
export function byPostcode(digits, postcodes) {
  const low = Number(digits.padEnd(4, '0'))
  const high = Number(digits.padEnd(4, '9'))
  return [...postcodes].filter(([, spans]) => spans.some(([from, to]) => from <= high && to >= low)).map(([slug]) => slug)
}

/** A name without what people write around it: "gemeente Ede", "Hilversum, Nederland". */
const bareName = typed => fold(typed).replace(/^gemeente (?=.)/, '').replace(/(?<=.) (nederland|nl)$/, '')

/** True where the municipality, the province or both stand behind a name: "Bennekom, Ede", "Ede (Gelderland)". */
function isPlaced(key, { key: own, area }) {
  if (key.length <= own.length || !key.startsWith(own)) return false
  const [name, province] = [close(area.name), close(area.province)]
  const rest = key.slice(own.length).replace(/^gemeente(?=.)/, '')
  return [name, province, name + province].includes(rest)
}

/** What fits a name, the surest first: the whole name, its beginning, a word in it, a typing error. */
function byName(typed, names) {
  const key = close(typed)
  const first = fold(typed)
  const letters = lettersOf(key)
  const allowed = typosIn(key)
  const found = []
  for (const name of names) {
    if (name.key === key || name.whole === key || isPlaced(key, name)) found.push({ ...name, rank: RANKS.exact })
    else if (name.words.includes(first)) found.push({ ...name, rank: RANKS.wholeWord })
    else if (name.key.startsWith(key)) found.push({ ...name, rank: RANKS.start })
    else if (name.words.some(word => word.startsWith(first))) found.push({ ...name, rank: RANKS.word })
  }
  if (!found.length && allowed) {
    for (const name of names.filter(each => missing(letters, each.letters) <= allowed)) {
      const whole = distance(key, name.key, allowed)
      const begun = whole > allowed ? distance(key, name.key.slice(0, key.length), allowed) : whole
      if (begun <= allowed) found.push({ ...name, rank: RANKS.typo + Math.min(whole, begun + 0.5) })
    }
  }
  return sorted(found)
}

/** The names that look most like one that is not known. */
function nearest(typed, names) {
  const key = close(typed)
  const letters = lettersOf(key)
  const most = typosIn(key) && Math.min(typosIn(key) + 2, Math.floor(key.length / 2)) // more is another name
  const alike = most ? names.filter(name => missing(letters, name.letters) <= most) : []
  const found = alike.map(name => ({ ...name, rank: distance(key, name.key, most) })).filter(name => name.rank <= most)
  return sorted(found).slice(0, NEAREST)
}

/** The municipalities with the postcodes next to one that is not known. */
function nearestTo(digits, names, postcodes) {
  const away = slug => Math.min(...postcodes.get(slug).map(([low, high]) => Math.max(low - digits, digits - high, 0)))
  return sorted(owns(names, [...postcodes.keys()]).map(name => ({ ...name, rank: away(name.area.slug) }))).slice(0, NEAREST)
}

/** The own names of municipalities. */
const owns = (names, slugs) => names.filter(({ label, area }) => label === area.name && slugs.includes(area.slug))

function sorted(found) {
  const isOwn = name => (name.label === name.area.name ? 0 : 1)
  const order = (one, other) => one.rank - other.rank || isOwn(one) - isOwn(other) || one.key.localeCompare(other.key)
  const seen = new Set()
  return found.sort(order).filter(({ key, whole, area }) => {
    const marks = [key, whole].map(each => `${each}\t${area.slug}`)
    return !marks.some(mark => seen.has(mark)) && marks.every(mark => seen.add(mark))
  })
}

/**
 * What a visitor who types this may mean: `{found, certain, isKnown, postcode, elsewhere}`.
 *
 * `found` are names, the surest first. `certain` is the one to go to without asking: the only municipality with
 * exactly this name or this postcode, or null. With `isKnown` false, `found` only looks like what was typed.
 * `postcode` has the digits where all four were typed, `elsewhere` is the place of this name that the map is not about.
 */
export function search(typed, { names, postcodes, elsewhere }) {
  const postcode = postcodeAmong(typed)
  return postcode ? searchPostcode(postcode, names, postcodes) : searchName(beginning(typed, MOST_LETTERS), names, elsewhere)
}

function searchPostcode(digits, names, postcodes) {
  const found = sorted(owns(names, byPostcode(digits, postcodes)).map(name => ({ ...name, rank: RANKS.exact })))
  const isWhole = digits.length === 4
  return {
    found: found.length || digits.startsWith('0') ? found : nearestTo(Number(digits.padEnd(4, '0')), names, postcodes),
    certain: isWhole && found.length === 1 ? found[0] : null,
    isKnown: found.length > 0,
    postcode: isWhole ? digits : '',
    elsewhere: null
  }
}

function searchName(typed, names, known) {
  const bare = bareName(typed)
  const key = close(bare)
  const found = key ? byName(bare, names) : []
  const exact = found.filter(({ rank }) => rank === RANKS.exact)
  const like = found.filter(({ rank }) => rank < RANKS.typo)
  const isOne = new Set(exact.map(({ area }) => area.slug)).size === 1
  const country = found.length ? '' : close(bare.split(' ').at(-1)) // "Gent België"
  const elsewhere = known.get(key) ?? known.get(country) ?? null
  return {
    found: elsewhere ? like : found.length ? found : nearest(bare, names), // nobody types Gent for Gendt
    certain: isOne && !elsewhere && key !== COUNTRY ? exact[0] : null,
    isKnown: like.length > 0,
    postcode: '',
    elsewhere
  }
}

// The municipalities with their places, other names and postcodes, and what in them fits what someone types.

import { distance, fold, lettersOf, missing, slugOf, typosIn, withDigits } from './words.js'

const NEAREST = 3
const POSTCODE = /^([1-9]\d{0,3})\s*[a-z]{0,2}$/i
const RANKS = { exact: 0, wholeWord: 1, start: 2, word: 3, typo: 4 }
/** The postcode that was typed, or the start of one, in any digits: the first group has its digits. */
export const postcodeIn = typed => POSTCODE.exec(withDigits(typed.trim()))

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

/** A name by which a municipality is found. */
export function nameOf(label, area) {
  const bare = label.replace(/ \([^)]*\)$/, '') // Bergen (NH) is also Bergen
  const key = close(bare)
  return { label, area, key, letters: lettersOf(key), words: fold(bare).split(' ') }
}

/** Every name that leads to a municipality: `{label, key, letters, words, area}`. */
export function readNames(lines) {
  return lines.flatMap(([name, slug, province, places, others]) => {
    const area = { slug: slug || slugOf(name), name, province }
    return [name, ...places.split('|'), ...others.split('|')].filter(Boolean).map(label => nameOf(label, area))
  })
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

/** What fits a name, the surest first: the whole name, its beginning, a word in it, a typing error. */
function byName(typed, names) {
  const key = close(typed)
  const first = fold(typed)
  const letters = lettersOf(key)
  const allowed = typosIn(key)
  const found = []
  for (const name of names) {
    if (name.key === key) found.push({ ...name, rank: RANKS.exact })
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

/** What looks most like something unknown: names, or the municipalities with the postcodes next to it. */
export function nearest(typed, { names, postcodes }) {
  const postcode = postcodeIn(typed)
  if (postcode) {
    const away = slug => Math.min(...postcodes.get(slug).map(([low, high]) => Math.max(low - postcode[1], postcode[1] - high, 0)))
    return sorted(owns(names, [...postcodes.keys()]).map(name => ({ ...name, rank: away(name.area.slug) }))).slice(0, NEAREST)
  }
  const key = close(typed)
  const letters = lettersOf(key)
  const most = typosIn(key) && typosIn(key) + 2
  const alike = most ? names.filter(name => missing(letters, name.letters) <= most) : []
  const found = alike.map(name => ({ ...name, rank: distance(key, name.key, most) })).filter(name => name.rank <= most)
  return sorted(found).slice(0, NEAREST)
}

/** The own names of municipalities. */
const owns = (names, slugs) => names.filter(({ label, area }) => label === area.name && slugs.includes(area.slug))

function sorted(found) {
  const isOwn = name => (name.label === name.area.name ? 0 : 1)
  const order = (one, other) => one.rank - other.rank || isOwn(one) - isOwn(other) || one.key.localeCompare(other.key)
  const seen = new Set()
  return found.sort(order).filter(name => {
    const mark = `${name.key}\t${name.area.slug}`
    return !seen.has(mark) && seen.add(mark)
  })
}

/** What a visitor who types this may mean; `isCertain` where there is one answer, `isShared` for a shared postcode. */
export function search(typed, { names, postcodes }) {
  const postcode = postcodeIn(typed)
  if (postcode) {
    const found = owns(names, byPostcode(postcode[1], postcodes)).map(name => ({ ...name, rank: RANKS.exact }))
    const isWhole = postcode[1].length === 4
    return { found, isCertain: isWhole && found.length === 1, isShared: isWhole && found.length > 1 }
  }
  const found = close(typed) ? byName(typed, names) : []
  const exact = found.filter(name => name.rank === RANKS.exact)
  return { found, isCertain: exact.length === 1 || found.length === 1, isShared: false }
}

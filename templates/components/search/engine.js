// Finds what people mean in the search file: by stems, parts of compounds, first letters and typing errors, in their
// own words, and in a place. It knows no page: what it gets is the file, what it gives is a list of what was found.

import { beginning, distance, fold, lettersOf, missing, slugOf, typosIn } from '../words/words.js'
import { byPostcode, close, nameOf, postcodeIn } from '../place_field/places.js'

const MATCH = { exact: 1, stem: 0.9, start: 0.7, part: 0.5, sound: 0.45, typo: 0.4, within: 0.3 } // how much a word that fits so counts
const WEIGHT = { initiative: 15, title: 4, parent: 1, text: 1, provider: 3 } // how much it counts in a title, in a text
const SURE = 0.6 // from here on a word counts as what someone says
const MOST_SAID = 0.75 // of the telling words of what someone says must be there
const RARER = 0.001 // how much a rare word counts among what someone says
const OWN_WORDS = 3 // how much the page counts that answers what someone says in everyday words
const LEAST = 0.18 // of the best; what is less is left out
const SHORTEST_GUESS = 3 // letters from which the name of a place is guessed
const LONG_NAME = 9 // letters from which it may have two typing errors
const MOST_LETTERS = 400 // of what was typed; with more, the first count
const MOST_KEPT = 200 // words that were typed before, whose fitting words are kept
const MOST_NAME_WORDS = 5
export const MOST_WORDS = 24
export const LONGEST_WORD = 40
const SHORTEST_STEM = 4 // letters; 3 in a script that does not write all vowels

/** The search file, ready to be searched; throws where it is not one. */
export function read(file) {
  const endings = file.endings.map(fold)
  const beginnings = file.endings.filter(each => each.endsWith('-')).map(fold)
  const language = {
    ignored: new Set(file.ignored.map(fold)),
    beginnings: beginnings.sort((one, other) => other.length - one.length),
    shortest: endings.some(each => /\p{Script=Arabic}/u.test(each)) ? SHORTEST_STEM - 1 : SHORTEST_STEM,
    sounds: file.sounds.map(([typed, kept]) => [fold(typed), kept]),
    endings: endings.filter(each => !beginnings.includes(each)).sort((one, other) => other.length - one.length)
  }
  const index = { language, file, words: new Map(), entries: [], places: [], fitted: new Map() }
  for (const [kind, address, title, text = '', parent = '', isDutch = 0] of file.entries) {
    const length = Math.max(1, fold(title).split(' ').filter(word => !language.ignored.has(word)).length)
    const number = index.entries.push({ kind: file.kinds[kind], address, title, text, parent, isDutch, length }) - 1
    const weight = file.kinds[kind] === 'initiative' ? WEIGHT.initiative : WEIGHT.title
    learn(index, number, title, weight)
    if (weight === WEIGHT.initiative) learn(index, number, close(title), weight) // homestart
    learn(index, number, parent, WEIGHT.parent)
    learn(index, number, text, WEIGHT.text)
  }
  index.sayings = file.words.flatMap(([said, answer, danger, pages]) => {
    const meaning = { answer, danger, pages }
    return said.map(each => ({ meaning, words: fold(each).split(' ') }))
  })
  index.said = new Map() // in how many sayings a word is
  for (const { words } of index.sayings) {
    for (const word of words) {
      wordOf(index, word, word)
      index.said.set(word, (index.said.get(word) ?? 0) + 1)
    }
  }
  for (const row of file.places) learnPlace(index, row)
  index.names = index.places.map(area => nameOf(area.name, area))
  return index
}

/** A municipality, and what is there: its offers and contacts are found by the names of organisations and desks. */
function learnPlace(index, [name, slug, province, offers = [], contacts = []]) {
  const { file } = index
  const area = { name, slug: slug || slugOf(name), province: file.provinces[province], offers: [], contacts: [] }
  area.address = area.slug === file.only ? '' : `${area.slug}/`
  for (const [initiative, provider = ''] of offers) {
    const whole = index.entries[file.initiatives[initiative]]
    const offer = { kind: 'offer', address: `${area.address}${whole.address.split('/').at(-2)}/`, title: whole.title, text: whole.text, provider, length: 3, area, whole: file.initiatives[initiative] }
    area.offers.push(offer)
    learn(index, index.entries.push(offer) - 1, provider, WEIGHT.provider)
  }
  for (const [term, desk] of contacts) {
    const whole = index.entries[file.terms[term]]
    const contact = { kind: 'contact', address: area.address, title: desk, text: whole.title, length: 3, area, whole: file.terms[term] }
    area.contacts.push(contact)
    learn(index, index.entries.push(contact) - 1, desk, WEIGHT.provider)
  }
  index.places.push(area)
}

/** Remembers in which entry the words of a text are. */
function learn(index, number, text, weight) {
  for (const shown of text.split(/[^\p{L}\p{M}\p{N}'’-]+/u)) {
    for (const part of fold(shown).split(' ')) {
      if (!part || index.language.ignored.has(part)) continue
      const { found } = wordOf(index, part, shown)
      if (!(found.get(number) >= weight)) found.set(number, weight)
    }
  }
}

function wordOf(index, word, shown) {
  const key = loose(word)
  if (!index.words.has(key)) index.words.set(key, { key, shown, ...formsOf(key, index.language), found: new Map() })
  return index.words.get(key)
}

/** A word with each double letter once: lopen and loopt, gezin and gezinnen have the same letters then. */
const loose = word => word.replace(/(.)\1+/gu, '$1')

/** What words are compared by: without the ending, as it sounds, and the letters of that. */
function formsOf(key, language) {
  const sound = loose(language.sounds.reduce((word, [typed, kept]) => word.replaceAll(typed, kept), key))
  return { stem: stemOf(key, language), sound, letters: lettersOf(sound) }
}

/** A word without its beginning and its endings (at most two), as long as enough of it is left. */
function stemOf(word, { beginnings, endings, shortest }) {
  const begun = beginnings.find(each => word.startsWith(each) && word.length - each.length >= shortest)
  let rest = begun ? word.slice(begun.length) : word
  for (let round = 0; round < 2; round += 1) {
    const ending = endings.find(each => rest.endsWith(each) && rest.length - each.length >= shortest)
    if (ending) rest = loose(rest.slice(0, -ending.length))
  }
  return rest
}

/** What was found before for a word that was typed: each word is sought in the whole file once. */
function kept(index, name, find) {
  if (index.fitted.size > MOST_KEPT) index.fitted.clear()
  if (!index.fitted.has(name)) index.fitted.set(name, find())
  return index.fitted.get(name)
}

/** The words of the file that fit a word that was typed, with how well: `Map of word to part of 1`. */
const fitting = (index, typed, isLast) => kept(index, `${typed} ${isLast}`, () => findFitting(index, typed, isLast))

function findFitting(index, typed, isLast) {
  const key = loose(typed)
  const stem = stemOf(key, index.language)
  const found = new Map()
  for (const word of index.words.values()) {
    if (word.key === key) found.set(word, MATCH.exact)
    else if (word.stem === stem) found.set(word, MATCH.stem)
    else if (key.length >= (isLast ? 2 : index.language.shortest) && word.key.startsWith(key)) found.set(word, MATCH.start)
    else if (stem.length >= index.language.shortest && word.key.includes(stem)) found.set(word, MATCH.part)
    else if (word.stem.length > SHORTEST_STEM && key.includes(word.stem)) found.set(word, MATCH.within)
  }
  return found
}

/** The same for a word that is written by ear, or with typing errors. */
const almostFitting = (index, typed, isLast) => kept(index, `${typed} ~ ${isLast}`, () => findAlmostFitting(index, typed, isLast))

function findAlmostFitting(index, typed, isLast) {
  const { sound, letters } = formsOf(loose(typed), index.language)
  const allowed = typosIn(sound)
  const found = new Map()
  for (const word of allowed ? index.words.values() : []) {
    if (word.sound[0] !== sound[0] || missing(letters, word.letters) > allowed || word.sound.length < sound.length - allowed) continue
    const begun = isLast ? distance(sound, word.sound.slice(0, sound.length), allowed) + 0.5 : allowed + 1
    const errors = Math.min(distance(sound, word.sound, allowed), distance(sound, word.stem, allowed), begun)
    if (errors <= allowed) found.set(word, errors ? MATCH.typo / (1 + errors / 4) : MATCH.sound)
  }
  return found
}

/** Words that belong together: "samen op lopen" is one word of the file. */
function joined(words, index) {
  for (const length of [3, 2]) {
    for (let from = 0; from + length <= words.length; from += 1) {
      const whole = words.slice(from, from + length).join('')
      if (index.words.has(loose(whole))) return joined([...words.slice(0, from), whole, ...words.slice(from + length)], index)
    }
  }
  return words
}

/** The places that the typed words name, the longest name first: `{names, from, to}`, or nothing. */
function placeIn(words, names, isName) {
  const known = byKey(names)
  for (let length = words.length; length > 0; length -= 1) {
    for (let from = 0; from + length <= words.length; from += 1) {
      const to = from + length
      const key = close(words.slice(from, to).join(' '))
      const exact = (known.get(key) ?? []).filter(name => isName(from, to, name))
      if (exact.length) return { names: exact, from, to }
    }
  }
  return null
}

const keyed = new WeakMap() // names by their key, once for each list of names

function byKey(names) {
  if (!keyed.has(names)) {
    const known = new Map()
    for (const name of names) {
      for (const key of new Set([name.key, name.whole])) known.set(key, [...(known.get(key) ?? []), name])
    }
    keyed.set(names, known)
  }
  return keyed.get(names)
}

/** A place that the typed words name and that the map is not about: `{label, kind, from, to}`, or nothing. */
function elsewhereIn(words, elsewhere, isName) {
  for (let length = Math.min(words.length, MOST_NAME_WORDS); length > 0; length -= 1) {
    for (let from = 0; from + length <= words.length; from += 1) {
      const named = elsewhere.get(close(words.slice(from, from + length).join(' ')))
      if (named && isName(from, from + length, { label: named.label, area: {} })) return { ...named, from, to: from + length }
    }
  }
  return null
}

/**
 * What was found for what someone typed: `{found, answer, meant, needs, elsewhere, postcode, isCut}`.
 *
 * `found` are entries, the best first, each with `marks`: the words of the file that fit. `answer` is that of
 * the everyday words that were used, or null, `meant` is what may have been meant, and `needs` is `names` or `postcodes` where the file of all
 * villages or of postcodes could know more; once it is there it is given. `elsewhere` is the place that was named and
 * that the map is not about, `postcode` the one that was typed, and `isCut` is true where only the first words were
 * sought. `home` is the slug of the visitor's municipality.
 */
export function search(typed, index, known = {}) {
  const begun = beginning(typed, MOST_LETTERS)
  const words = fold(begun).split(' ').filter(Boolean)
  const all = words.slice(0, MOST_WORDS).map(word => word.slice(0, LONGEST_WORD))
  const isCut = all.join(' ') !== words.join(' ') || begun.length < beginning(typed, MOST_LETTERS + 1).length
  return { elsewhere: null, postcode: '', ...find(begun, all, index, known), isCut }
}

function find(typed, all, index, { names = null, postcodes = null, elsewhere = null, home = '' }) {
  const nothing = { found: [], answer: null, meant: '', needs: '' }
  if (!all.length) return nothing
  const own = slug => index.places.find(area => area.slug === slug)
  const isIgnored = word => index.language.ignored.has(word)
  const postcode = postcodeOf(typed, all, isIgnored)
  if (postcode) {
    if (!postcodes) return { ...nothing, needs: 'postcodes' }
    return { ...nothing, postcode, found: byPostcode(postcode, postcodes).flatMap(slug => inPlace(own(slug), '')) }
  }

  const isKnown = word => [...fitting(index, word, false).values()].some(part => part >= MATCH.stem)
  const isName = (from, to, { label, area }) => { // Anderen and Nederland are villages, but mostly not meant
    if (to - from > 1 || to - from === all.length) return true
    if (isIgnored(all[from])) return false
    return !isKnown(all[from]) || (label === area.name && from > 0 && isIgnored(all[from - 1]))
  }
  const place = placeIn(all, names ?? index.names, isName)
  const towns = home ? [{ area: own(home), label: '' }] : byArea(place?.names ?? []).map(({ area, label }) => ({ area: own(area.slug), label }))
  const areas = towns.map(({ area }) => area)
  const away = elsewhere && elsewhereIn(all, elsewhere, isName)
  const inName = position => [place, away].some(name => name && position >= name.from && position < name.to)
  const rest = joined(all.filter((word, position) => !inName(position)), index)
  const left = rest.filter(word => !isIgnored(word))
  const words = left.length || place || away ? left : rest
  if (away && !place && !words.length) return { ...nothing, elsewhere: away }

  const fits = words.map(word => {
    const isLast = word === all.at(-1) && !/\s$/.test(typed)
    const sure = fitting(index, word, isLast)
    const isSure = [...sure.values()].some(part => part > MATCH.within)
    const isWhole = [...sure.values()].some(part => part >= MATCH.start)
    const almost = isWhole ? new Map() : almostFitting(index, word, isLast)
    const fit = new Map([...sure, ...almost])
    return { word, sure: isSure, isNear: almost.size > 0, words: fit, rarity: rarityOf(fit, index) }
  })
  const needs = !names && !home && fits.some(({ sure }) => !sure) ? 'names' : ''
  const unsure = fits.filter(({ sure }) => !sure)
  if (names && !place && !away && !home && unsure.length && !unsure.some(({ isNear }) => isNear)) { // no exact name of a place
    const known = words.filter(word => !unsure.some(each => each.word === word)).join(' ')
    const guess = guessed(known ? unsure.map(({ word }) => word).join(' ') : all.join(' '), names, known !== '')
    if (guess.length && !known) return { ...nothing, found: guess.flatMap(({ area, label }) => inPlace(own(area.slug), label)), meant: guess[0].isSure ? '' : guess[0].label }
    if (guess.length) return { ...search(`${known} ${guess[0].label}`, index, { names, elsewhere }), meant: guess[0].isSure ? '' : `${known} ${guess[0].label}` }
  }

  const score = scored(index, fits)
  const answer = answered(index, fits, all, score)
  const found = [...score].map(([number, { points, marks }]) => ({ ...index.entries[number], number, points, marks }))
  const best = Math.max(0, ...found.map(({ points }) => points))
  let shown = found.filter(({ points, area }) => points >= best * LEAST && (!area || !areas.length || areas.includes(area)))
  if (areas.length) shown = [...shown.flatMap(entry => local(entry, areas)), ...towns.flatMap(({ area, label }) => here(area, label, words.length > 0, best))]
  else if (all.length === 1 && all[0].length > 2) shown.push(...index.names.filter(({ key }) => key.startsWith(close(typed))).flatMap(({ area }) => here(area, '', true, best / 2)))
  shown.sort((one, other) => other.points - one.points || one.title.length - other.title.length)
  const seen = new Set()
  shown = shown.filter(({ address, title }) => !seen.has(address + title) && seen.add(address + title))
  return { found: shown, answer, meant: answer ? '' : meantBy(typed, fits), needs, elsewhere: away }
}

/** The postcode that was typed, alone or with the letters and a place behind it; "1900 in Ede" is none. */
function postcodeOf(typed, all, isIgnored) {
  const whole = postcodeIn(typed)
  if (whole) return whole.length > 2 ? whole : ''
  const [first, letters = '', ...rest] = all[0] === 'nl' ? all.slice(1) : all
  const [, digits, own] = /^([1-9]\d{3})(\p{L}{2})?$/u.exec(first) ?? []
  const isAddress = own ? letters !== '' : letters.length === 2 && !isIgnored(letters) && rest.length > 0
  return digits && isAddress && rest.length < MOST_NAME_WORDS ? digits : ''
}

/** One name of each municipality, its own where that is among them. */
function byArea(names) {
  const found = new Map()
  for (const name of names) if (!found.has(name.area.slug) || name.label === name.area.name) found.set(name.area.slug, name)
  return [...found.values()]
}

/**
 * The municipalities whose name begins with this, or is this but for a typing error: `isSure` is false for an error.
 * Beside other words only the name of a municipality is guessed: a word of someone in need is no village.
 */
function guessed(typed, names, isBesideWords) {
  const key = close(typed)
  const letters = lettersOf(key)
  const allowed = key.length < LONG_NAME ? 1 : 2
  if (key.length < SHORTEST_GUESS) return []
  const possible = isBesideWords ? names.filter(({ label, area }) => label === area.name) : names
  const begun = possible.filter(name => name.key.startsWith(key) && (!isBesideWords || key.length > SHORTEST_STEM))
  if (begun.length) return byArea(begun).slice(0, 8).map(name => ({ ...name, isSure: true }))
  if (key.length <= SHORTEST_STEM) return []
  const alike = possible.filter(name => name.key[0] === key[0] && missing(letters, name.letters) <= allowed && distance(key, name.key, allowed) <= allowed)
  return byArea(alike).slice(0, isBesideWords ? 1 : 8).map(name => ({ ...name, isSure: false }))
}

/** How much a typed word tells: the fewer entries it fits best, the more. */
function rarityOf(words, index) {
  const enough = Math.min(Math.max(0, ...words.values()), MATCH.stem)
  const known = new Set([...words].filter(([, part]) => part >= enough).flatMap(([word]) => [...word.found.keys()]))
  return Math.log(1 + index.entries.length / (1 + known.size))
}

/** How well each entry fits all words: `Map of number to {points, marks}`. Rare words count for more. */
function scored(index, fits) {
  const score = new Map()
  for (const { words, rarity } of fits) {
    const best = new Map()
    for (const [word, part] of words) {
      for (const [number, weight] of word.found) {
        const points = part * weight * rarity
        const entry = best.get(number) ?? { points: 0, marks: [], named: 0 }
        entry.points = Math.max(entry.points, points)
        if (weight >= WEIGHT.title && part >= MATCH.stem) entry.named = 1
        entry.marks.push(word.key)
        best.set(number, entry)
      }
    }
    for (const [number, { points, marks, named }] of best) {
      const entry = score.get(number) ?? { points: 0, marks: [], hits: 0, named: 0 }
      score.set(number, { points: entry.points + points, marks: [...entry.marks, ...marks], hits: entry.hits + 1, named: entry.named + named })
    }
  }
  for (const [number, entry] of score) {
    const share = entry.hits / fits.length // of what was typed
    const whole = Math.min(1, entry.named / index.entries[number].length) // of the title
    entry.points *= (0.25 + 0.75 * share ** 2) * (1 + 1.5 * whole)
  }
  return score
}

/** The everyday words that someone uses, the surest of them, danger before all else; their pages come before others. */
function answered(index, fits, all, score) {
  const says = fits.filter(({ words }) => words.size)
  const strength = new Map()
  for (const { meaning, words } of index.sayings) {
    const own = said(index, words, says, all)
    if (own > (strength.get(meaning) ?? 0)) strength.set(meaning, own)
  }
  const best = Math.max(0, ...strength.values())
  const sure = [...strength].filter(([, own]) => own >= Math.max(best * 0.7, 0.3))
  const [answer = null] = sure.sort(([a, one], [b, other]) => b.danger - a.danger || other - one).map(([meaning]) => meaning)
  const most = Math.max(1, ...[...score.values()].map(({ points }) => points))
  for (const [meaning, own] of strength) {
    for (const [rank, number] of meaning.pages.entries()) {
      const entry = score.get(number) ?? { points: 0, marks: [] }
      const points = most * OWN_WORDS * own ** 2 * (1 - rank / 10) * (answer === meaning && meaning.danger ? 2 : 1)
      score.set(number, { ...entry, points: Math.max(entry.points, points + entry.points / 10) })
    }
  }
  return answer
}

/** How surely someone says this, from 0 to 1: all of its words, and what part they are of what was typed. */
function said(index, words, says, all) {
  const telling = words.filter(word => !index.language.ignored.has(word))
  if (!telling.length) {
    const isThere = all.some((_, start) => words.every((word, step) => all[start + step] === word))
    return isThere ? 1 : 0
  }
  if (telling.length === 1 && words.length > 1 && !words.every(word => word === telling[0] || all.includes(word))) return 0 // "ik wil dood" is not "dood"
  const own = telling.map(word => index.words.get(loose(word)))
  const fit = own.map(word => Math.max(0, ...says.map(each => quality(each, word))))
  const sum = some => some.reduce((total, { rarity }) => total + rarity, 0)
  const used = sum(says.filter(each => own.some(word => quality(each, word))))
  if (fit.filter(Boolean).length < telling.length * MOST_SAID) return 0
  const whole = fit.reduce((sum, each) => sum + each, 0) / telling.length
  const rare = Math.max(...telling.map(word => Math.log(index.sayings.length / index.said.get(word))))
  return whole < SURE ? 0 : rare * RARER + whole * (0.3 + 0.7 * used / Math.max(used, sum(says), 0.01))
}

/** What a typed word is worth in what someone says; that "gezin" is a part of "pleeggezin" is worth nothing. */
function quality({ word: typed, words, sure, isNear }, word) {
  const part = words.get(word) ?? 0
  if (part === MATCH.part || ((sure || isNear) && part === MATCH.within) || (part === MATCH.start && typed.length < word.key.length * SURE)) return 0
  return part && Math.max(part, SURE + 0.05)
}

/** An entry as it is in a place: the offer or the desk there, where there is one. */
function local(entry, areas) {
  const there = areas.flatMap(area => [...area.offers, ...area.contacts].filter(({ whole }) => whole === entry.number))
  const isAbsent = entry.kind === 'initiative' && areas.length === 1 && !there.length
  return [...there.map(each => ({ ...each, points: entry.points * 1.1, marks: entry.marks })), isAbsent ? { ...entry, absentIn: areas[0].name } : entry]
}

/** A municipality, and with `hasWords` false all that is there. */
function here(area, label, hasWords, best) {
  const points = hasWords ? best * 0.95 : 1
  return hasWords ? inPlace(area, label).slice(0, 1).map(entry => ({ ...entry, points })) : inPlace(area, label)
}

/** The page of a municipality, and what is there. */
function inPlace(area, label) {
  if (!area) return []
  const page = { kind: 'municipality', address: area.address, title: area.name, village: label && label !== area.name ? label : '', text: area.province, area, marks: [], points: 1 }
  return [page, ...[...area.offers, ...area.contacts].map(entry => ({ ...entry, marks: [], points: 0.9 }))]
}

/** What was probably meant, where a word only fits with typing errors. */
function meantBy(typed, fits) {
  if (fits.every(({ sure }) => sure) || !fits.some(({ sure, words }) => !sure && words.size)) return ''
  let meant = typed.trim()
  for (const { word, sure, words } of fits) {
    if (sure || !words.size) continue
    const [best] = [...words].sort(([a, one], [b, other]) => other - one || b.found.size - a.found.size)[0]
    meant = meant.split(/(\s+)/).map(each => (fold(each) === word ? best.shown : each)).join('')
  }
  return meant === typed.trim() ? '' : meant
}

/** True for a word of a text that was found. */
export const isMarked = (token, marks) => token && fold(token).split(' ').some(word => word && marks.includes(loose(word)))

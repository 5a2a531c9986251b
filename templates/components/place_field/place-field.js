// Finds a municipality by postcode, place or name, in a file that is loaded when the field is first used.
// It forgives capitals, accents, hyphens and one or two typing errors. Nothing that is typed leaves the page.

const MOST = 8
const NEAREST = 3
const POSTCODE = /^([1-9]\d{0,3})\s*[a-z]{0,2}$/i
const RANKS = { exact: 0, wholeWord: 1, start: 2, word: 3, typo: 4 }
const fold = text => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/['’‘`]/g, '').replace(/[^\p{L}\p{N}]+/gu, ' ').trim()
const close = text => fold(text).replace(/\b(ad|(a|aan) (d|den|de))\b/g, 'aan den').replace(/\bst\b/g, 'sint').replaceAll(' ', '')

/** The letters of a word as bits, and how many of one word are not in another: each of those is at least one error. */
const lettersOf = word => [...word].reduce((bits, letter) => bits | (1 << (letter.codePointAt(0) % 32)), 0)
const missing = (one, other) => {
  let bits = one & ~other
  let count = 0
  for (; bits; bits &= bits - 1) count += 1
  return count
}

let loading // the places, once for all fields of the page

/** The municipalities and every name that leads to one: `{label, key, letters, words, area}`, and their postcodes. */
function read(text) {
  const names = []
  const areas = text.split('\n').map(line => {
    const [slug, name, province, places, others, postcodes] = line.split('\t')
    const spans = postcodes ? postcodes.split(',').map(span => span.split('-').map(Number)) : []
    const area = { slug, name, province, spans: spans.map(([low, high]) => [low, high ?? low]) }
    for (const label of [name, ...places.split('|'), ...others.split('|')]) {
      const bare = label.replace(/ \([^)]*\)$/, '') // Bergen (NH) is also Bergen
      const key = close(bare)
      if (label) names.push({ label, area, key, letters: lettersOf(key), words: fold(bare).split(' ') })
    }
    return area
  })
  return { areas, names }
}

/** How many typing errors a word of this length may have. */
const typosIn = key => (key.length < 4 ? 0 : key.length < 7 ? 1 : 2)

/** The number of letters to change, add, leave out or swap between two words, or more than `most`. */
function distance(one, other, most) {
  if (Math.abs(one.length - other.length) > most) return most + 1
  let before = []
  let last = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (let i = 1; i <= one.length; i += 1) {
    const row = [i]
    for (let j = 1; j <= other.length; j += 1) {
      const same = one[i - 1] === other[j - 1]
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1))
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1)
    }
    if (Math.min(...row) > most) return most + 1
    before = last
    last = row
  }
  return last[other.length]
}

/** What fits a postcode: the municipalities it lies in, by its four digits or the first of them. */
function byPostcode(digits, { areas }) {
  const low = Number(digits.padEnd(4, '0'))
  const high = Number(digits.padEnd(4, '9'))
  const found = areas.filter(area => area.spans.some(([from, to]) => from <= high && to >= low))
  return found.map(area => ({ label: area.name, area, rank: RANKS.exact }))
}

/** What fits a name, the surest first: the whole name, its beginning, a word in it, a typing error. */
function byName(typed, { names }) {
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
function nearest(typed, { areas, names }) {
  const postcode = POSTCODE.exec(typed)
  if (postcode) {
    const away = area => Math.min(...area.spans.map(([low, high]) => Math.max(low - postcode[1], postcode[1] - high, 0)))
    return sorted(areas.map(area => ({ label: area.name, key: area.name, area, rank: away(area) }))).slice(0, NEAREST)
  }
  const key = close(typed)
  const letters = lettersOf(key)
  const most = typosIn(key) && typosIn(key) + 2
  const alike = most ? names.filter(name => missing(letters, name.letters) <= most) : []
  const found = alike.map(name => ({ ...name, rank: distance(key, name.key, most) })).filter(name => name.rank <= most)
  return sorted(found).slice(0, NEAREST)
}

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
function search(typed, places) {
  const postcode = POSTCODE.exec(typed)
  if (postcode) {
    const found = byPostcode(postcode[1], places)
    const isWhole = postcode[1].length === 4
    return { found, isCertain: isWhole && found.length === 1, isShared: isWhole && found.length > 1 }
  }
  const found = close(typed) ? byName(typed, places) : []
  const exact = found.filter(name => name.rank === RANKS.exact)
  return { found, isCertain: exact.length === 1 || found.length === 1, isShared: false }
}

function start(form) {
  const input = form.querySelector('input')
  const list = form.querySelector('[role=listbox]')
  const said = form.querySelector('[role=status]')
  const messages = JSON.parse(form.dataset.messages)
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, key) => values[key])
  let shown = []
  let active = -1

  const load = () => {
    loading ??= fetch(form.dataset.places).then(answer => {
      if (!answer.ok) throw new Error(answer.statusText)
      return answer.text()
    }).then(read)
    loading.catch(() => { said.textContent = messages.broken })
    return loading
  }
  const go = ({ area }) => { location.href = `${form.dataset.home}${area.slug}/` }
  const hide = () => {
    list.hidden = true
    active = -1
    input.setAttribute('aria-expanded', 'false')
    input.removeAttribute('aria-activedescendant')
  }
  const point = index => {
    active = (index + shown.length) % shown.length
    for (const [place, option] of [...list.children].entries()) option.setAttribute('aria-selected', String(place === active))
    input.setAttribute('aria-activedescendant', list.children[active].id)
    list.children[active].scrollIntoView({ block: 'nearest' })
  }
  const show = found => {
    shown = found.slice(0, MOST)
    list.replaceChildren(...shown.map(({ label, area }, index) => {
      const option = Object.assign(document.createElement('li'), { id: `${list.id}-${index}` })
      const name = Object.assign(document.createElement('bdi'), { textContent: label })
      const where = Object.assign(document.createElement('span'), {
        textContent: label === area.name ? area.province : fill(messages.in, { name: area.name, province: area.province })
      })
      option.setAttribute('role', 'option')
      option.setAttribute('aria-selected', 'false')
      option.append(name, where)
      option.addEventListener('pointerdown', event => event.preventDefault()) // the field keeps the focus
      option.addEventListener('click', () => go(shown[index]))
      return option
    }))
    active = -1
    input.removeAttribute('aria-activedescendant')
    list.hidden = !shown.length
    input.setAttribute('aria-expanded', String(!list.hidden))
  }

  /** Shows what fits what is typed; with `isFinal` the visitor is done, and goes on where there is one answer. */
  const answer = async isFinal => {
    const typed = input.value.trim()
    if (!typed) {
      hide()
      said.textContent = ''
      return
    }
    let places
    try { places = await load() } catch { return }
    if (typed !== input.value.trim()) return // the visitor typed on
    const { found, isCertain, isShared } = search(typed, places)
    if (isFinal && isCertain) {
      go(found[0])
      return
    }
    const near = found.length ? [] : nearest(typed, places)
    show(found.length ? found : near)
    if (isShared) said.textContent = fill(messages.which, { typed })
    else if (found.length) said.textContent = fill(found.length > MOST ? messages.many : messages.found, { count: found.length })
    else said.textContent = fill(near.length ? messages.near : messages.nothing, { typed })
  }

  input.addEventListener('focus', () => { load().catch(() => {}) }, { once: true })
  input.addEventListener('input', () => answer(false))
  input.addEventListener('blur', hide)
  input.addEventListener('keydown', event => {
    if (event.key === 'Escape') hide()
    if (list.hidden || !['ArrowDown', 'ArrowUp'].includes(event.key)) return
    event.preventDefault()
    point(event.key === 'ArrowDown' ? active + 1 : active < 0 ? shown.length - 1 : active - 1)
  })
  form.addEventListener('submit', event => {
    event.preventDefault()
    if (active >= 0) go(shown[active])
    else answer(true)
  })
  form.hidden = false
}

for (const form of document.querySelectorAll('form.where')) start(form)

// The field "Where do you live?": suggestions from the first letter on, by keyboard, mouse and screen reader. It goes
// to a municipality where what was typed can only be that one, also with a typing error; else it asks, with buttons to
// choose from. The places, and what finds in them, are loaded when it is first used. Nothing that is typed leaves the
// page: without this script the form only opens the list, and the field has no name.

import { fillApart as fill, quoted } from '../words/messages.js'
import { cut } from '../words/words.js'
import { load } from './lines.js'

/** @typedef {import('./places.js').Name} Name */
/** @typedef {import('./places.js').Meant} Meant */
/** @typedef {import('./places.js').Places} Places */

const MOST = 8
const MOST_LETTERS = 200

/** @typedef {typeof import('./places.js')} Finder */
/** @typedef {import('../words/messages.js').Messages} Messages */
/** @typedef {{ finder: Finder, places: Places, hasPostcodes: boolean, words: Messages }} Known */

/** @type {Known | undefined} */
let known // once for all fields of the page

/**
 * All that is known of places, and what finds in it; loaded once. Without the postcodes the names can still be found.
 * @param {HTMLFormElement} form
 */
async function placesOf({ dataset }) {
  if (known) return known
  const files = Promise.all([load(dataset.names ?? ''), load(dataset.postcodes ?? '').catch(() => [])])
  const said = fetch(dataset.words ?? '').then(answer => answer.json())
  const [finder, [names, postcodes], words] = await Promise.all([import('./places.js'), files, said])
  const ranges = finder.readPostcodes(postcodes)
  const places = { names: finder.readNames(names), elsewhere: finder.readElsewhere(names), postcodes: ranges }
  const found = { finder, places, hasPostcodes: ranges.size > 0, words }
  if (found.hasPostcodes) known = found
  return found
}

/**
 * The part of a form that this selects; a form always has it.
 * @param {HTMLFormElement} form
 * @param {string} selector
 */
const partOf = (form, selector) => /** @type {HTMLElement} */ (form.querySelector(selector))

/** One field: what is typed in it, what it suggests, says and asks. */
class PlaceField {
  /** @type {Name[]} */
  shown = []
  active = -1 // of the suggestions, the one that the keyboard points at
  turn = 0 // how often it was asked

  /** @param {HTMLFormElement} form */
  constructor(form) {
    this.form = form
    this.input = /** @type {HTMLInputElement} */ (partOf(form, 'input'))
    this.list = partOf(form, '[role=listbox]')
    this.said = partOf(form, '[role=status]')
    this.choices = partOf(form, '.where__choices')
    const { broken = '', list = '' } = form.dataset
    /** @type {Messages} */
    this.messages = { broken, list } // the others come with the places
  }

  start() {
    const { form, input } = this
    input.addEventListener('focus', () => this.places().catch(() => {}), { once: true })
    input.addEventListener('input', () => this.answer(false))
    input.addEventListener('blur', () => { // a list over the page goes; going, one that stands in it would move it
      if (getComputedStyle(this.list).position === 'absolute') this.hide()
    })
    input.addEventListener('keydown', event => this.follow(event))
    form.addEventListener('submit', event => {
      event.preventDefault()
      if (this.active >= 0) this.go(this.shown[this.active])
      else this.answer(true)
    })
    if (document.activeElement === input) this.places().catch(() => {}) // the visitor was first
  }

  /** The places; where they cannot be had the field says so. */
  places() {
    const loading = placesOf(this.form)
    loading.then(({ words }) => Object.assign(this.messages, words), () => {})
    loading.catch(() => this.say([this.messages.broken, this.wayToList()]))
    return loading
  }

  /**
   * Says sentences, and shows ways on.
   * @param {(string | Node)[]} parts
   */
  say(parts) {
    this.said.replaceChildren(...parts.filter(Boolean).flatMap(each => [each, ' ']))
  }

  /**
   * Shows what fits what is typed; with `isFinal` the visitor is done, and goes on where there is one answer.
   * @param {boolean} isFinal
   */
  async answer(isFinal) {
    cut(this.input, MOST_LETTERS)
    const typed = this.input.value.trim()
    if (!typed) {
      this.clear()
      return
    }
    this.turn += 1
    const own = this.turn
    const loaded = await this.places().catch(() => null)
    if (!loaded || own !== this.turn || typed !== this.input.value.trim()) return // the visitor went on
    const { finder, places, hasPostcodes } = loaded
    if (!hasPostcodes && finder.postcodeAmong(typed)) {
      this.clear()
      this.say([this.messages.broken, this.wayToList()])
      return
    }
    const result = finder.search(typed, places)
    if (isFinal && result.isSentence) {
      this.goSearch(typed)
      return
    }
    if (isFinal && result.certain) {
      this.go(result.certain)
      return
    }
    this.hide()
    if (!isFinal) this.suggest(result.found)
    this.ask(isFinal ? result.found.slice(0, MOST) : [])
    this.say(this.tell(typed, isFinal, result))
    this.form.toggleAttribute('data-elsewhere', Boolean(result.elsewhere) && !result.found.length)
  }

  /**
   * Goes to the page of a municipality, unless the page has asked for it itself.
   * @param {Name} name
   */
  go({ area }) {
    const place = new CustomEvent('place', { bubbles: true, cancelable: true, detail: area })
    const isAsked = !this.form.dispatchEvent(place)
    if (isAsked) this.clear()
    else location.href = `${this.form.dataset.home}${area.slug}/`
  }

  /**
   * Searches what is no place on the whole site. Who comes back does not find it in the field: it may be what someone
   * fears to say.
   * @param {string} typed
   */
  goSearch(typed) {
    const { href } = this.wayToSearch(typed)
    this.input.value = ''
    this.clear()
    location.href = href
  }

  clear() {
    this.hide()
    this.said.textContent = ''
    this.ask([])
    this.form.removeAttribute('data-elsewhere')
  }

  /** Takes the suggestions away. */
  hide() {
    this.list.hidden = true
    this.active = -1
    this.input.setAttribute('aria-expanded', 'false')
    this.input.removeAttribute('aria-activedescendant')
  }

  /**
   * Suggests the first of these names below the field.
   * @param {Name[]} found
   */
  suggest(found) {
    this.shown = found.slice(0, MOST)
    this.active = -1
    this.list.replaceChildren(...this.shown.map((name, position) => this.option(name, position)))
    this.list.hidden = !this.shown.length
    this.input.removeAttribute('aria-activedescendant')
    this.input.setAttribute('aria-expanded', String(!this.list.hidden))
  }

  /**
   * @param {Name} name
   * @param {number} position
   */
  option(name, position) {
    const option = Object.assign(document.createElement('li'), { id: `${this.list.id}-${position}` })
    option.setAttribute('role', 'option')
    option.setAttribute('aria-selected', 'false')
    option.append(...this.wordsOf(name))
    option.addEventListener('pointerdown', event => event.preventDefault()) // the field keeps the focus
    option.addEventListener('click', () => this.go(name))
    return option
  }

  /**
   * Lets the keys go up and down along the suggestions, and leave them.
   * @param {KeyboardEvent} event
   */
  follow(event) {
    if (event.key === 'Escape') this.hide()
    if (this.list.hidden || !['ArrowDown', 'ArrowUp'].includes(event.key)) return
    event.preventDefault()
    const last = this.shown.length - 1
    if (event.key === 'ArrowDown') this.point(this.active < last ? this.active + 1 : 0)
    else this.point(this.active > 0 ? this.active - 1 : last)
  }

  /** @param {number} position */
  point(position) {
    this.active = position
    for (const [place, option] of [...this.list.children].entries()) {
      option.setAttribute('aria-selected', String(place === position))
    }
    const option = this.list.children[position]
    this.input.setAttribute('aria-activedescendant', option.id)
    option.scrollIntoView({ block: 'nearest' })
  }

  /**
   * Buttons to choose from, which stay until one is chosen or something else is typed.
   * @param {Name[]} found
   */
  ask(found) {
    this.choices.replaceChildren(...found.map(name => {
      const button = Object.assign(document.createElement('button'), { type: 'button', className: 'where__choice' })
      button.append(...this.wordsOf(name))
      button.addEventListener('click', () => this.go(name))
      const line = document.createElement('li')
      line.append(button)
      return line
    }))
    this.choices.hidden = !found.length
  }

  /**
   * A name, and the municipality and province that tell it from others.
   * @param {Name} name
   */
  wordsOf({ label, area: { name, province } }) {
    const where = label === name ? province : fill(this.messages.in, { name, province })
    return [
      Object.assign(document.createElement('bdi'), { textContent: label }),
      Object.assign(document.createElement('span'), { textContent: where })
    ]
  }

  /**
   * The sentences about what was found, with the way to the whole site where that may know more.
   * @param {string} typed
   * @param {boolean} isFinal
   * @param {Meant} meant
   * @returns {(string | Node)[]}
   */
  tell(typed, isFinal, { found, isKnown, postcode, elsewhere, isSentence }) {
    const { messages } = this
    if (isSentence) return [this.wayToSearch(typed, 'button where__search')]
    const mean = found.length ? messages.mean : ''
    if (elsewhere) return [fill(messages[elsewhere.kind], { name: elsewhere.label }), mean]
    if (postcode && !isKnown) return [fill(messages.no_postcode, { postcode }), mean]
    if (postcode && found.length > 1) return [fill(messages.which, { typed: postcode })]
    if (isKnown && isFinal) return [messages.mean]
    if (isKnown) return [fill(this.counted(found.length), { count: found.length })]
    const unknown = fill(messages.unknown, { typed: quoted(typed.replace(/[.\s]+$/, '')) })
    return [unknown, ...(mean ? [mean] : [messages.nothing, this.wayToList()]), this.wayToSearch(typed)]
  }

  wayToList() {
    return Object.assign(document.createElement('a'), { href: this.form.action, textContent: this.messages.list })
  }

  /**
   * How many were found, and what to do by keyboard where there is one.
   * @param {number} count
   */
  counted(count) {
    const { messages } = this
    if (!matchMedia('(hover: hover)').matches) return messages.found_by_touch
    return count > MOST ? messages.many : messages.found
  }

  /**
   * The way to the whole site with what was typed.
   * @param {string} typed
   */
  wayToSearch(typed, className = '') {
    const href = `${this.form.dataset.search}#${new URLSearchParams({ zoek: typed })}`
    const way = Object.assign(document.createElement('a'), { href, className, textContent: this.messages.search })
    way.addEventListener('click', event => {
      event.preventDefault()
      this.goSearch(typed)
    })
    return way
  }
}

/** @type {NodeListOf<HTMLFormElement>} */
const forms = document.querySelectorAll('form.where')
for (const form of forms) new PlaceField(form).start()

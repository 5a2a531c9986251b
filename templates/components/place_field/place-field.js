// The field "Where do you live?": suggestions from the first letter on, by keyboard, mouse and screen reader. It goes
// nowhere on a guess: where a whole name or postcode does not tell one municipality, it asks, with buttons to choose from.
// The places are loaded when it is first used. Nothing that is typed leaves the page.

import { fillApart as fill, quoted } from '../words/messages.js'
import { cut } from '../words/words.js'
import { load, readElsewhere, readNames, readPostcodes, search } from './places.js'

const MOST = 8
const MOST_LETTERS = 200

/** All that is known of places; the files are loaded once. */
async function placesOf({ dataset }) {
  const [names, postcodes] = await Promise.all([load(dataset.names), load(dataset.postcodes)])
  known ??= { names: readNames(names), elsewhere: readElsewhere(names), postcodes: readPostcodes(postcodes) }
  return known
}

let known // the places, once for all fields of the page

function start(form) {
  const input = form.querySelector('input')
  const list = form.querySelector('[role=listbox]')
  const said = form.querySelector('[role=status]')
  const choices = form.querySelector('.where__choices')
  const messages = JSON.parse(form.dataset.messages)
  let shown = []
  let active = -1

  const places = () => {
    const loading = placesOf(form)
    loading.catch(() => { said.textContent = messages.broken })
    return loading
  }
  /** Goes to the page of a municipality, unless the page has asked for it itself. */
  const go = ({ area }) => {
    const isAsked = !form.dispatchEvent(new CustomEvent('place', { bubbles: true, cancelable: true, detail: area }))
    if (!isAsked) location.href = `${form.dataset.home}${area.slug}/`
    else clear()
  }
  const clear = () => {
    hide()
    said.textContent = ''
    ask([])
    form.removeAttribute('data-elsewhere')
  }
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
    list.replaceChildren(...shown.map((name, index) => {
      const option = Object.assign(document.createElement('li'), { id: `${list.id}-${index}` })
      option.setAttribute('role', 'option')
      option.setAttribute('aria-selected', 'false')
      option.append(...wordsOf(name))
      option.addEventListener('pointerdown', event => event.preventDefault()) // the field keeps the focus
      option.addEventListener('click', () => go(shown[index]))
      return option
    }))
    active = -1
    input.removeAttribute('aria-activedescendant')
    list.hidden = !shown.length
    input.setAttribute('aria-expanded', String(!list.hidden))
  }
  /** A name, and the municipality and province that tell it from others. */
  const wordsOf = ({ label, area }) => [
    Object.assign(document.createElement('bdi'), { textContent: label }),
    Object.assign(document.createElement('span'), {
      textContent: label === area.name ? area.province : fill(messages.in, { name: area.name, province: area.province })
    })
  ]
  /** Buttons to choose from, which stay until one is chosen or something else is typed. */
  const ask = found => {
    choices.replaceChildren(...found.map(name => {
      const button = Object.assign(document.createElement('button'), { type: 'button', className: 'where__choice' })
      button.append(...wordsOf(name))
      button.addEventListener('click', () => go(name))
      const line = document.createElement('li')
      line.append(button)
      return line
    }))
    choices.hidden = !found.length
  }
  /** The sentences about what was found, with the way to the whole site where that may know more. */
  const tell = (typed, isFinal, { found, isKnown, postcode, elsewhere }) => {
    const link = Object.assign(document.createElement('a'), { href: `${form.dataset.search}#${new URLSearchParams({ zoek: typed })}`, textContent: messages.search })
    const mean = found.length ? messages.mean : ''
    const counted = fill(found.length > MOST ? messages.many : messages.found, { count: found.length })
    if (elsewhere) return [fill(messages[elsewhere.kind], { name: elsewhere.label }), mean]
    if (postcode && !isKnown) return [fill(messages.no_postcode, { postcode }), mean]
    if (postcode && found.length > 1) return [fill(messages.which, { typed: postcode })]
    if (isKnown) return [isFinal ? messages.mean : counted]
    return [fill(messages.unknown, { typed: quoted(typed.replace(/[.\s]+$/, '')) }), found.length ? messages.mean : messages.nothing, link]
  }

  /** Shows what fits what is typed; with `isFinal` the visitor is done, and goes on where there is one answer. */
  const answer = async isFinal => {
    cut(input, MOST_LETTERS)
    const typed = input.value.trim()
    if (!typed) {
      clear()
      return
    }
    try { await places() } catch { return }
    if (typed !== input.value.trim()) return // the visitor typed on
    const result = search(typed, known)
    if (isFinal && result.certain) {
      go(result.certain)
      return
    }
    hide()
    if (!isFinal) show(result.found)
    ask(isFinal ? result.found.slice(0, MOST) : [])
    said.replaceChildren(...tell(typed, isFinal, result).filter(Boolean).flatMap(part => [part, ' ']))
    form.toggleAttribute('data-elsewhere', Boolean(result.elsewhere) && !result.found.length)
  }

  input.addEventListener('focus', () => { places().catch(() => {}) }, { once: true })
  input.addEventListener('input', () => answer(false))
  input.addEventListener('blur', () => { // a list that lies over the page goes; one that stands in it would move what is clicked
    if (getComputedStyle(list).position === 'absolute') hide()
  })
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

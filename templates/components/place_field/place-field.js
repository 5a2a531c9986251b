// The field "Where do you live?": suggestions from the first letter on, by keyboard, mouse and screen reader.
// The places are loaded when it is first used. Nothing that is typed leaves the page.

import { fill } from './messages.js'
import { load, nearest, readNames, readPostcodes, search } from './places.js'

const MOST = 8

/** All that is known of places; the files are loaded once. */
async function placesOf({ dataset }) {
  const [names, postcodes] = await Promise.all([load(dataset.names), load(dataset.postcodes)])
  known ??= { names: readNames(names), postcodes: readPostcodes(postcodes) }
  return known
}

let known // the places, once for all fields of the page

function start(form) {
  const input = form.querySelector('input')
  const list = form.querySelector('[role=listbox]')
  const said = form.querySelector('[role=status]')
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
    else hide()
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
    try { await places() } catch { return }
    if (typed !== input.value.trim()) return // the visitor typed on
    const { found, isCertain, isShared } = search(typed, known)
    if (isFinal && isCertain) {
      go(found[0])
      return
    }
    const near = found.length ? [] : nearest(typed, known)
    show(found.length ? found : near)
    if (isShared) said.textContent = fill(messages.which, { typed })
    else if (found.length) said.textContent = fill(found.length > MOST ? messages.many : messages.found, { count: found.length })
    else {
      const link = Object.assign(document.createElement('a'), { href: `${form.dataset.search}#${new URLSearchParams({ zoek: typed })}`, textContent: messages.elsewhere })
      said.replaceChildren(`${fill(near.length ? messages.near : messages.nothing, { typed })} `, link)
    }
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

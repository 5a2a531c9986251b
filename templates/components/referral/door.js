// The way in for who refers a family: the place that is chosen leads to the referral card of that municipality.
// Answers in the address go along, also those of links to the signpost for professionals, which stood elsewhere.

import { besidesPlace } from '../signpost/address.js'
import { one } from '../signpost/elements.js'
import { visit } from '../signpost/municipality.js'
import { fillApart as fill, listQuoted } from '../words/messages.js'

/** @typedef {import('../place_field/places.js').Area} Area */

const SLUG = /^[a-z0-9-]{1,60}$/
const door = one('.door')
const { unknown = '', lost = '' } = door.dataset
const home = one('form.where', door).dataset.home ?? ''
const isAnchor = () => Boolean(document.getElementById(location.hash.slice(1)))

/**
 * The answers in the address, as they came: the card says what it does not know.
 * @returns {Record<string, string>}
 */
function answers() {
  return isAnchor() ? {} : Object.fromEntries(new URLSearchParams(location.hash.replace(/^#/, '')))
}

/**
 * The card of a municipality, with the answers so far.
 * @param {string} slug
 */
function cardOf(slug) {
  const others = new URLSearchParams(besidesPlace(answers())).toString().replaceAll('%2C', ',')
  return `${home}${slug}/verwijzen/${others ? `#${others}` : ''}`
}

/** Goes on to the municipality in the address; one that is not there is named. */
async function follow() {
  const { waar } = answers()
  const note = one('.door__note', door)
  note.textContent = ''
  if (!waar) return
  const place = SLUG.test(waar) ? await visit(waar, new URL(`${home}${waar}/`, location.href)) : null
  if (place && !place.isLost) location.replace(cardOf(waar))
  else note.textContent = place ? lost : fill(unknown, { words: listQuoted([`waar=${waar}`]) })
}

door.addEventListener('place', event => {
  event.preventDefault()
  location.href = cardOf(/** @type {CustomEvent<Area>} */ (event).detail.slug)
})
window.addEventListener('hashchange', follow)
follow()

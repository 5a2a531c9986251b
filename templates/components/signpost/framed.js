// The signpost in a frame of another site: what around the questions is about the municipality in the address.

import { one } from './elements.js'
import { fill } from '../words/messages.js'

/** @typedef {import('./municipality.js').Municipality} Municipality */

const root = document.documentElement

/**
 * The house style of the municipality, which goes before light and dark.
 * @param {URL | undefined} theme
 */
function dress(theme) {
  const old = /** @type {HTMLLinkElement | null} */ (document.querySelector('link[data-theme]'))
  if (!theme) {
    old?.remove()
    return
  }
  const link = old ?? Object.assign(document.createElement('link'), { rel: 'stylesheet' })
  link.dataset.theme = ''
  link.href = theme.href
  if (!old) document.head.append(link)
  root.classList.remove('light')
  root.classList.add('themed')
}

/**
 * Shows whose frame it is: its house style, whether it is an example, and the ways to the rest of it.
 * @param {Municipality} place
 * @param {string} home the start of the site in this language
 */
export function showWhose({ slug, name, address, theme, isExample }, home) {
  const back = /** @type {HTMLAnchorElement} */ (one('[data-back-to]'))
  const whole = /** @type {HTMLAnchorElement} */ (one('[data-whole]'))
  back.textContent = fill(back.dataset.backTo ?? '', { place: name })
  back.href = new URL(`${home}${slug}/insluiten/`, location.href).href
  back.target = '_self'
  back.search = location.search
  whole.textContent = fill(whole.dataset.whole ?? '', { place: name })
  whole.href = address.href
  one('.embed__whole').hidden = false
  one('.example-banner').hidden = !isExample
  dress(theme)
}

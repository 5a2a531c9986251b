// Elements of the page, and new ones with words in them, which are never read as HTML.

/** @typedef {string | {text: string, lang: string, dir: string}} Words a text, with its language where it is another */

/**
 * The element that this selects; the page always has it.
 * @param {string} selector
 * @param {ParentNode} [within]
 */
export const one = (selector, within = document) => /** @type {HTMLElement} */ (within.querySelector(selector))

/**
 * All elements that this selects.
 * @param {string} selector
 * @param {ParentNode} [within]
 */
export const all = (selector, within = document) =>
  /** @type {HTMLElement[]} */ ([...within.querySelectorAll(selector)])

/**
 * A copy of an element with all that is in it.
 * @template {Element} E
 * @param {E} element
 */
export const copyOf = element => /** @type {E} */ (element.cloneNode(true))

/**
 * An element with properties and children.
 * @template {keyof HTMLElementTagNameMap} N
 * @param {N} name
 * @param {Partial<HTMLElementTagNameMap[N]>} [properties]
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[N]}
 */
export function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties)
  made.append(...children)
  return made
}

/**
 * Those that are there: where something is not known, its part is empty.
 * @template T
 * @param {(T | undefined | '' | 0)[]} parts
 */
export const known = parts => /** @type {T[]} */ (parts.filter(Boolean))

/**
 * A text as it stands in a page.
 * @param {Words} words
 * @returns {Node | string}
 */
export function spoken(words) {
  if (typeof words === 'string') return words
  const { text, lang, dir } = words
  return element('span', { lang, dir }, text)
}

/**
 * A link.
 * @param {string} href
 * @param {...(Node | string)} children
 */
export const link = (href, ...children) => element('a', { href }, ...children)

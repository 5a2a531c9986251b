// Elements with words in them, which are never read as HTML.

/** @typedef {string | {text: string, lang: string, dir: string}} Words a text, with its language where it is another */

/**
 * An element with properties and children.
 * @param {string} name
 * @param {object} [properties]
 * @param {...(Node | string)} children
 * @returns {HTMLElement}
 */
export function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties)
  made.append(...children)
  return made
}

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

// Folds that behave as people expect: a link to something inside opens it, and what hangs from the top of the page
// closes with Escape and with a tap beside it. Without this script they open and close by themselves.

/**
 * Opens every fold around the place on this page that a link or the address points at.
 * @param {string} hash
 * @returns {Element | null} that place, where it was folded away
 */
function openTarget(hash) {
  const target = document.getElementById(hash.slice(1))
  /** @type {HTMLDetailsElement[]} */
  const closed = []
  for (let fold = target?.closest('details'); fold; fold = fold.parentElement?.closest('details')) {
    if (!fold.open) closed.push(fold)
  }
  for (const fold of closed) fold.open = true
  return closed.length ? target : null
}

/** @returns {NodeListOf<HTMLDetailsElement>} */
const hanging = () => document.querySelectorAll('.drop[open]')

document.addEventListener('keydown', ({ key }) => {
  if (key !== 'Escape') return
  for (const drop of hanging()) {
    drop.open = false
    drop.querySelector('summary')?.focus()
  }
})
document.addEventListener('click', ({ target }) => {
  const link = target instanceof Element && target.closest('a')
  if (link && link.getAttribute('href')?.startsWith('#')) openTarget(link.hash) // before others put the focus there
}, true)
document.addEventListener('click', ({ target }) => {
  for (const drop of hanging()) {
    if (target instanceof Node && !drop.contains(target)) drop.open = false
  }
})
window.addEventListener('hashchange', () => openTarget(location.hash)?.scrollIntoView())
openTarget(location.hash)?.scrollIntoView()

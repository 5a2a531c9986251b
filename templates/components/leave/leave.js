// Leaves this site for a harmless page that takes its place in the history: by the link, or by Escape three times.

const PRESSES = 3
const WITHIN = 3000 // milliseconds between the first Escape and the last

const link = /** @type {HTMLAnchorElement | null} */ (document.querySelector('.leave a'))
const bar = /** @type {HTMLElement | null} */ (link && link.closest('.leave'))
/** @type {number[]} */
let presses = [] // when Escape was pressed

/** Goes: first nothing is to be seen any more, for the other page may be slow. */
export function leave() {
  if (!link) return
  document.body.hidden = true
  document.title = '\u00a0'
  history.replaceState(null, '', location.pathname)
  document.head.append(Object.assign(document.createElement('meta'), { name: 'referrer', content: 'no-referrer' }))
  try {
    if (!top) throw new Error('no page around')
    top.location.replace(link.href)
  } catch { // the page around forbids it: what stood in the frame goes all the same
    location.replace('about:blank')
  }
}

/** @param {number} left */
function tell(left) {
  const status = bar?.querySelector('[role="status"]')
  if (status) status.textContent = (left === 1 ? bar?.dataset.once : bar?.dataset.twice) ?? ''
}

link?.addEventListener('click', event => {
  event.preventDefault()
  leave()
})
if (link) {
  addEventListener('keydown', ({ key, repeat, timeStamp }) => {
    if (key !== 'Escape') presses = []
    if (key !== 'Escape' || repeat) return
    presses = [...presses.filter(time => timeStamp - time < WITHIN), timeStamp]
    if (presses.length < PRESSES) tell(PRESSES - presses.length)
    else leave()
  }, true)
}
addEventListener('pageshow', ({ persisted }) => { // whoever comes back by hand is not shown an empty page
  if (persisted) document.body.hidden = false
})

// What was found as it is in a place: the offer or the desk there, and the page of the municipality.

/** @typedef {import('./word-index.js').Area} Area */
/** @typedef {import('./word-index.js').Entry} Entry */
/**
 * An entry that was found. `marks` are the words of the file that fit; `absentIn` is the municipality that does not
 * have it, `village` the name by which a municipality was found.
 * @typedef {Entry & {
 *   points: number, marks: string[], number?: number, absentIn?: string, village?: string
 * }} Found
 */

const LOCAL = 1.1 // how much more an offer counts in the place that was named
const HERE = 0.95 // of the best: the page of the municipality that was named

/**
 * An entry as it is in some places.
 * @param {Found} entry
 * @param {Area[]} areas
 * @returns {Found[]}
 */
export function local(entry, areas) {
  const all = areas.flatMap(area => [...area.offers, ...area.contacts])
  const there = all.filter(({ whole }) => whole === entry.number)
  const isAbsent = entry.kind === 'initiative' && areas.length === 1 && !there.length
  return [
    ...there.map(each => ({ ...each, points: entry.points * LOCAL, marks: entry.marks })),
    isAbsent ? { ...entry, absentIn: areas[0].name } : entry
  ]
}

/**
 * A municipality, and with `hasWords` false all that is there. `label` is the name by which it was found.
 * @param {Area} area
 * @param {string} label
 * @param {boolean} hasWords
 * @param {number} best
 */
export const here = (area, label, hasWords, best) =>
  hasWords ? [{ ...pageOf(area, label), points: best * HERE }] : inPlace(area, label)

/**
 * The page of a municipality, and what is there.
 * @param {Area} area
 * @param {string} label
 * @returns {Found[]}
 */
export function inPlace(area, label) {
  const there = [...area.offers, ...area.contacts].map(entry => ({ ...entry, marks: [], points: 0.9 }))
  return [pageOf(area, label), ...there]
}

/**
 * @param {Area} area
 * @param {string} label
 * @returns {Found}
 */
function pageOf(area, label) {
  const village = label === area.name ? '' : label
  const { address, name: title, province: text } = area
  return { kind: 'municipality', address, title, village, text, length: 1, area, marks: [], points: 1 }
}

// How a name sounds, roughly, whatever letters it is written in: so that Апелдорн and أبلدورن are near to Apeldoorn.
// Each sound is one sign. Latin letters are read as in Dutch. Arabic and Persian leave short vowels out, and one letter
// of theirs may be a vowel or a consonant: A is a or e, W is o, u or w, Y is i, e or j, H is h, e or a. The x is a g
// that is often not heard, after s: Enschede is also Еншеде, and Bosch is Бос.

import { isOtherScript } from './bare-names.js'

/** @typedef {{ whole: number, begun: number }} Costs how far a name lies from what was typed, whole or so far */

/** @type {Record<string, string>} */
const FROM_LATIN = {
  eeuw: 'ev', ieuw: 'iv', sch: 'sx', ouw: 'au', auw: 'au', ae: 'a', aa: 'a', ai: 'ej', au: 'au', ay: 'ej', ce: 'se',
  ch: 'g', ci: 'si', ck: 'k', ee: 'e', ei: 'ej', ej: 'ej', eu: 'y', ey: 'ej', gh: 'g', ie: 'i', ij: 'ej', kh: 'g',
  oe: 'u', oo: 'o', ou: 'au', ph: 'f', qu: 'kw', sh: 'sx', th: 't', ui: 'yj', uu: 'y', uy: 'yj',
  c: 'k', q: 'k', u: 'y', x: 'ks', y: 'i'
}
const LATIN = new RegExp(`${Object.keys(FROM_LATIN).join('|')}|.`, 'g')
/** @type {Record<string, string>} */
const FROM_OTHERS = {
  ...byLetter('абвгґдеєжзиіїйклмнопрстуфхцчшщыэюяў', 'abvggdeezziiijklmnoprstufgsšššieyaw'),
  ...byLetter('ابپتثجچحخدذرزژسشصضطظغفڤقكگلمنهوي', 'AbptsgšhgddrzzsšsdtzgfvkkglmnHWY')
}
const NO_SHORT_VOWELS = /[AWYH]/
const VOWELS = new Set('aeiouyj')
const LIKE_VOWELS = new Set('AWYH')
/** @type {Record<string, number>} */
const COSTS = bothWays({
  bp: 0.1, dt: 0.2, sz: 0.1, fv: 0.15, vw: 0.1, fw: 0.2, gh: 0.15, gk: 0.5, hk: 0.7, mn: 0.7,
  ae: 0.3, ao: 0.35, ei: 0.25, ey: 0.2, ou: 0.25, oy: 0.25, uy: 0.05, iy: 0.3, ij: 0.1, ay: 0.35, eo: 0.4, au: 0.5,
  Aa: 0, Ae: 0.1, Ao: 0.3, Ai: 0.3, Ay: 0.3, Au: 0.4, Wo: 0.05, Wu: 0.05, Wy: 0.1, Ww: 0.05, Wv: 0.1, Wf: 0.4, We: 0.5,
  Yi: 0.05, Ye: 0.1, Yj: 0, Yy: 0.3, Ya: 0.3, Hh: 0, He: 0.1, Ha: 0.1, Hg: 0.3,
  xg: 0, xh: 0.1, xk: 0.2, xH: 0.1
})
const OTHER_VOWEL = 0.5
const NEVER = 2 // a consonant for a vowel
const SWAPPED = 0.9
const CLASSES = ['bp', 'dt', 'sz', 'fvw', 'ghkx', 'mn', 'l', 'r'] // consonants that may stand for each other

/**
 * @param {string} letters
 * @param {string} sounds
 * @returns {Record<string, string>}
 */
function byLetter(letters, sounds) {
  return Object.fromEntries([...letters].map((letter, position) => [letter, sounds[position]]))
}

/**
 * @param {Record<string, number>} costs
 * @returns {Record<string, number>}
 */
function bothWays(costs) {
  return { ...costs, ...Object.fromEntries(Object.entries(costs).map(([[one, other], cost]) => [other + one, cost])) }
}

/**
 * The sounds of a name in small letters without accents.
 * @param {string} key
 */
export function soundsOf(key) {
  const sounds = isOtherScript(key)
    ? [...key].map(letter => FROM_OTHERS[letter] ?? (/[a-z]/.test(letter) ? letter : ''))
    : (key.match(LATIN) ?? []).map(part => FROM_LATIN[part] ?? part)
  const joined = sounds.join('').replaceAll('š', 'sx').replace(/(?<=[aeou])i/g, 'j')
  return NO_SHORT_VOWELS.test(joined) ? joined : joined.replace(/(.)\1+/g, '$1')
}

/**
 * Which kinds of consonants some sounds have, as bits.
 * @param {string} sounds
 */
export const consonantsOf = sounds =>
  CLASSES.reduce((bits, kind, place) => bits | ([...kind].some(sound => sounds.includes(sound)) ? 1 << place : 0), 0)

/**
 * What it costs that a sound of the name was not typed.
 * @param {string} sound
 * @param {boolean} isShort
 */
function costOfMissing(sound, isShort) {
  if (sound === 'h' || sound === 'x') return 0.35
  if (!VOWELS.has(sound)) return 1
  if (isShort) return 0.12
  return sound === 'j' ? 0.25 : 0.5
}

/**
 * What it costs that a sound was typed that the name does not have.
 * @param {string} sound
 */
function costOfMore(sound) {
  if (LIKE_VOWELS.has(sound)) return 0.35
  if (sound === 'j' || sound === 'x') return 0.3
  return VOWELS.has(sound) ? 0.55 : 1
}

/**
 * What it costs that one sound was typed for another.
 * @param {string} one
 * @param {string} other
 */
function costOfOther(one, other) {
  if (one === other) return 0
  const cost = COSTS[one + other]
  if (cost !== undefined) return cost
  const [isVowel, isOtherVowel] = [one, other].map(sound => VOWELS.has(sound) || LIKE_VOWELS.has(sound))
  if (isVowel !== isOtherVowel) return NEVER
  return isVowel ? OTHER_VOWEL : 1
}

const ALL = [...new Set(Object.keys(COSTS).join('') + 'blprx')]
const SIGNS = 128 // all sounds are of ASCII
const costs = new Float64Array(SIGNS * SIGNS).fill(1) // of one sound for another
for (const one of ALL) {
  for (const other of ALL) costs[one.charCodeAt(0) * SIGNS + other.charCodeAt(0)] = costOfOther(one, other)
}

/**
 * How far the sounds of a name lie from those that were typed; more than `most` where they lie further.
 * @param {string} typed
 * @param {string} name
 * @param {number} most
 * @returns {Costs}
 */
export function soundDistance(typed, name, most) {
  const isShort = NO_SHORT_VOWELS.test(typed)
  const missed = Float64Array.from(name, sound => costOfMissing(sound, isShort))
  const width = name.length
  let before = new Float64Array(width + 1)
  let last = new Float64Array(width + 1)
  let now = new Float64Array(width + 1)
  for (let column = 1; column <= width; column += 1) last[column] = last[column - 1] + missed[column - 1]
  let least = 0
  for (let row = 1; row <= typed.length; row += 1) {
    const sound = typed.charCodeAt(row - 1)
    const more = costOfMore(typed[row - 1])
    now[0] = last[0] + more
    least = now[0]
    for (let column = 1; column <= width; column += 1) {
      const other = costs[sound * SIGNS + name.charCodeAt(column - 1)]
      let cost = Math.min(last[column] + more, now[column - 1] + missed[column - 1], last[column - 1] + other)
      const isAfter = row > 1 && column > 1
      const isCrossed = typed[row - 1] === name[column - 2] && typed[row - 2] === name[column - 1]
      if (isAfter && isCrossed) cost = Math.min(cost, before[column - 2] + SWAPPED)
      now[column] = cost
      if (cost < least) least = cost
    }
    if (least > most) return { whole: most + 1, begun: most + 1 }
    const free = before
    before = last
    last = now
    now = free
  }
  return { whole: last[width], begun: least }
}

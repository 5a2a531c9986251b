// Sentences of the page with values filled in, as people write them in its language.

const { lang, dir } = document.documentElement

/** A sentence with its values. */
export const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, key) => values[key])

/** The same, where in a text from right to left each value keeps its own direction (U+2068, U+2069). */
export const fillApart = (text, values) => text.replace(/\{(\w+)\}/g, (_, key) => (dir === 'rtl' ? `\u2068${values[key]}\u2069` : values[key]))

/** `a, b and c`. */
export const list = words => new Intl.ListFormat(lang).format(words)

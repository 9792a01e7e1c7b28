import { TIERS } from './model.js';

/** The words of the chosen language, and numbers the way it writes them. */
export function makeWords(data, lang) {
  const texts = data.texts[lang];
  const plain = new Intl.NumberFormat('en-US');
  const compact = new Intl.NumberFormat(texts.locale, { notation: 'compact', maximumFractionDigits: 1 });
  return {
    lang,
    texts,
    t: (key, ...values) => fillWords(texts.page[key], values),
    tier: (index) => (index < TIERS.length ? texts.tier[TIERS[index]] : texts.noTier),
    tierShort: (index) => (index < TIERS.length ? texts.tierShort[TIERS[index]] : texts.noTier),
    type: (index) => data.types[index][lang],
    reason: (code) => {
      const colon = code.indexOf(':');
      const name = colon === -1 ? code : code.slice(0, colon);
      return Object.hasOwn(texts.why, name)
        ? fillWords(texts.why[name], [colon === -1 ? '' : code.slice(colon + 1)])
        : code;
    },
    count: (value) => plain.format(value),
    compact: (value) => (value < 10_000 ? plain : compact).format(value),
    bytes: (value) => {
      const units = ['B', 'KB', 'MB', 'GB', 'TB', 'PB'];
      let unit = 0;
      let amount = value;
      for (; amount >= 1024 && unit < units.length - 1; unit++) amount /= 1024;
      return `${unit === 0 || amount >= 100 ? Math.round(amount) : amount.toFixed(1)} ${units[unit]}`;
    },
    score: (value) => (Math.floor(value * 100 + 1e-9) / 100).toFixed(2),
  };
}

function fillWords(template, values) {
  return template.replace(/\{(\d)\}/g, (_, index) => String(values[Number(index)] ?? ''));
}

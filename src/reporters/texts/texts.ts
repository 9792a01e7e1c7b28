import { en } from './en.js';
import type { Band, Lang, Texts } from './words.js';
import { zh } from './zh.js';

export {
  BANDS,
  type Band,
  type IssueText,
  type Lang,
  type PageWord,
  type Texts,
  type Word,
} from './words.js';

export function textsFor(lang: Lang): Texts {
  return lang === 'zh' ? zh : en;
}

export function bandOf(confidence: number): Band {
  return confidence >= 0.85 ? 'certain' : confidence >= 0.65 ? 'likely' : 'possible';
}

/** Puts the values in place of `{0}`, `{1}` ... */
export function fill(template: string, ...values: readonly (string | number)[]): string {
  return template.replace(/\{(\d)\}/g, (_, index: string) => String(values[Number(index)] ?? ''));
}

/** A reason code in words: `context:身份证` -> 旁边写着“身份证”. Codes nobody wrote words for stand as they are. */
export function reasonText(texts: Texts, code: string): string {
  const colon = code.indexOf(':');
  const name = colon === -1 ? code : code.slice(0, colon);
  const template = Object.hasOwn(texts.why, name) ? texts.why[name] : undefined;
  return template === undefined ? code : fill(template, colon === -1 ? '' : code.slice(colon + 1));
}

export function infoTypeName(
  names: Readonly<Record<string, { readonly zh: string; readonly en: string }>>,
  infoType: string,
  lang: Lang,
): string {
  return Object.hasOwn(names, infoType) ? names[infoType]![lang] : infoType;
}

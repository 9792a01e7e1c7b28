import type { Bilingual, Lang } from '../model/bilingual.js';

/**
 * Something the user can put right: usage, configuration, credentials. Printed in one line with what to do; exit code 2.
 * `code` is stable and machine-readable ("rules.unknown-validator"); `text` says where and what; `hint` says what to do.
 */
export class UserError extends Error {
  readonly code: string;
  readonly text: Bilingual;
  readonly hint: Bilingual | undefined;

  constructor(code: string, text: Bilingual, hint?: Bilingual) {
    super(text.en);
    this.name = 'UserError';
    this.code = code;
    this.text = text;
    this.hint = hint;
  }

  /** The one line to print: what is wrong, then what to do after a dash. */
  line(lang: Lang): string {
    return this.hint === undefined ? this.text[lang] : `${this.text[lang]} — ${this.hint[lang]}`;
  }
}

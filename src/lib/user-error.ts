/**
 * Something the user can put right: usage, configuration, credentials. Printed in one line with what to do; exit code 2.
 * `code` is stable and machine-readable ("rules.unknown-validator"); `message` says where and what; `hint` says what to do.
 */
export class UserError extends Error {
  readonly code: string;
  readonly hint: string;

  constructor(code: string, message: string, hint = '') {
    super(message);
    this.name = 'UserError';
    this.code = code;
    this.hint = hint;
  }

  /** The one line to print: message, then the hint after a dash. */
  get line(): string {
    return this.hint === '' ? this.message : `${this.message} — ${this.hint}`;
  }
}

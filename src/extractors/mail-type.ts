/** Bytes of a text that are looked at. */
const HEAD = 4096;

/** What opens a message in a mailbox file: a sender, a date, and behind the line a header field. */
export const FROM_LINE =
  /^From .{0,400}?\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? .{0,30}\d\d:\d\d(?::\d\d)?.{0,40}\r?\n(?:>?[!-9;-~]{1,80}:|>From |\r?\n)/;

const KNOWN_FIELD =
  /^(?:return-path|received|delivered-to|message-id|mime-version|content-type|content-transfer-encoding|from|to|cc|bcc|reply-to|sender|subject|date|references|in-reply-to|dkim-signature|list-id|x-mailer|x-priority|x-originating-ip|user-agent)$/i;
/** Fields that nobody writes into a note by hand. */
const TECHNICAL_FIELD =
  /^(?:return-path|received|delivered-to|message-id|mime-version|content-type|content-transfer-encoding|dkim-signature|x-mailer|x-priority)$/i;

/**
 * Opens with a block of header fields, two known ones at least, one of them technical, or sender and subject and date. Prose
 * that begins "From: " has no such block. Continuation lines begin with a blank.
 */
export function isMessage(text: string): boolean {
  const known = new Set<string>();
  let technical = false;
  const lines = text.split('\n');
  // The last may be cut.
  if (text.length > HEAD / 2) lines.pop();
  for (const line of lines) {
    if (line === '' || line === '\r') break;
    if (/^[ \t]/.test(line) && known.size > 0) continue;
    const name = /^([!-9;-~]{1,80})[ \t]{0,4}:/.exec(line)?.[1];
    if (name === undefined) return false;
    if (KNOWN_FIELD.test(name)) known.add(name.toLowerCase());
    technical ||= TECHNICAL_FIELD.test(name);
  }
  const written = known.has('from') && known.has('subject') && known.has('date');
  return known.size >= 2 && (technical || written);
}

import CFB from 'cfb';
import officeCrypto from 'officecrypto-tool';
import type { ExtractContext } from './extractor.js';

/** Excel encrypts with this where only changing is forbidden ([MS-OFFCRYPTO] 2.4.2.4): it keeps no reader out. */
const DEFAULT_PASSWORD = 'VelvetSweatshop';

/** Is the document, or the package inside, encrypted ([MS-XLS] 2.4.117, [MS-DOC] 2.5.2, [MS-PPT] 2.3.2)? */
export function isEncryptedOffice(file: CFB.CFB$Container): boolean {
  if (CFB.find(file, '/EncryptedPackage') !== null) return true;
  const book = contentOf(file, '/Workbook') ?? contentOf(file, '/Book');
  if (book !== undefined) return hasFilePass(book);
  const word = contentOf(file, '/WordDocument');
  if (word !== undefined) return word.length > 12 && (word.readUInt16LE(10) & 0x0100) !== 0;
  const user = contentOf(file, '/Current User');
  return user !== undefined && user.length >= 16 && user.readUInt32LE(12) === 0xf3d1c4df;
}

/** Rounds of hashing that a document may ask for ([MS-OFFCRYPTO] 2.3.4.10 allows ten million; Office writes 100,000). */
const SPINS = 1_000_000;

/** Does it ask for more work than a password is worth? */
export function asksTooMuch(file: CFB.CFB$Container): boolean {
  const info = contentOf(file, '/EncryptionInfo')?.toString('latin1') ?? '';
  return [...info.matchAll(/spinCount\s*=\s*"(\d+)"/g)].some(([, count]) => Number(count) > SPINS);
}

/** The decrypted document, or package. undefined = none of the passwords fits, or the way is unknown. */
export async function decryptOffice(
  file: CFB.CFB$Container,
  { budget, passwords }: ExtractContext,
): Promise<Buffer | undefined> {
  // Written anew: the library reads it with one that follows chains of sectors round in circles for ever.
  const bytes = CFB.write(file, { type: 'buffer' }) as Buffer;
  for (const password of [DEFAULT_PASSWORD, ...passwords.filter((each) => each.length <= 255)]) {
    budget.tick();
    try {
      const plain = await officeCrypto.decrypt(bytes, { password });
      if (/^(?:PK|\xd0\xcf)/.test(plain.toString('latin1', 0, 2)) && !plain.equals(bytes)) return plain;
    } catch {
      // The wrong one, most often; its message is of no use.
    }
  }
  return undefined;
}

function contentOf(file: CFB.CFB$Container, path: string): Buffer | undefined {
  const entry = CFB.find(file, path);
  return entry === null || entry.content === undefined ? undefined : Buffer.from(entry.content as Uint8Array);
}

/** FILEPASS stands among the first records of the workbook's globals. */
function hasFilePass(book: Buffer): boolean {
  for (let at = 0, count = 0; at + 4 <= book.length && count < 64; count++) {
    const type = book.readUInt16LE(at);
    if (type === 0x2f) return true;
    if (type === 0x0a) return false;
    at += 4 + book.readUInt16LE(at + 2);
  }
  return false;
}

import { createHmac, randomBytes } from 'node:crypto';

/** A fresh fingerprint key: 32 random bytes. Fingerprints made with different keys cannot be compared. */
export function newKey(): Buffer {
  return randomBytes(32);
}

/**
 * First 16 hex digits of HMAC-SHA-256(key, infoType || 0x00 || normal form). Equal values of one type compare equal under
 * one key; without the key a value cannot be guessed back (a bare hash of an ID number can, in minutes).
 */
export function fingerprint(key: Buffer, infoType: string, normal: string): string {
  return createHmac('sha256', key).update(`${infoType}\0${normal}`, 'utf8').digest('hex').slice(0, 16);
}

import { createHash } from 'node:crypto';
import { keccak256 } from './keccak.js';
import { INVALID, type Validator, type Verdict, valid } from './validator.js';

const BASE58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
const BECH32 = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';
/** Version byte and payload length -> what it is. */
const VERSIONS: Readonly<Record<string, string>> = {
  '0/20': 'btc',
  '5/20': 'btc',
  '48/20': 'ltc',
  '50/20': 'ltc',
  '30/20': 'doge',
  '65/20': 'tron',
  '128/32': 'wif',
  '128/33': 'wif',
};

function sha256(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}

/** The bytes behind Base58 text of at most 64 characters. */
function base58(text: string): Uint8Array {
  const bytes: number[] = [];
  for (const character of text) {
    let carry = BASE58.indexOf(character);
    for (let i = 0; i < bytes.length; i++) {
      carry += bytes[i]! * 58;
      bytes[i] = carry & 0xff;
      carry >>= 8;
    }
    for (; carry > 0; carry >>= 8) bytes.push(carry & 0xff);
  }
  for (let i = 0; text[i] === '1'; i++) bytes.push(0);
  return Uint8Array.from(bytes.reverse());
}

function base58Check(text: string): Verdict {
  const bytes = base58(text);
  const payload = bytes.subarray(0, -4);
  const kind = VERSIONS[`${payload[0]}/${payload.length - 1}`];
  if (kind === undefined || !sha256(sha256(payload)).subarray(0, 4).equals(bytes.subarray(-4)))
    return INVALID;
  return valid(1, kind);
}

function polymod(values: readonly number[]): number {
  let check = 1;
  for (const value of values) {
    const top = check >>> 25;
    check = ((check & 0x1ffffff) << 5) ^ value;
    [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3].forEach((generator, bit) => {
      if ((top >> bit) & 1) check ^= generator;
    });
  }
  return check >>> 0;
}

/** Segregated witness address: version 0 has a bech32 checksum, later versions bech32m. */
function segwit(text: string): Verdict {
  const at = text.lastIndexOf('1');
  const prefix = text.slice(0, at);
  const data = [...text.slice(at + 1)].map((character) => BECH32.indexOf(character));
  const version = data[0]!;
  if (data.length < 8 || data.includes(-1) || version > 16) return INVALID;
  const bytes = Math.floor(((data.length - 7) * 5) / 8);
  if (bytes < 2 || bytes > 40 || (version === 0 && bytes !== 20 && bytes !== 32)) return INVALID;
  const codes = [...prefix].map((character) => character.charCodeAt(0));
  const check = polymod([...codes.map((code) => code >> 5), 0, ...codes.map((code) => code & 31), ...data]);
  return check === (version === 0 ? 1 : 0x2bc830a3) ? valid(1, prefix === 'ltc' ? 'ltc' : 'btc') : INVALID;
}

/** Mixed case carries the EIP-55 checksum; one case carries none. */
function ethereum(address: string): Verdict {
  if (/^(.)\1*$/.test(address)) return INVALID;
  if (address === address.toLowerCase() || address === address.toUpperCase())
    return valid(0.3, 'eth:no-checksum');
  const hash = keccak256(address.toLowerCase());
  for (let i = 0; i < 40; i++) {
    const upper = Number.parseInt(hash[i]!, 16) >= 8;
    if (/[a-zA-Z]/.test(address[i]!) && address[i]! < 'a' !== upper) return INVALID;
  }
  return valid(1, 'eth');
}

/**
 * Address (or WIF private key) of Bitcoin, Litecoin, Dogecoin, TRON by Base58Check, of Bitcoin and Litecoin by bech32 and bech32m, of
 * Ethereum by EIP-55. Reasons: `btc`, `ltc`, `doge`, `tron`, `eth`, `wif` (a private key) 1, `eth:no-checksum` 0.3.
 */
export const cryptoWallet: Validator = {
  id: 'crypto-wallet',
  source: 'Bitcoin Base58Check, BIP-173, BIP-350, EIP-55, TRON address format',
  check(value) {
    if (value.length > 90) return INVALID;
    if (/^0x[0-9a-fA-F]{40}$/.test(value)) return ethereum(value.slice(2));
    if (/^(?:bc1|tb1|ltc1)[0-9a-z]{11,87}$/.test(value)) return segwit(value);
    if (/^(?:BC1|TB1|LTC1)[0-9A-Z]{11,87}$/.test(value)) return segwit(value.toLowerCase());
    return /^[13TLMD5K][1-9A-HJ-NP-Za-km-z]{24,51}$/.test(value) ? base58Check(value) : INVALID;
  },
};

import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { fingerprint, newKey } from '../../src/lib/fingerprint.js';

describe('fingerprint', () => {
  const key = Buffer.alloc(32, 1);

  it('is the first 16 hex digits of HMAC-SHA-256 over infoType, NUL, normal form', () => {
    const bytes = Buffer.concat([
      Buffer.from('cn.person-name'),
      Buffer.from([0]),
      Buffer.from('张三', 'utf8'),
    ]);
    expect(fingerprint(key, 'cn.person-name', '张三')).toBe(
      createHmac('sha256', key).update(bytes).digest('hex').slice(0, 16),
    );
  });

  it('differs by key, type and value', () => {
    const prints = [
      fingerprint(key, 'a', 'bc'),
      fingerprint(key, 'ab', 'c'),
      fingerprint(key, 'a', 'bd'),
      fingerprint(newKey(), 'a', 'bc'),
    ];
    expect(new Set(prints).size).toBe(4);
  });

  it('makes keys of 32 bytes, never the same twice', () => {
    expect(newKey()).toHaveLength(32);
    expect(newKey().equals(newKey())).toBe(false);
  });
});

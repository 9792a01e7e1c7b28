import { expect, test } from 'vitest';
import { closest } from '../../src/lib/closest.js';

test.each([
  ['lunh', 'luhn'],
  ['resident_id', 'resident-id'],
  ['ResidentID', 'resident-id'],
  ['emial', 'email'],
  ['zzz', undefined],
  ['lu', undefined],
])('%s -> %s', (name, nearest) => {
  expect(closest(name, ['luhn', 'resident-id', 'email', 'iban'])).toBe(nearest);
});
